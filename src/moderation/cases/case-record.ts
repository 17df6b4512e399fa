import {
  asksPeople,
  type CaseDecision,
  type CaseSource,
  type CaseState,
  type CaseTab,
  type DoneAction,
  type LadderStep,
} from "../../core/ports/index.ts";
import type { Author, CaseId, Locale, Message, PersonId, Place } from "../../core/types.ts";
import type { RecordedFindings } from "../audit/index.ts";

/** Steps that do something. */
export type DoingStep = DoneAction["step"];

export const isDoing = (step: LadderStep): step is DoingStep => step !== "log" && step !== "queue";

/** What the author is told beyond the note itself. */
export type Told = "acted" | "undone" | "appeal-received" | "appeal-confirmed" | "appeal-overturned";

/**
 * Something still to be done on the platform because of a case. Tasks are done one after the other, and each ends with one entry of
 * the audit log.
 */
export type Task =
  | {
      readonly do: DoingStep;
      /** By the policy alone, or after whose decision. */
      readonly by: PersonId | "policy";
      /** Of a timeout. ISO 8601. */
      readonly until?: string;
      /** Of a note: the events whose words are the reason, the first that has any. */
      readonly because?: readonly string[];
    }
  | { readonly undo: "remove" | "timeout"; readonly by: PersonId | "policy" }
  | {
      readonly tell: Told;
      /** If nothing of what was to be done could be done, it becomes the note that the policy asks for too. */
      readonly elseNote?: boolean;
      readonly because?: readonly string[];
    };

/** Moves that decide. */
export type DecidingMove = CaseDecision["move"];

/** A decision, as ids. */
export interface Decided {
  readonly move: DecidingMove;
  readonly by: PersonId;
  readonly seconded?: PersonId;
  /** The events that it came with, newest first: reasons are kept apart, under their events. */
  readonly events: readonly string[];
  readonly at: string;
}

/** What a case is handled by, beside what the audit log says of it. */
export interface CaseTerms {
  readonly message: Pick<Message, "startsThread" | "link"> & {
    readonly author: Pick<Author, "kind" | "locale">;
  };
  readonly timeoutMs: number;
  readonly retentionMs: number;
  /** Whether moderators are not pinged. */
  readonly quiet: boolean;
}

/** A case as it stands, without a word that anybody wrote: what the audit log's entries of it come to. */
export interface CaseRecord {
  readonly id: CaseId;
  /** The newest entry that is in here. */
  readonly seq: number;
  readonly terms: CaseTerms;
  readonly state: CaseState;
  readonly mode: "shadow" | "active";
  readonly sources: readonly CaseSource[];
  readonly message: Pick<Message, "id" | "thread" | "sentAt"> & {
    readonly place: Pick<Place, "id" | "kind">;
    readonly author: PersonId;
  };
  readonly language: Locale;
  readonly findings: RecordedFindings;
  readonly proposed: readonly LadderStep[];
  /** Steps that the policy has taken by itself: in active places all that it ever proposed for the message. */
  readonly byItself: readonly DoingStep[];
  readonly policy: string;
  readonly models: readonly string[];
  readonly twoPersons: boolean;
  /** Salted SHA-256 of the words that were judged last. */
  readonly words: string;
  readonly judgings: number;
  /** It reads otherwise since; `words`: their digest, salted as those that were judged. */
  readonly edited?: { readonly at: string; readonly words: string } | undefined;
  /** Its author deleted it, and it stays to be decided. */
  readonly isGone?: true;
  readonly reports: readonly { readonly by: PersonId; readonly at: string; readonly event: string }[];
  readonly claim?: { readonly by: PersonId; readonly until: string } | undefined;
  readonly escalated?: { readonly by: PersonId; readonly event: string } | undefined;
  readonly proposal?: Decided | undefined;
  readonly decision?: Decided | undefined;
  readonly appeal?:
    | {
        readonly at: string;
        readonly event: string;
        /** Who had decided before it and does not decide about it. */
        readonly deciders: readonly PersonId[];
        readonly outcome?: "confirmed" | "overturned" | undefined;
        readonly by?: PersonId | undefined;
        /** Whether the case had been decided when the appeal came. */
        readonly afterDecision: boolean;
      }
    | undefined;
  readonly done: readonly DoneAction[];
  readonly due: readonly Task[];
  /** Whether the first of these was begun: it may have been done, also when that could not be noted. */
  readonly attempted?: boolean;
  /** What the author was told, in order. */
  readonly told: readonly string[];
  /** Events that made it what it is; the same one again changes nothing. */
  readonly events: readonly string[];
  readonly openedAt: string;
  readonly changedAt: string;
}

/** So long a claim keeps others from a case. */
export const CLAIM_MS = 15 * 60 * 1000;

/** The claim that holds at a time. @param now Unix ms */
export function claimAt(record: CaseRecord, now: number): CaseRecord["claim"] {
  return record.claim && Date.parse(record.claim.until) > now ? record.claim : undefined;
}

/** Whether somebody's decision would do something: in shadow mode, unless a person reported or appealed, it is only noted. */
export const isNotedOnly = ({ mode, reports, appeal }: CaseRecord): boolean =>
  mode === "shadow" && reports.length === 0 && appeal === undefined;

/** Whether people are to look at it before long, and are shown a card. */
export const isForPeople = ({ mode, proposed, reports, appeal }: CaseRecord): boolean =>
  (mode === "active" && asksPeople(proposed)) || reports.length > 0 || appeal !== undefined;

/** Whether nobody has decided yet. */
export const isUndecided = ({ state }: Pick<CaseRecord, "state">): boolean =>
  state === "open" || state === "seconding";

/** Whether it stays to be decided when its author deletes the message: otherwise they would decide who looks at it. */
export const outlivesMessage = ({ state, reports }: CaseRecord): boolean =>
  state === "seconding" || (state === "open" && reports.length > 0);

/** Whether somebody is yet to decide, for the first time or about an appeal. */
export const isOpen = ({ state }: CaseRecord): boolean => isUndecided({ state }) || state === "appealed";

/** Which of the desk's lists it stands in. */
export function tabOf(record: CaseRecord): CaseTab {
  if (!isOpen(record)) return "settled";
  if (isForPeople(record)) return "waiting";
  return record.mode === "shadow" ? "shadow" : "settled";
}
