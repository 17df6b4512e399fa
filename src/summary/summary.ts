import type { Locale, MessageId, PersonId } from "../core/types.ts";

/**
 * What was said in a thread or channel, so that every claim names the messages that it came from. Plain data; both ways to a
 * summary (by quoting, by a model) give this shape. All texts and names in it are untrusted.
 */
export interface Summary {
  /** `extractive`: every claim's text stands word for word in its only source. `model`: a model's own words. */
  readonly kind: "extractive" | "model";
  /** The main language of what was read; of a model's summary, the language that it is written in. */
  readonly locale: Locale;
  /** What it was all about, in at most two lines. */
  readonly gist: readonly Claim[];
  readonly keyPoints: readonly Claim[];
  readonly decisions: readonly Decision[];
  readonly actionItems: readonly ActionItem[];
  /** What was asked and not answered. */
  readonly openQuestions: readonly Claim[];
  /** Who wrote, the most active first. */
  readonly participants: readonly Participant[];
  /** From the first to the last message read: ISO 8601, UTC. Absent where no times are known. */
  readonly period?: { readonly from: string; readonly to: string };
  /** How many messages were read; those left out are not among them. */
  readonly messagesRead: number;
  readonly leftOut: LeftOut;
  /** So many claims were taken out since: a message of theirs was deleted or edited, or somebody is not to be told of. Absent: none. */
  readonly takenOut?: number;
  /** Every message that a claim names, in the order of writing. */
  readonly cited: readonly CitedMessage[];
}

export interface Claim {
  readonly text: string;
  /** Never empty; each stands in `cited`. Those that have most words in common with the claim first. */
  readonly sources: readonly MessageId[];
  /** Names and numbers of the text (or of its owner) that do not occur in the sources. Never of a quotation. */
  readonly unverified?: readonly string[];
}

export interface Decision extends Claim {
  /** Who said so, and who agreed. */
  readonly by: readonly Person[];
}

export interface ActionItem extends Claim {
  /** Who is to do it; absent where nobody was named. */
  readonly owner?: Person;
  /** Until when, in the words of the source: "Friday", "3월 5일까지". */
  readonly due?: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
}

export interface Participant extends Person {
  readonly messages: number;
}

/** How many messages were not read, by the first reason that holds. */
export interface LeftOut {
  /** Joins, parts, new names: the platform's word. */
  readonly notices: number;
  /** Maru's own. */
  readonly own: number;
  /** Of other bots. */
  readonly bots: number;
  /** Of people who do not want to be summarised. */
  readonly optedOut: number;
}

export interface CitedMessage {
  readonly id: MessageId;
  readonly author: Person;
  readonly sentAt?: string;
  /** Permalink; empty where there is none. */
  readonly link: string;
}
