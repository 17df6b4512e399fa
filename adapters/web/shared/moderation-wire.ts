/** What the page and the server say to each other about moderation; wire.ts has the addresses. Types only. */
import type {
  AuthorNotice,
  CaseTab,
  MoveOutcome,
  ReviewCase,
  ReviewDesk,
  SampledMessage,
} from "../../../src/core/ports/index.ts";
import type { CaseId, CaseMove, Locale } from "../../../src/core/types.ts";

export interface OpenReview {
  /** As it stands in the address that Maru says when it starts. */
  readonly key: string;
}

export type { CaseTab };

/** How much waits, and how the guard is doing. */
export type Backlog = ReturnType<ReviewDesk["backlog"]>;

export interface CasePage {
  /** Newest first. */
  readonly cases: readonly ReviewCase[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

export interface MakeMove {
  readonly move: CaseMove;
  /** 1 to 1,000 UTF-16 units. */
  readonly reason?: string;
  readonly nonce: string;
}

/** The guard's opinion is told only once the person has said theirs. */
export type WireSample = Omit<SampledMessage, "guard">;

export interface Samples {
  /** Oldest first. */
  readonly samples: readonly WireSample[];
}

export interface LabelSample {
  readonly label: "fine" | "harmful";
  readonly nonce: string;
}

export interface Labelled {
  /** Probability, 0 to 1, unless the guard could not be asked. */
  readonly guard?: number;
}

export interface ReportMessage {
  /** 1 to 1,000 UTF-16 units. */
  readonly words?: string;
}

export interface Appeal {
  /** 1 to 2,000 UTF-16 units. */
  readonly words: string;
  readonly nonce: string;
}

/** What moderation told somebody about a message of theirs. */
export interface WireNotice {
  /** Of the case and what was told, e.g. `c17.acted`; `c17.acted.1` when it was told before. */
  readonly id: string;
  readonly case: CaseId;
  readonly kind: AuthorNotice["kind"];
  readonly reason?: string;
  /** What the message was found to be; not empty. */
  readonly categories?: AuthorNotice["categories"];
  readonly mayAppeal: boolean;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Where the message stands, or stood. */
  readonly place: { readonly name: string; readonly kind: "channel" | "direct" };
  /** The message's words, as long as it is there, cut after 400 UTF-16 units. */
  readonly text?: string;
}

export interface Notices {
  readonly notices: readonly WireNotice[];
}

/** Something that Maru posted for moderators. */
export interface ReviewPost {
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Trusted. */
  readonly markdown: Readonly<Record<Locale, string>>;
}

export interface ReviewPosts {
  readonly posts: readonly ReviewPost[];
}

/** What is told of moderation over the live connection. */
export type ModerationEvent =
  /** To moderators: a case is new or changed. */
  | { readonly type: "case"; readonly case: ReviewCase; readonly backlog: Backlog }
  /** To moderators: Maru posted something. */
  | { readonly type: "posted"; readonly post: ReviewPost }
  /** To whoever made the move, appeal, report or label that was sent with this nonce (a report: with none): how it ended. */
  | { readonly type: "outcome"; readonly nonce: string; readonly outcome: MoveOutcome }
  /** To the author alone. */
  | { readonly type: "notice"; readonly notice: WireNotice }
  /** To the person alone: until when they cannot write; without, they can again. */
  | { readonly type: "silence"; readonly until?: string };
