import type { Findings, JudgedPart, LadderStep } from "../../core/ports/index.ts";
import type { Author, Category, Locale, Message, Place } from "../../core/types.ts";

/** All of a team's rules for moderation. */
export interface Policies {
  /** Names this version of them: the first 12 hex digits of the digest. */
  readonly version: string;
  /** SHA-256 of the whole policy in a form in which equal policies are equal. */
  readonly digest: string;
  for(place: Place): PlacePolicy;
}

/** The rules that hold in one place. */
export interface PlacePolicy {
  /** `off`: messages there are not looked at; `shadow`: looked at, and nothing is done. */
  readonly mode: "off" | "shadow" | "active";
  /** So many messages before it are shown to the guard and to moderators. */
  readonly contextMessages: number;
  /** Whether a decision that does something to somebody takes two moderators. */
  readonly twoPersons: boolean;
  readonly timeoutMs: number;
  /** So long words are kept. */
  readonly retentionMs: number;
  /** The place's own rules as yes/no questions for a guard that takes them. */
  readonly questions: readonly string[];
  isExempt(author: Author): boolean;
  /** Whether the router's and the guard's word on a message in this language counts here; the place's own rules always do. */
  judges(language: Locale): boolean;
  /** Whether moderators are not to be pinged now. */
  isQuiet(unixMs: number): boolean;
  /**
   * The place's own rules that a message breaks: words, patterns, links, floods, too many mentions; also in its author's name, the
   * thread's title and the files' names. Counts the message towards its author's flood; the same message counts once.
   */
  match(message: Message): readonly RuleMatch[];
  /**
   * What is to be done about what was found. Without a guard's word no more than `log` and `queue`: a router punishes nobody.
   * Rules do what they say. Counts what was found towards the place's budgets.
   */
  decide(findings: Findings, matches: readonly RuleMatch[]): PolicyDecision;
}

export interface RuleMatch {
  readonly rule: string;
  /** Where it matched first. */
  readonly part: JudgedPart;
  readonly category: Category;
  /** No more than `log` and `queue` where it only matched with hiding tricks undone, or in a name. */
  readonly steps: readonly LadderStep[];
  /** A further message of a flood: people have one of it to look at already, and are not asked about this one. */
  readonly isAgain?: true;
}

export interface PolicyDecision {
  readonly categories: readonly Category[];
  /** From the lightest to the heaviest; empty: nothing. */
  readonly steps: readonly LadderStep[];
}
