import type { Category } from "../../core/types.ts";

/** How one kind of guard model is asked, and what its answers mean: a file of prompts/guard, read. */
export interface GuardFormat {
  /** E.g. `llama-guard-3`. */
  readonly name: string;
  /** Tells by a model's name that the format is its own; a format without it is only taken when it is named. */
  readonly models?: RegExp;
  /** `turn`: the body is a turn of the user's, in the template of the model's family. `whole`: it is the whole prompt. */
  readonly body: { readonly as: "turn" | "whole"; readonly parts: readonly BodyPart[] };
  /** A model whose own chat template holds this text is asked by that template, and by the body when it cannot be. */
  readonly templateMark?: string;
  /** How a person and Maru are called in the conversation. */
  readonly speakers: { readonly person: string; readonly self: string };
  /** What the model's turn begins with, when its own template makes the rest. */
  readonly begin: string;
  readonly answers: readonly Answer[];
  /** What is written after an answer that says that something is broken; absent: nothing. */
  readonly list?: CodeList;
  /** What is asked everywhere, before the place's own rules; only of formats that take rules. */
  readonly rules: readonly Rule[];
}

/** A piece of the prompt, in order. The slots: how the author is called, who said what, and the rule that is asked about. */
export type BodyPart =
  | { readonly text: string }
  | { readonly control: string }
  | { readonly slot: "who" | "conversation" | "rule" };

export interface Answer {
  readonly name: string;
  /** In any of these ways; the first is the usual one. */
  readonly spellings: readonly string[];
  /** Whether it says that something is broken. */
  readonly breaks: boolean;
}

export interface CodeList {
  readonly start: string;
  readonly separator: string;
  readonly codes: readonly Code[];
}

export interface Code {
  readonly code: string;
  readonly categories: readonly Category[];
}

export interface Rule {
  readonly category: Category;
  readonly question: string;
}
