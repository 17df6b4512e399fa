/**
 * The plain, readonly data that everything inside Maru passes around. All of it survives
 * `JSON.stringify` unchanged: it can be stored, replayed, sent to another process and shown in a test.
 */

/** Ids are opaque outside the adapter that made them and start with its name, e.g. `web:general/12`. */
export type ThreadId = `${string}:${string}`;
export type PlaceId = `${string}:${string}`;
export type MessageId = `${string}:${string}`;
export type PersonId = `${string}:${string}`;
export type ImageId = `${string}:${string}`;

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
  /** Names and ids of the roles that the author has in that place, where the platform has roles and tells them. */
  readonly roles?: readonly string[];
}

/** A channel, also one of a private group; or (`direct`) a conversation with Maru alone. */
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
export type CommandName =
  | "ask"
  | "summarise"
  | "catchup"
  | "help"
  | "stop"
  | "privacy"
  | "forget"
  /** Not to be read for summaries any more, and to be again. */
  | "optout"
  | "optin";

/** What a summary is of: one thread, or a channel with all its threads. */
export type SummaryScope = { readonly thread: ThreadId } | { readonly place: PlaceId };

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
  /** What a `summarise` or `catchup` of the platform's own means is of, where that is not the thread that the message stands in. */
  readonly summaryOf?: {
    readonly scope: SummaryScope;
    /** Only from this message on. */
    readonly from?: { readonly id: MessageId; readonly sentAt: string };
  };
  /**
   * Whether Maru does not answer its author there, as the platform's part of the config says. Only what concerns what is kept of them
   * is done: an edit is taken into account, and a command about themselves is carried out.
   */
  readonly unanswered?: true;
  /** Whether it is the platform's own word (a join, a new name), not somebody's. Only in a past that was asked for with these. */
  readonly notice?: boolean;
  /** The title of the thread, on the message whose author chose it. Untrusted. */
  readonly threadTitle?: string;
  /** Names of the files that came with it. Untrusted. */
  readonly fileNames?: readonly string[];
  /** The images among those files that a model may be shown, a few at most; `ChatAdapter.readImage` fetches one. */
  readonly images?: readonly MessageImage[];
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  /** Permalink on the platform. */
  readonly link: string;
}

/** An image on a message, as the platform announces it: what is needed to fetch it, and nothing of what it shows. */
export interface MessageImage {
  readonly id: ImageId;
  /** Untrusted. */
  readonly name: string;
  readonly mediaType: TurnImage["mediaType"];
  /** Its size. */
  readonly bytes: number;
}

/**
 * Something that happened on a platform. `id` is the same each time the platform delivers the same
 * happening and differs between happenings; it starts with the adapter's name.
 */
export type ChatEvent =
  | { readonly type: "message"; readonly id: string; readonly message: Message }
  | { readonly type: "edited"; readonly id: string; readonly message: Message }
  | { readonly type: "deleted"; readonly id: string; readonly message: MessageId; readonly thread: ThreadId }
  /** A place's digest is due: what was said there `since` then. `id` is the same for the same time of the same digest. */
  | {
      readonly type: "digest";
      readonly id: string;
      readonly place: Place;
      /** ISO 8601, UTC; both. `at`: when it was due. */
      readonly since: string;
      readonly at: string;
      readonly length: SummaryLength;
      /** In which it is written; absent: in that of the messages. */
      readonly locale?: Locale;
      /** Of fewer messages than this there is none. */
      readonly leastMessages: number;
    }
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
    }
  /** A moderator moved a case. That `by` is a moderator, the adapter has made sure of. */
  | {
      readonly type: "move";
      readonly id: string;
      readonly case: CaseId;
      readonly move: CaseMove;
      /** In the moderator's own words; people concerned read it. */
      readonly reason?: string;
      readonly by: Author;
    }
  /** Somebody whose message was acted on asks for another look. */
  | {
      readonly type: "appeal";
      readonly id: string;
      readonly case: CaseId;
      readonly words: string;
      readonly by: Author;
    }
  /** Somebody said of a message of the random sample whether it is all right. That `by` is a moderator, the adapter has made sure of. */
  | {
      readonly type: "label";
      readonly id: string;
      readonly message: MessageId;
      readonly label: "fine" | "harmful";
      readonly by: Author;
    }
  /** A member reports somebody's message. */
  | {
      readonly type: "report";
      readonly id: string;
      readonly message: Message;
      readonly words?: string;
      readonly by: Author;
    };

/** How long a summary is to be. */
export type SummaryLength = "short" | "medium" | "long";

/** How far a summary has come. */
export interface SummaryProgress {
  /** `merging`: all is read, and what was found is joined. */
  readonly step: "reading" | "merging";
  /** Chunks read, or merges made. */
  readonly done: number;
  /** Of so many; an estimate as long as messages are still coming, and absent where nobody knows how many come. */
  readonly of?: number;
  /** Until the summary is there, by the time that the chunks so far took. */
  readonly remainingMs?: number;
}

/** One turn of the conversation as a model sees it. `text` never holds the model's control tokens. */
export interface Turn {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
  /** What hangs on the messages, for a model that sees (`ModelHealth`); others are shown the text alone, which must name them. */
  readonly images?: readonly TurnImage[];
}

/** A picture, whole. Untrusted: whoever decodes it must expect anything. */
export interface TurnImage {
  readonly mediaType: "image/png" | "image/jpeg" | "image/webp" | "image/gif";
  readonly base64: string;
}

/** What moderation says of a text. */
export type Verdict =
  | { readonly action: "allow" }
  /** Not to be answered or shown until a person has decided. `reason` is for moderators and logs: never the text. */
  | { readonly action: "hold"; readonly reason: string };

/**
 * What a message can break, in Maru's terms; guards and rules of whatever kind are translated into these. `own-rule`: what a place asks of
 * its own, as a question to the guard.
 */
export type Category =
  | "hate"
  | "abuse"
  | "threat"
  | "sexual"
  | "self-harm"
  | "privacy"
  | "crime"
  | "spam"
  | "own-rule"
  | "other";

/** A case of moderation: `c` and its number, e.g. `c17`. */
export type CaseId = `c${number}`;

/**
 * What a moderator can do with a case. `claim` keeps others from it for a while, `release` gives it back. `uphold` agrees and
 * has done what the policy proposes, `warn`, `delete` and `timeout` agree and do just that, `dismiss` disagrees and gives
 * back what was taken; `escalate` asks for another moderator; `undo` takes the decision back with all that it did.
 * On an appeal, `uphold` confirms the decision and `dismiss` overturns it.
 */
export type CaseMove =
  | "claim"
  | "release"
  | "uphold"
  | "dismiss"
  | "warn"
  | "delete"
  | "timeout"
  | "escalate"
  | "undo";
