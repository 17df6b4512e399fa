import type { ReviewCase } from "../../../src/core/ports/index.ts";
import type { CaseId, CaseMove } from "../../../src/core/types.ts";

/** Somebody of the team, by name. */
export type Name = "Hana" | "Ravi" | "Mia" | "Noah";

/** Writes and reports. */
export const MEMBERS: readonly Name[] = ["Hana", "Ravi"];
export const MODERATORS: readonly Name[] = ["Mia", "Noah"];

export type PlaceName = "general" | "jury";

/** A message that somebody wrote there. */
export interface Posted {
  readonly by: Name;
  /** As it is called in case files. */
  readonly id: string;
  readonly text: string;
}

/** How a moderator's move ended, as they were told: `done`, or why it was refused. */
export type Outcome = "done" | "claimed" | "same-person" | "own-decision";

/** What moderation told somebody: what of, and whether with a way to appeal. */
export interface Letter {
  readonly kind: "acted" | "warned" | "undone" | "appeal-received" | "appeal-confirmed" | "appeal-overturned";
  readonly mayAppeal: boolean;
}

/** A team on a platform: what its people do there, and what they see. Each call does what a person does, whatever became of Maru. */
export interface Team {
  readonly platform: "web" | "discord" | "slack";
  /** Whether moderators can take somebody's word for a while there. */
  readonly hasTimeouts: boolean;
  /** How many copies of a case's card moderators see; where there are none, the review page is looked at. */
  readonly hasCards: boolean;
  nameOf(person: string): string;
  say(by: Name, place: PlaceName, text: string): Promise<Posted>;
  edit(posted: Posted, text: string): Promise<void>;
  remove(posted: Posted): Promise<void>;
  /** How many times somebody else reads those words there now: as they were posted, or as a copy. */
  timesShown(text: string, place: PlaceName): Promise<number>;
  /** Whether somebody can write. */
  mayWrite(name: Name): Promise<boolean>;
  report(by: Name, posted: Posted, words: string): Promise<void>;
  /** @returns waits for what the moderator is told of it */
  move(by: Name, id: CaseId, move: CaseMove, reason?: string): Promise<() => Promise<Outcome>>;
  appeal(by: Name, id: CaseId, words: string): Promise<void>;
  /** All that somebody was told, oldest first. */
  letters(name: Name): Promise<readonly Letter[]>;
  cards(id: CaseId): Promise<number>;
  /** From the review page of the web chat, which every team has. */
  desk: Desk;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a moderator sees and does on the review page, whatever platform the case is of. */
export interface Desk {
  find(id: CaseId): Promise<ReviewCase>;
  list(tab: "waiting" | "shadow" | "settled"): Promise<readonly CaseId[]>;
  move(id: CaseId, move: CaseMove): Promise<void>;
  /** How the guard is. */
  guard(): Promise<string | undefined>;
}
