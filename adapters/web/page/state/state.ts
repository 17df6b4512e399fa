import type { CaseId } from "../../../../src/core/types.ts";
import type { WireNotice } from "../../shared/moderation-wire.ts";
import type { About, ChatMessage, Me, Page, Problem, TalkEvent } from "../../wire.ts";
import type { ReviewRoute, Route } from "../route.ts";
import { type Conversations, type MessageKey, nothingRead } from "./conversations.ts";
import type { PagePosition } from "./reading.ts";

/** Why something could not be done: the server's code, or that it could not be reached. */
export type Fault = Problem["error"]["code"] | "offline";

/** A message on its way to the server. */
export interface Outgoing {
  readonly nonce: string;
  readonly place: string;
  /** 0 for the place's own stream. */
  readonly root: number;
  readonly text: string;
  /** Of `/summarise` alone: `seq` of the message from which on. */
  readonly from?: number;
  /** ISO 8601. */
  readonly sentAt: string;
  readonly state: "sending" | "failed";
  readonly fault?: Fault;
  /** The server has told of it already, as this message: it is not shown twice. */
  readonly echo?: number;
}

export interface Unread {
  readonly count: number;
  /** One of them names this person. */
  readonly mentioned: boolean;
}

/** A short word to the person, for a few seconds. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: "plain" | "bad";
}

export type Dialog =
  | { readonly kind: "jump" }
  | { readonly kind: "shortcuts" }
  | { readonly kind: "delete"; readonly message: ChatMessage }
  | { readonly kind: "report"; readonly message: ChatMessage }
  | { readonly kind: "appeal"; readonly notice: WireNotice };

/** A message that is being edited. */
export interface Editing {
  readonly place: string;
  readonly seq: number;
  /** The pane in which: a thread's first message stands in its channel (0) and in the thread's panel (its root). */
  readonly root: number;
}

export interface State {
  /** `starting`: it is not known yet whether this tab is somebody. */
  readonly phase: "starting" | "joining" | "in";
  /** The server did not answer while starting. */
  readonly unreachable: boolean;
  readonly about: About;
  readonly me: Me | undefined;
  readonly connection: "connecting" | "live" | "lost";
  readonly route: Route | undefined;
  /** The review page is open instead of a place. */
  readonly review: ReviewRoute | undefined;
  /** Counts openings, so that the same permalink followed twice marks its message twice. */
  readonly opened: number;
  readonly held: Conversations;
  readonly outbox: readonly Outgoing[];
  readonly unread: Readonly<Record<string, Unread>>;
  /** The newest `seq` known of each place. */
  readonly latest: Readonly<Record<string, number>>;
  /** The newest `seq` of each place that this person has seen. */
  readonly seen: Readonly<Record<string, number>>;
  /** The `seq` after which the place shown was new when it was opened: the divider stands there. */
  readonly newAfter: number | undefined;
  /** Something there was new to the person when they came, and they have not spoken since. */
  readonly missed: boolean;
  /** Whether the tab can be seen. */
  readonly visible: boolean;
  /** Display names by person id, of everybody who was met. */
  readonly people: Readonly<Record<string, string>>;
  readonly editing: Editing | undefined;
  /** Replies of Maru's that were asked to stop. */
  readonly stopping: readonly MessageKey[];
  /** What moderation told this person and they have not put away, newest first. */
  readonly notices: readonly WireNotice[];
  /** Cases that this tab appealed against. */
  readonly appealed: readonly CaseId[];
  readonly dialog: Dialog | undefined;
  readonly sideOpen: boolean;
  readonly toasts: readonly Toast[];
  /** What a screen reader is to say next. */
  readonly announcement: string;
}

export const emptyState: State = {
  phase: "starting",
  unreachable: false,
  about: { selfName: "Maru", commands: [], moderation: false },
  me: undefined,
  connection: "connecting",
  route: undefined,
  review: undefined,
  opened: 0,
  held: nothingRead,
  outbox: [],
  unread: {},
  latest: {},
  seen: {},
  newAfter: undefined,
  missed: false,
  visible: true,
  people: {},
  editing: undefined,
  stopping: [],
  notices: [],
  appealed: [],
  dialog: undefined,
  sideOpen: false,
  toasts: [],
  announcement: "",
};

/** Everything that can happen to the page's state. */
export type Happening =
  | { readonly type: "about"; readonly about: About }
  | { readonly type: "unreachable"; readonly unreachable: boolean }
  | { readonly type: "joining" }
  | { readonly type: "entered"; readonly me: Me; readonly seen: Readonly<Record<string, number>> }
  | { readonly type: "connection"; readonly connection: State["connection"] }
  | { readonly type: "route"; readonly route: Route }
  | { readonly type: "review"; readonly review: ReviewRoute }
  | { readonly type: "notices"; readonly notices: readonly WireNotice[] }
  | { readonly type: "noticed"; readonly notice: WireNotice }
  | { readonly type: "notice-dismissed"; readonly id: string }
  | { readonly type: "appealed"; readonly case: CaseId }
  | { readonly type: "silence"; readonly until?: string | undefined }
  | { readonly type: "visible"; readonly visible: boolean }
  | { readonly type: "live"; readonly events: readonly TalkEvent[] }
  | { readonly type: "reading"; readonly place: string; readonly root: number }
  | { readonly type: "reading-failed"; readonly place: string; readonly root: number }
  | {
      readonly type: "page";
      readonly place: string;
      readonly root: number;
      readonly page: Page;
      readonly position: PagePosition;
      readonly since: number;
    }
  /** The newest message of a place that is not shown, read for its unread mark. */
  | { readonly type: "glimpsed"; readonly place: string; readonly message: ChatMessage }
  | { readonly type: "forgot-hidden" }
  | { readonly type: "sending"; readonly outgoing: Outgoing }
  | { readonly type: "sent"; readonly nonce: string; readonly message: ChatMessage }
  | { readonly type: "send-failed"; readonly nonce: string; readonly fault: Fault }
  | { readonly type: "discarded"; readonly nonce: string }
  | { readonly type: "editing"; readonly editing: Editing | undefined }
  | { readonly type: "stopping"; readonly reply: MessageKey; readonly on: boolean }
  | { readonly type: "dialog"; readonly dialog: Dialog | undefined }
  | { readonly type: "side"; readonly open: boolean }
  | { readonly type: "toast"; readonly toast: Toast }
  | { readonly type: "toast-gone"; readonly id: number }
  | { readonly type: "announce"; readonly text: string };
