import type { ModerationReport, MoveRefusal, ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseId, CaseMove } from "../../../../src/core/types.ts";
import type { Backlog, CasePage, CaseTab, ReviewPost, WireSample } from "../../shared/moderation-wire.ts";
import type { ReviewTab } from "../route.ts";

/** The cases of a tab, newest first, as far as they were read. */
export interface CaseList {
  readonly state: "unread" | "reading" | "ready" | "failed";
  readonly ids: readonly CaseId[];
  /** Whether the server has older ones. */
  readonly more: boolean;
  /** Cases that were told of while the list is being read: the page that is on the way may not know them yet. */
  readonly early?: readonly CaseId[];
}

/** A move that is on its way: nobody knows yet what comes of it. */
export interface PendingMove {
  readonly case: CaseId;
  readonly move: CaseMove;
}

/** Why a move did not count. */
export interface Refusal {
  readonly move: CaseMove;
  readonly why: MoveRefusal | "not-sent";
  /** Who was first. */
  readonly by?: string;
}

/** What the person said of a sampled message, and what the guard had said. */
export interface Labelling {
  readonly sample: WireSample;
  readonly label: "fine" | "harmful";
  readonly guard?: number;
}

export type ReviewDialog =
  | { readonly kind: "reason"; readonly case: ReviewCase; readonly move: CaseMove }
  | { readonly kind: "keys" };

export interface ReviewState {
  readonly tab: ReviewTab;
  /** Only cases of this platform; `undefined`: all. */
  readonly platform: string | undefined;
  /** Platforms of which a case was seen, sorted. */
  readonly platforms: readonly string[];
  readonly cases: ReadonlyMap<CaseId, ReviewCase>;
  readonly lists: Readonly<Record<CaseTab, CaseList>>;
  /** What is open in each tab. */
  readonly selected: Readonly<Partial<Record<CaseTab, CaseId>>>;
  /** On a narrow screen, the case covers the list. */
  readonly reading: boolean;
  /** The words of the open case are asked for. */
  readonly revealed: boolean;
  /** Words are blurred until asked for. */
  readonly veiled: boolean;
  /** By nonce. */
  readonly pending: ReadonlyMap<string, PendingMove>;
  readonly refusals: ReadonlyMap<CaseId, Refusal>;
  readonly backlog: Backlog | undefined;
  readonly samples: {
    readonly state: "unread" | "reading" | "ready" | "failed";
    readonly left: readonly WireSample[];
    readonly sending: boolean;
    readonly last?: Labelling;
  };
  readonly report: {
    readonly state: "unread" | "reading" | "ready" | "failed";
    readonly days: number;
    readonly figures?: ModerationReport;
    readonly posts: readonly ReviewPost[];
  };
  readonly dialog: ReviewDialog | undefined;
  /** The person's latest reasons, to take one again. */
  readonly reasons: readonly string[];
}

const unread: CaseList = { state: "unread", ids: [], more: false };

export const emptyReview: ReviewState = {
  tab: "waiting",
  platform: undefined,
  platforms: [],
  cases: new Map(),
  lists: { waiting: unread, shadow: unread, settled: unread },
  selected: {},
  reading: false,
  revealed: false,
  veiled: true,
  pending: new Map(),
  refusals: new Map(),
  backlog: undefined,
  samples: { state: "unread", left: [], sending: false },
  report: { state: "unread", days: 30, posts: [] },
  dialog: undefined,
  reasons: [],
};

export type ReviewHappening =
  /** The person left: the next one is to see nothing of it. */
  | { readonly type: "left" }
  | { readonly type: "tab"; readonly tab: ReviewTab }
  | { readonly type: "platform"; readonly platform: string | undefined }
  | { readonly type: "reading"; readonly tab: CaseTab }
  | { readonly type: "failed"; readonly tab: CaseTab }
  | { readonly type: "page"; readonly tab: CaseTab; readonly page: CasePage; readonly older: boolean }
  | { readonly type: "case"; readonly case: ReviewCase; readonly backlog?: Backlog }
  | { readonly type: "backlog"; readonly backlog: Backlog }
  | { readonly type: "select"; readonly tab: CaseTab; readonly case: CaseId; readonly read: boolean }
  | { readonly type: "back" }
  | { readonly type: "reveal"; readonly revealed: boolean }
  | { readonly type: "veil"; readonly veiled: boolean }
  | { readonly type: "sending"; readonly nonce: string; readonly move: PendingMove }
  | { readonly type: "answered"; readonly nonce: string; readonly refusal?: Refusal }
  | { readonly type: "samples"; readonly samples: Partial<ReviewState["samples"]> }
  | { readonly type: "report"; readonly report: Partial<ReviewState["report"]> }
  | { readonly type: "posted"; readonly post: ReviewPost }
  | { readonly type: "dialog"; readonly dialog: ReviewDialog | undefined }
  | { readonly type: "reasons"; readonly reasons: readonly string[] };

/** The list that the tab shows; `undefined` where it shows none. */
export const caseTab = (tab: ReviewTab): CaseTab | undefined =>
  tab === "sample" || tab === "report" ? undefined : tab;

/** The case that is open. */
export function openCase(state: ReviewState): ReviewCase | undefined {
  const tab = caseTab(state.tab);
  const id = tab && state.selected[tab];
  return id && state.cases.get(id);
}

/** The move of a case that is on its way. */
export function pendingOf(state: ReviewState, id: CaseId): CaseMove | undefined {
  for (const pending of state.pending.values()) if (pending.case === id) return pending.move;
  return undefined;
}

export const platformOf = ({ message }: ReviewCase): string => message.id.slice(0, message.id.indexOf(":"));
