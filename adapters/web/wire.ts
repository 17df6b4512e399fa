/**
 * What the page and the server say to each other. Types only: both sides import it.
 *
 * HTTP, JSON in and out. Everything but `POST /api/people` and `GET /api/about` needs `Authorization: Bearer <token>`.
 *
 *     GET    /api/about                                     About
 *     POST   /api/people            Join                    201 Joined · 409 name-taken · 422 bad-name
 *     GET    /api/me                                        Me · 401 unknown-person
 *     GET    /api/places/:place/messages?before=SEQ&last=N  Page of channel messages (thread replies not among them); for a direct place, all of them
 *     POST   /api/places/:place/messages   Post             201 ChatMessage (200 when the nonce was posted before)
 *     GET    /api/threads/:place/:root/messages?before&last Page of one thread: its root, then its replies. For a direct place `:root` is 0
 *     PATCH  /api/messages/:place/:seq     Edit             200 ChatMessage: one's own only
 *     DELETE /api/messages/:place/:seq                      204: one's own only
 *     PUT    /api/messages/:place/:seq/rating  Rating       200 ChatMessage: answers of Maru's only
 *     PUT    /api/places/:place/read       Read             204: until where the person has read there; it never goes back
 *     POST   /api/messages/:place/:seq/stop                 202: stops this reply of Maru's, and no other: written or waiting, open ones only
 *
 * Where there is moderation (`About.moderation`; elsewhere these are 404):
 *
 *     POST   /api/messages/:place/:seq/report  ReportMessage  202 · 403 own-message: somebody's message or an answer of Maru's
 *     GET    /api/notices                                   Notices: what moderation told this person, newest first
 *     DELETE /api/notices/:id                               204: the person has read it
 *     POST   /api/appeals/:case            Appeal           202: the core finds out whether it is the person's to appeal
 *     POST   /api/review/open              OpenReview       200 Me: the person is a moderator from now on · 403 wrong-key · 429 too-often
 *
 * and for moderators alone (others get 403 `not-moderator`):
 *
 *     GET    /api/review/cases?tab=waiting|shadow|settled&before=CASE&last=N&platform=NAME   CasePage
 *     GET    /api/review/cases/:id                          ReviewCase
 *     POST   /api/review/cases/:id/moves   MakeMove         202: what came of it is told as `outcome`, and the case as `case`
 *     GET    /api/review/backlog                            Backlog
 *     GET    /api/review/samples?last=N                     Samples
 *     POST   /api/review/samples/:id/label LabelSample      200 Labelled · 404: somebody was first
 *     GET    /api/review/report?days=N                      Report of the last 1 to 366 days, 30 when left out · 404: nobody makes one
 *     GET    /api/review/posts                              ReviewPosts: what Maru posted for moderators, newest first
 *
 * What is for one person alone stands in that person's direct place. `/summarise`, `/catchup`, `/optout` and `/optin` that are posted
 * in a channel are posted into the direct place instead, with `about` saying where they were given: the message that is
 * answered has another `place`. `/summarise` with `shared` among its words stays, as a question to Maru (`@Maru summarise …`).
 *
 * What is sent with a `nonce` counts once, however often it is sent.
 *
 * WebSocket `/api/live`: the page's first message is `Hello`; from then on the server sends `LiveEvent`s about
 * everything that this person may see. After a reconnect the page reads again what it shows. The server closes
 * with 4401 when the token is unknown (join again), 1001 when Maru stops, and 1008 on any second message.
 *
 * Bodies are `application/json` of at most 128 KiB. `last` is 1 to 200, 50 when left out. Where a message,
 * a thread, a place or its owner is wrong, the answer is 404 `not-found`.
 *
 * Permalinks, as they stand in quotes of Maru's: `http://127.0.0.1:PORT/#/PLACE/SEQ` for a channel message
 * (`#/general/12`) or one of a direct place (`#/dm.3/7`), `#/PLACE/ROOT/SEQ` for a thread reply (`#/general/12/15`).
 * PLACE is percent-encoded (`encodeURIComponent`).
 *
 * The page's files: `adapters/web/page/<path>` is served as `/<path>` (`/` is `index.html`) and
 * `adapters/web/shared/<path>` as `/shared/<path>`, `.ts` with its types stripped under the same URL. Libraries are at `/vendor/preact.js`, `/vendor/preact-hooks.js`, `/vendor/htm.js`,
 * `/vendor/markdown-it.js` and `/vendor/dompurify.js`; the hooks import `preact` by that name, so the import map in
 * `index.html` (`<script type="importmap">`, the one inline script that the CSP lets through) must name it.
 * Inline styles and `style` attributes are not let through.
 */
import type { CommandInfo, ReplyKind, ReplyStatus } from "../../src/core/ports/chat-adapter.ts";
import type { Locale } from "../../src/core/types.ts";
import type { ModerationEvent } from "./shared/moderation-wire.ts";

export interface About {
  /** Maru's display name. */
  readonly selfName: string;
  readonly commands: readonly WireCommand[];
  /** Whether there is moderation: messages can be reported. */
  readonly moderation: boolean;
}

export interface WireCommand extends CommandInfo {
  /** What it is called in Korean: `/요약` is `/summarise`. */
  readonly koreanName: string;
}

export interface Join {
  /**
   * 1 to 32 characters, none of them `@` or invisible, and not Maru's name. White space is collapsed, and names
   * that differ only in case or width are the same.
   */
  readonly name: string;
  readonly locale: Locale;
}

