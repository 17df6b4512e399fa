import type { ActionFailure, CaseSource, CaseState, Findings, LadderStep } from "../../core/ports/index.ts";
import type { CaseId, CaseMove, Locale, MessageId, PersonId, Place, ThreadId } from "../../core/types.ts";

/** What was found, without a word of the message: evidence keeps its place and weight. */
export type RecordedFindings = Omit<Findings, "router"> & {
  readonly router?: Omit<NonNullable<Findings["router"]>, "evidence"> & {
    readonly evidence: readonly { readonly start: number; readonly end: number; readonly weight: number }[];
  };
};

/**
 * What the audit log says: ids, scores and decisions, and nobody's words. Where words belong to it, their SHA-256 stands here, salted with
 * a random value that is kept and deleted together with them: as long as the words are kept it proves that they are the ones.
 */
export type AuditEntry = {
  /** ISO 8601. */
  readonly at: string;
} & (
  | {
      readonly type: "opened" | "judged-again";
      readonly case: CaseId;
      readonly message: MessageId;
      readonly thread: ThreadId;
      readonly place: Pick<Place, "id" | "kind">;
      readonly author: PersonId;
      readonly language: Locale;
      readonly mode: "shadow" | "active";
      readonly sources: readonly CaseSource[];
      readonly findings: RecordedFindings;
      readonly proposed: readonly LadderStep[];
      readonly twoPersons: boolean;
      readonly policy: string;
      readonly models: readonly string[];
      /** ISO 8601: when the message was sent. */
      readonly sentAt: string;
      readonly words: string;
    }
  | {
      readonly type: "reported";
      readonly case: CaseId;
      readonly by: PersonId;
      readonly words?: string;
      readonly event: string;
    }
  | {
      /** A moderator's move that counted; `state` is the case's afterwards. */
      readonly type: "moved";
      readonly case: CaseId;
      readonly move: CaseMove;
      readonly by: PersonId;
      readonly state: CaseState;
      readonly words?: string;
      readonly event: string;
    }
  | {
      readonly type: "acted";
      readonly case: CaseId;
      readonly step: LadderStep;
      readonly outcome: "done" | "failed" | "undone";
      /** By the policy alone, or after whose decision. */
      readonly by: PersonId | "policy";
      readonly why?: ActionFailure;
      readonly until?: string;
    }
  | { readonly type: "told"; readonly case: CaseId; readonly what: string; readonly reached: boolean }
  | {
      readonly type: "appealed";
      readonly case: CaseId;
      readonly by: PersonId;
      readonly words: string;
      readonly event: string;
    }
  /** Its author deleted the message: the case is closed, unless it `stays` to be decided. */
  | { readonly type: "gone"; readonly case: CaseId; readonly stays?: true }
  /** The message was edited, and no new judging came of it. Without `words` it reads again as it was judged. */
  | { readonly type: "edited"; readonly case: CaseId; readonly words?: string }
  | {
      readonly type: "sampled";
      readonly message: MessageId;
      readonly place: Pick<Place, "id" | "kind">;
      readonly language: Locale;
      /** The chance that any one message had of being sampled. */
      readonly share: number;
      readonly router: number;
      readonly guard?: number;
      readonly words: string;
    }
  | {
      readonly type: "labelled";
      readonly message: MessageId;
      readonly label: "fine" | "harmful";
      readonly by: PersonId;
      readonly event: string;
    }
  /** From here on this version of the policy counts; `digest`: of its whole text. */
  | { readonly type: "policy"; readonly version: string; readonly digest: string }
);
