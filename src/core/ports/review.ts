import type { Author, CaseId, CaseMove, Category, Message, PersonId } from "../types.ts";
import type { CategoryChances, GuardLoad } from "./guard.ts";
import type { ModelHealth } from "./model.ts";
import type { ModerationReport } from "./report.ts";

/** The steps of a policy's ladder, from the lightest to the heaviest. `remove` hides or deletes, whichever the platform can. */
export const LADDER = ["log", "note", "queue", "remove", "timeout"] as const;

export type LadderStep = (typeof LADDER)[number];

/** Whether people are to look at it. What is taken from somebody asks them too, but for further messages of a flood that they have been shown. */
export const asksPeople = (steps: readonly LadderStep[]): boolean => steps.includes("queue");

/** Whether in an active place Maru neither answers nor quotes the message until somebody lets it go: from `queue` on. */
export const holdsMessage = (steps: readonly LadderStep[]): boolean =>
  steps.some((step) => step !== "log" && step !== "note");

/** Why a case was opened. */
export type CaseSource = "router" | "guard" | "rule" | "report";

/** Part of the message that a case is about. */
export type JudgedPart = "text" | "author-name" | "thread-title" | "file-name";

/** A part of the original text that weighed for (above 0) or against (below 0), in log odds. `start`, `end` in UTF-16 code units. */
export interface EvidencePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

/** What Maru found in a message, before any person looked. */
export interface Findings {
  readonly part: JudgedPart;
  readonly categories: readonly Category[];
  readonly router?: {
    /** Probability, 0 to 1. */
    readonly score: number;
    readonly threshold: number;
    readonly labels: readonly string[];
    readonly evidence: readonly EvidencePart[];
  };
  readonly guard?:
    | {
        /** Probability, 0 to 1. */
        readonly probability: number;
        readonly categories: readonly Category[];
        /** As in a `GuardVerdict`. */
        readonly chances?: CategoryChances;
        readonly codes: readonly string[];
      }
    /** It gave no verdict: the code of its `ModelError`, e.g. `deadline`. */
    | { readonly unavailable: string };
  /** Names of the policy's own rules that matched. */
  readonly rules: readonly string[];
}

/** Why something could not be done on a platform. */
export type ActionFailure =
  /** The platform has no such thing. */
  | "unsupported"
  /** Maru may not do it there. */
  | "forbidden"
  /** The message or its author are not there any more. */
  | "gone"
  /** Its time was over before it could be done. */
  | "late"
  /** The platform, or the author, could not be reached. */
  | "unreachable";

/** Something that was done to a message or its author because of a case. */
export interface DoneAction {
  readonly step: Exclude<LadderStep, "log" | "queue">;
  /** ISO 8601. */
  readonly at: string;
  /** `failed`: it was not done, or of what is done, not taken back. */
  readonly outcome: "done" | "failed";
  readonly why?: ActionFailure;
  /** Of a timeout. */
  readonly until?: string;
  readonly undone?: boolean;
}