export interface WirePerson {
  readonly id: string;
  readonly name: string;
  readonly kind: "person" | "self";
}

export interface Joined {
  readonly person: WirePerson;
  /** The tab's proof of who it is; kept by the browser. */
  readonly token: string;
}

export interface WirePlace {
  /** e.g. `general`; `dm.3` for the person's own conversation with Maru. */
  readonly id: string;
  readonly name: string;
  readonly kind: "channel" | "direct";
}

export interface Me {
  readonly person: WirePerson;
  /** Whom one can mention: who joined last first, at most 500. */
  readonly people: readonly WirePerson[];
  readonly places: readonly WirePlace[];
  /** Whether the person may review. */
  readonly moderator: boolean;
  /** Until which `seq` the person has read, by place, as of the end of their last visit there. */
  readonly read: Readonly<Record<string, number>>;
  /** Moderators took the person's word until then; ISO 8601, UTC. */
  readonly silentUntil?: string;
}

export interface Post {
  /** At most 16,000 UTF-16 units, and more than white space. */
  readonly text: string;
  /**
   * Chosen by the page, once per message: sent again after a lost connection or an error, the message is posted
   * once. 1 to 64 of `A-Za-z0-9._-`, e.g. a UUID.
   */
  readonly nonce: string;
  /** `seq` of the thread's root, to post into a thread. */
  readonly root?: number;
  /** Of `/summarise` alone: `seq` of the message from which on. It stands in the channel, or in the thread `root`. */
  readonly from?: number;
}

export interface Read {
  readonly seq: number;
}

export interface Edit {
  readonly text: string;
}

export interface Rating {
  readonly rating: "up" | "down" | null;
}

export interface ChatMessage {
  readonly place: string;
  /** Position in the place: 1, 2, 3 … (with gaps, since thread replies count too). */
  readonly seq: number;
  /** The thread's root; absent on a channel message. Always 0 in a direct place. */
  readonly root?: number;
  readonly author: WirePerson;
  /** Markdown; untrusted. */
  readonly text: string;
  /** Moderators removed it: nothing of its text is told. */
  readonly removed?: true;
  /** Names of those whom it mentions, and of whom the core was told so; absent when there are none. */
  readonly mentions?: readonly string[];
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  readonly editedAt?: string;
  /** Of a channel message that has replies. */
  readonly thread?: { readonly replies: number; readonly lastAt: string };
  /** Of a command in a direct place that was given elsewhere. */
  readonly about?: WireSubject;
  /** Of what Maru says. */
  readonly reply?: WireReply;
}

/** A channel, or a thread of it, or what stands there from a message on. */
export interface WireSubject {
  readonly place: string;
  readonly root?: number;
  /** `seq` of that message. */
  readonly from?: number;
}

export interface WireReply {
  /** `seq` of the message that it answers; absent on a post of Maru's own. */
  readonly to?: number;
  /** The place of that message, where it is another, and the root of its thread there. */
  readonly toPlace?: string;
  readonly toRoot?: number;
  /** It only says that the answer is for its author alone, and stands in this direct place. */
  readonly aside?: string;
  /** `open`: being written, or waiting. */
  readonly state: "open" | "done";
  /** While open and before the first word. */
  readonly status?: ReplyStatus;
  /** Once done. */
  readonly kind?: ReplyKind;
  /** Rating by the person who reads. */
  readonly rating?: "up" | "down";
}

export interface Page {
  /** Oldest first. */
  readonly messages: readonly ChatMessage[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

export interface Hello {
  readonly type: "hello";
  readonly token: string;
}

export type LiveEvent = TalkEvent | ModerationEvent;

/** What happens in the places that one sees. */
export type TalkEvent =
  /** The token was taken; events follow. */
  | { readonly type: "welcome" }
  /** A new message, or a message that changed in any way. */
  | { readonly type: "message"; readonly message: ChatMessage }
  | { readonly type: "removed"; readonly place: string; readonly seq: number; readonly root?: number }
  /**
   * A reply grew: `text` is to be put after its first `from` UTF-16 units (cutting what stood there). When the
   * page has fewer units than `from`, it missed something and reads the place again.
   */
  | {
      readonly type: "grew";
      readonly place: string;
      readonly seq: number;
      readonly root?: number;
      readonly from: number;
      readonly text: string;
    }
  | {
      readonly type: "status";
      readonly place: string;
      readonly seq: number;
      readonly root?: number;
      readonly status: ReplyStatus;
    };

/** The body of every answer that is not 2xx. `message` is English, for people who read the wire; the page speaks by `code`. */
export interface Problem {
  readonly error: {
    readonly code:
      | "bad-request"
      | "bad-name"
      | "name-taken"
      | "unknown-person"
      | "not-found"
      | "not-yours"
      | "too-long"
      | "foreign-origin"
      /** Nothing was stored; the text is still in the page. */
      | "store-full"
      | "store-failed"
      /** 503: Maru is starting or stopping; the same request may be sent again in a moment. */
      | "unavailable"
      /** Moderators took the person's word; `until` says for how long. */
      | "silenced"
      /** One's own message needs no report. */
      | "own-message"
      | "wrong-key"
      | "not-moderator"
      | "too-often"
      | "internal";
    readonly message: string;
    /** Of `silenced`: ISO 8601, UTC. */
    readonly until?: string;
  };
}
