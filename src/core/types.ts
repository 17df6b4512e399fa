/**
 * The plain, readonly data that everything inside Maru passes around. All of it survives
 * `JSON.stringify` unchanged: it can be stored, replayed, sent to another process and shown in a test.
 */

/** Ids are opaque outside the adapter that made them and start with its name, e.g. `web:general/12`. */
export type ThreadId = `${string}:${string}`;
export type PlaceId = `${string}:${string}`;
export type MessageId = `${string}:${string}`;
export type PersonId = `${string}:${string}`;

/** Languages in which Maru itself speaks. */
export type Locale = "en" | "ko";

export interface Author {
  readonly id: PersonId;
  /** Display name, as people see it; untrusted text. */
  readonly name: string;
  /** `self` is Maru. */
  readonly kind: "person" | "bot" | "self";
  /** The language of the author's client, where the platform tells. */
  readonly locale?: Locale;
}

/** A channel, or a conversation with Maru alone. */
export interface Place {
  readonly id: PlaceId;
  /** As people see it, without `#`. */
  readonly name: string;
  readonly kind: "channel" | "direct";
}

export interface Mention {
  readonly id: string;
  readonly name: string;
  /** `group`: everybody, everybody here, a role. */
  readonly kind: "self" | "person" | "bot" | "group";
}

/** What a person can ask of Maru by name, by mention (`@maru help`) or by a command of the platform (`/help`). */
export type CommandName = "ask" | "help" | "stop" | "privacy" | "forget";

export interface Message {
  readonly id: MessageId;
  /** The thread it stands in; for a channel message outside any thread, the thread that it would start. */
  readonly thread: ThreadId;
  /** Whether it is the thread's first message (possibly its only one so far). In a direct place: false. */
  readonly startsThread: boolean;
  readonly place: Place;
  readonly author: Author;
  /** Standard Markdown; mentions already read `@Name`. Untrusted. */
  readonly text: string;
  /** Mentions that the platform recognised as such: never those inside code, links or e-mail addresses. */
  readonly mentions: readonly Mention[];
  /** Whether it is a platform reply (quote) to a message of Maru's. */
  readonly repliesToSelf?: boolean;
  /** Set when the platform itself recognised a command (slash command, menu); `text` then holds its argument. */
  readonly command?: CommandName;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  /** Permalink on the platform. */
  readonly link: string;
}

/**
 * Something that happened on a platform. `id` is the same each time the platform delivers the same
 * happening and differs between happenings; it starts with the adapter's name.
 */
export type ChatEvent =
  | { readonly type: "message"; readonly id: string; readonly message: Message }
  | { readonly type: "edited"; readonly id: string; readonly message: Message }
  | { readonly type: "deleted"; readonly id: string; readonly message: MessageId; readonly thread: ThreadId }
  /** Somebody pressed Stop: on the answer to `question`, or without one, on whatever is being written in `thread`. */
  | {
      readonly type: "stop";
      readonly id: string;
      readonly thread: ThreadId;
      readonly question?: MessageId;
      readonly by: Author;
    }
  /** Somebody rated one of Maru's replies; `null` takes the rating back. */
  | {
      readonly type: "feedback";
      readonly id: string;
      readonly reply: MessageId;
      readonly by: Author;
      readonly rating: "up" | "down" | null;
    };

/** One turn of the conversation as a model sees it. `text` never holds the model's control tokens. */
export interface Turn {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
}

/** What moderation says of a text. */
export type Verdict =
  | { readonly action: "allow" }
  /** Not to be answered or shown until a person has decided. `reason` is for moderators and logs: never the text. */
  | { readonly action: "hold"; readonly reason: string };