/** What a moderator decided. */
export interface CaseDecision {
  readonly move: Exclude<CaseMove, "claim" | "release" | "escalate" | "undo">;
  readonly by: Author;
  /** The second moderator, where the policy asks for two. */
  readonly seconded?: Author;
  readonly reason?: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * `open`: nobody has decided. `seconding`: one moderator has, and the policy asks for a second one. `decided`. `appealed`: decided, and
 * another moderator is to look again. `final`: after an appeal's outcome. `gone`: the message was deleted by its author before anybody
 * had decided or reported it.
 */
export type CaseState = "open" | "seconding" | "decided" | "appealed" | "final" | "gone";

/** A message that people are to look at, with all that they need for it. Everything in it is plain data. */
export interface ReviewCase {
  readonly id: CaseId;
  readonly state: CaseState;
  /** `shadow`: nothing was or will be done by itself, and nobody is told. */
  readonly mode: "shadow" | "active";
  /** The list in which it stands. */
  readonly tab: CaseTab;
  /** Whether a decision is only noted: nothing is done then, and nobody is told. */
  readonly isNotedOnly: boolean;
  readonly sources: readonly CaseSource[];
  /** The message as it was judged last; its text, names and titles are empty once the time for which text is kept is over. */
  readonly message: Message;
  /** How the message reads now, where it was edited since it was judged; as long as text is kept. */
  readonly edited?: { readonly text: string; readonly at: string };
  /** Its author deleted it after others had reported it, or one moderator had decided: it stays to be decided. */
  readonly gone?: true;
  /** Messages before it, oldest first; empty once text is no longer kept. */
  readonly context: readonly Message[];
  /** Whether the text is still kept. */
  readonly hasText: boolean;
  readonly findings: Findings;
  /** The author's earlier cases in that place, within what is kept. */
  readonly history: { readonly cases: number; readonly upheld: number; readonly dismissed: number };
  /** Reports by members: how many, and in which words, as long as text is kept. */
  readonly reports: readonly { readonly by: PersonId; readonly words: string; readonly at: string }[];
  /** Steps that the policy says for it. In shadow mode: would say. */
  readonly proposed: readonly LadderStep[];
  readonly done: readonly DoneAction[];
  /** Version of the policy, and of the router's weights and the guard's model, that judged it. */
  readonly policy: string;
  readonly models: readonly string[];
  readonly claim?: { readonly by: Author; readonly until: string };
  /** A decision that waits for the second moderator, or an escalation for another one. */
  readonly proposal?: CaseDecision;
  readonly escalated?: { readonly by: Author; readonly reason?: string };
  readonly decision?: CaseDecision;
  readonly appeal?: {
    readonly words: string;
    readonly at: string;
    readonly outcome?: "confirmed" | "overturned";
    readonly by?: Author;
  };
  /** Who does not decide about the appeal that waits: whoever had decided before it. Empty while none waits. */
  readonly deciders: readonly PersonId[];
  /** Whether the policy asks for two moderators. */
  readonly twoPersons: boolean;
  /** ISO 8601. */
  readonly openedAt: string;
  readonly changedAt: string;
  /** Moves that make sense now, in the order in which they are offered. Whether a given person may, is decided when they make it. */
  readonly moves: readonly CaseMove[];
}

/**
 * The lists of cases. `waiting`: those that people are to look at: open, seconding or appealed, and reported or appealed by somebody or of
 * an active place whose policy says queue or more; `shadow`: open ones of shadow mode; `settled`: all the others.
 */
export type CaseTab = "waiting" | "shadow" | "settled";

/** Which cases to list, newest first; those escalated stand before the others. */
export interface CaseQuery {
  readonly tab: CaseTab;
  readonly platform?: string;
  /** Only those that come after this case in the list. */
  readonly before?: CaseId;
  readonly last: number;
}

/** A message of the random sample, that people are asked about: is it all right? */
export interface SampledMessage {
  readonly message: Message;
  /** What the guard said, unless it could not be asked. Shown only after the person has answered, so that it sways nobody. */
  readonly guard?: number;
  readonly at: string;
}

/** How many cases wait for people, and how old the oldest is. */
export interface Backlog {
  readonly waiting: number;
  /** ISO 8601. */
  readonly oldestAt?: string;
  /** Nothing while it is off. */
  readonly guard?: GuardBacklog;
}

/** What waits for the guard, what was turned away since the start, and whether it can judge. */
export interface GuardBacklog extends GuardLoad {
  readonly state: ModelHealth["state"];
}

/** What moderators see of moderation, on whatever surface; read only: what they do are `ChatEvent`s. */
export interface ReviewDesk {
  list(query: CaseQuery): Promise<{ readonly cases: readonly ReviewCase[]; readonly more: boolean }>;
  find(id: CaseId): Promise<ReviewCase | undefined>;
  /** Messages of the random sample that nobody has labelled, oldest first. */
  samples(last: number): Promise<readonly SampledMessage[]>;
  /** Figures of the last `days` days, today included; at most 366 days. */
  report(days: number): Promise<ModerationReport>;
  backlog(): Backlog;
  /** Calls back with every case that is new or changed. @returns ends it */
  watch(onChange: (changed: ReviewCase) => void): () => void;
}
