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
 *     GET    /api/threads/:place/:root/messages?before&last Page of one thread: its root, then its replies
 *     POST   /api/threads/:place/:root/stop                 202: stops the answer being written there. For a direct place `:root` is 0
 *     PATCH  /api/messages/:place/:seq     Edit             200 ChatMessage: one's own only
 *     DELETE /api/messages/:place/:seq                      204: one's own only
 *     PUT    /api/messages/:place/:seq/rating  Rating       200 ChatMessage: answers of Maru's only
 *
 * WebSocket `/api/live`: the page's first message is `Hello`; from then on the server sends `LiveEvent`s about
 * everything that this person may see. After a reconnect the page reads again what it shows.
 */
import type { CommandInfo, ReplyKind, ReplyStatus } from "../../src/core/ports/chat-adapter.ts";
import type { Locale } from "../../src/core/types.ts";

export interface About {
  /** Maru's display name. */
  readonly selfName: string;
  readonly commands: readonly CommandInfo[];
}

export interface Join {
  /** 1 to 32 characters, no control characters, not Maru's name. */
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
  readonly places: readonly WirePlace[];
}

export interface Post {
  readonly text: string;
  /** Chosen by the page, once per message: sent again after a lost connection, the message is posted once. */
  readonly nonce: string;
  /** `seq` of the thread's root, to post into a thread. */
  readonly root?: number;
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
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  readonly editedAt?: string;
  /** Of a channel message that has replies. */
  readonly thread?: { readonly replies: number; readonly lastAt: string };
  /** Of a reply of Maru's. */
  readonly reply?: WireReply;
}

export interface WireReply {
  /** `seq` of the message that it answers. */
  readonly to: number;
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

export type LiveEvent =
  /** The token was taken; events follow. */
  | { readonly type: "welcome" }
  /** A new message, or a message that changed in any way. */
  | { readonly type: "message"; readonly message: ChatMessage }
  | { readonly type: "removed"; readonly place: string; readonly seq: number; readonly root?: number }
  /** A reply grew: `text` is to be put after its first `from` UTF-16 units (cutting what stood there). */
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
      | "internal";
    readonly message: string;
  };
}
