import type { MoveRefusal } from "../core/ports/moderation-actions.ts";
import type { ActionFailure, CaseSource, CaseState, JudgedPart, LadderStep } from "../core/ports/review.ts";
import type { CaseId, CaseMove, Category, Locale } from "../core/types.ts";
import { en } from "./moderation-words-en.ts";
import { ko } from "./moderation-words-ko.ts";

/** What all platforms say alike of moderation: on cards, in forms, to authors. Plain text. */
export interface CommonModerationWords {
  readonly category: Readonly<Record<Category, string>>;
  readonly noCategory: string;
  readonly state: Readonly<Record<CaseState, string>>;
  readonly part: Readonly<Record<JudgedPart, string>>;
  readonly source: Readonly<Record<CaseSource, string>>;
  readonly step: Readonly<Record<LadderStep, string>>;
  /** Why a step was not done; that nobody could be reached, each platform says in its own words. */
  readonly why: Readonly<Record<Exclude<ActionFailure, "unreachable">, string>>;
  readonly move: Readonly<Record<CaseMove, string>>;
  /** What upholding and dismissing are called when an appeal is decided on. */
  readonly onAppeal: { readonly uphold: string; readonly dismiss: string };
  readonly card: CommonCardWords;
  readonly form: FormWords;
  readonly notice: CommonNoticeWords;
  readonly answer: CommonAnswerWords;
}

interface CommonCardWords {
  title(id: CaseId, categories: string): string;
  readonly shadow: string;
  readonly twoPersons: string;
  readonly noText: string;
  readonly noWords: string;
  readonly author: string;
  readonly place: string;
  readonly toMessage: string;
  readonly direct: string;
  readonly context: string;
  readonly findings: string;
  readonly foundBy: string;
  router(percent: string, threshold: string): string;
  guard(percent: string): string;
  notAsked(why: string): string;
  readonly evidence: string;
  readonly rules: string;
  readonly reports: string;
  readonly withoutWords: string;
  readonly before: string;
  history(cases: number, upheld: number, dismissed: number): string;
  readonly proposed: string;
  readonly wouldPropose: string;
  readonly done: string;
  readonly nothing: string;
  failed(why: string): string;
  readonly undone: string;
  until(when: string): string;
  readonly now: string;
  claimed(by: string, until: string): string;
  decided(by: string, move: string): string;
  proposes(by: string, move: string): string;
  escalated(by: string): string;
  readonly appeal: string;
  confirmed(by: string): string;
  overturned(by: string): string;
  /** Somebody edited the message after it was judged. */
  edited(when: string): string;
  /** Heads how it reads since. */
  readonly editedWords: string;
  /** Its author deleted the message, and the case stays. */
  readonly deleted: string;
  /** Who does not decide about the appeal. */
  another(deciders: string): string;
  footer(policy: string, models: string): string;
}

interface FormWords {
  readonly reason: string;
  /** By who reads it. */
  readonly reasonHint: Readonly<Record<"author" | "moderators", string>>;
  readonly appeal: string;
  readonly appealTitle: string;
  readonly appealWords: string;
  readonly reportTitle: string;
  readonly reportWords: string;
}

export interface CommonNoticeWords {
  /** By whom is not said: it may have been the policy alone. `place`: where the message stands. */
  removed(place: string): string;
  warned(place: string): string;
  undone(place: string): string;
  received(place: string): string;
  confirmed(place: string): string;
  overturned(place: string): string;
  readonly here: string;
  readonly yourWords: string;
  readonly reason: string;
  /** What a message was found to be, as its author is told it where nobody wrote a reason. */
  readonly about: Readonly<Record<Category, string>>;
  readonly mayAppeal: string;
}

export interface CommonAnswerWords {
  readonly refused: Readonly<Record<MoveRefusal, (by: string | undefined) => string>>;
  readonly reported: string;
  readonly appealed: string;
  readonly labelled: string;
  readonly mayNot: string;
  readonly notYet: string;
  readonly notStored: string;
  readonly noMessage: string;
  readonly blankAppeal: string;
}

export const commonModerationWords: Readonly<Record<Locale, CommonModerationWords>> = { en, ko };

/** The name of the menu command by which members report a message. */
export const reportCommand = { name: "Report to moderators", korean: "운영진에게 신고" } as const;
