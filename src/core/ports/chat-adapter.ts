import type { z } from "zod";
import type {
  ChatEvent,
  CommandName,
  Locale,
  Message,
  MessageId,
  MessageImage,
  PersonId,
  Place,
  PlaceId,
  SummaryProgress,
  SummaryScope,
  ThreadId,
  TurnImage,
} from "../types.ts";
import type { Logger } from "./logger.ts";
import type { ModerationAbilities, ModerationActions } from "./moderation-actions.ts";
import type { ReviewDesk } from "./review.ts";
import type { Store } from "./store.ts";

/**
 * What to read: one thread; a whole place with all its threads; or a channel's own line, its messages without its threads' replies,
 * for which no thread is looked at. The line of a place without threads is all that is said there. A thread that not everybody in
 * the channel can read is a place of its own, so that nothing of it is ever quoted outside.
 */
export type Scope = { readonly thread: ThreadId } | { readonly place: PlaceId } | { readonly line: PlaceId };

/** Bounds of a history read. Without any, everything. */
export interface Range {
  /** Only messages before this one. */
  readonly before?: MessageId;
  /** Only messages sent at this time (ISO 8601, UTC) or later. */
  readonly since?: string;
  /** Only the newest `last` of them. */
  readonly last?: number;
  /** Also the platform's own words (joins, new names), marked as such; they are left out otherwise. */
  readonly notices?: boolean;
}

/** Where a reply stands before its first word. */
export type ReplyStatus =
  /** `ahead`: questions that will be answered first. `etaMs`: until this one's turn comes, when known. */
  | { readonly state: "queued"; readonly ahead: number; readonly etaMs?: number }
  /** The model is being loaded or restarted. */
  | { readonly state: "loading" }
  /** The model is reading the conversation. */
  | { readonly state: "thinking" }
  /** A summary is being made. `progress` is told once there is any. */
  | { readonly state: "summarising"; readonly progress?: SummaryProgress };

/**
 * How a reply ended: `answer` is the model's, `extractive` quotes earlier messages, `notice` is
 * Maru's own word (help, an error). People can rate the first two.
 */
export type ReplyKind = "answer" | "extractive" | "notice";

/**
 * Maru's one reply to one message. The Markdown given is always the whole reply so far, never empty, and untrusted:
 * the adapter neutralises mentions and renders it for its platform. After a crash of the model the answer begins
 * anew, so a text need not begin with the one before. The core makes one call at a time; each promise settles
 * when the platform can take the next, so an adapter paces its caller by settling late. Rejects with a
 * `PlatformError`, or with any other error when trying again may help.
 */
export interface Reply {
  readonly id: MessageId;
  /** A former run already finished or removed it: there is nothing left to do. */
  readonly finished: boolean;
  /** What people see of it already, where the adapter knows: a former run was cut off in it. */
  readonly text?: string;
  status(status: ReplyStatus): Promise<void>;
  update(markdown: string): Promise<void>;
  finish(markdown: string, kind: ReplyKind): Promise<void>;
  /**
   * Puts another text in the place of a finished reply's: what a summary was made of was deleted. Nothing happens where people cannot be
   * shown another (what only one person saw, on some platforms), or when the reply was removed.
   */
  revise(markdown: string): Promise<void>;
  /** Deletes the reply (its question was deleted). Nothing may be called afterwards. */
  remove(): Promise<void>;
}

/** A message of Maru's own that answers nobody. What is said of a `Reply`'s Markdown and rejections is true of it too. */
export interface OwnPost {
  /** A former run already finished it: only another text can be put in its place. */
  readonly finished: boolean;
  /** Shows it. Nothing happens where it was finished. */
  finish(markdown: string, kind: ReplyKind): Promise<void>;
  /** As `Reply.revise`. */
  revise(markdown: string): Promise<void>;
}

/**
 * Stores the event; resolves once that is done, and only then does an adapter acknowledge to its
 * platform. Delivering the same event again is harmless. Rejects with a `StoreError` when it could
 * not be stored: the adapter then says so to the platform, so that nothing is lost silently.
 */
export type Deliver = (event: ChatEvent) => Promise<void>;

/** The platform said no, and will say no again. */
export class PlatformError extends Error {
  /** `gone`: the message, thread or place is no more. `forbidden`: Maru may not do that there. */
  readonly code: "gone" | "forbidden";
  constructor(code: PlatformError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlatformError";
    this.code = code;
  }
}

/** Who shall see a reply: whoever can read the message that it answers, or only its author. */
export type Audience = "all" | "author";

export interface ImageLimits {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** Everything the core knows about a platform. */
export interface ChatAdapter {
  /** Also the prefix of all its ids. */
  readonly name: string;
  /** Where people find it, when there is an address; known once started, and shown then. */
  readonly address?: string;
  /**
   * Where moderators review in a browser, when there is such a page; known once started, and shown then to whoever started Maru. Whoever
   * opens it becomes a moderator: a secret, for no log.
   */
  readonly reviewAddress?: string | undefined;
  /**
   * What keeps it from working until an operator does something, in words that say what to do (a token that was
   * taken back); the health check shows it. Absent while it works, or while it helps itself for a moment only,
   * e.g. by connecting again.
   */
  readonly fault?: string | undefined;
  /** How people ask here in ways that only this platform has (its slash commands): one line of Markdown for the help. */
  readonly howToAsk?: Readonly<Record<Locale, string>>;
  /**
   * Connects and begins to deliver, first of all what a crash kept from being delivered. A platform that cannot be
   * reached may go on being tried after this has resolved, with `fault` set; `openReply` and `history` wait for it then,
   * and reject once it is stopped. Rejects with an `OperatorError` when an operator has to do something first.
   */
  start(deliver: Deliver): Promise<void>;
  /** Oldest first, complete within the range; deleted messages are left out. Unknown scope: nothing. */
  history(scope: Scope, range?: Range): AsyncIterable<Message>;
  /**
   * Opens the reply to a message. Idempotent per message, also across restarts: opened again, the same
   * reply comes back, also when the message is gone by then. In a channel it stands in the message's thread.
   * Rejects with a `PlatformError`: `gone` when there is no such message (any more) and no reply to it.
   *
   * @param audience `all` unless given; `author`: what is said concerns nobody else. Where nobody can be answered alone, adapters
   * let it be.
   */
  openReply(to: Message, audience?: Audience): Promise<Reply>;
  /**
   * Opens a message of Maru's own in a place, which answers nobody: a digest. Idempotent per key, also across restarts, as
   * `openReply` is per message. Nothing of it is shown before it is finished. Rejects with a `PlatformError`.
   *
   * @param key any text; the same for the same post
   */
  openPost(place: PlaceId, key: string): Promise<OwnPost>;
  /** The place of this name or id (without the adapter's name), if Maru is in one; a name that several places have is nobody's. */
  placeNamed(nameOrId: string): Promise<Place | undefined>;
  /** The message that a permalink of this platform points at; where its address tells all, whether it exists is not asked. */
  locate(link: string): Promise<{ readonly id: MessageId; readonly sentAt: string } | undefined>;
  /**
   * Whether a person, or everybody who can read what Maru writes in the scope's place, can read all of what is said in the
   * scope now. What Maru says of it is not shown to anybody else.
   */
  mayRead(reader: PersonId | "everybody", scope: SummaryScope): Promise<boolean>;
  /** Until when a person has read a place: ISO 8601, UTC; `never`: nothing of it yet. Absent where the platform does not tell. */
  lastRead?(person: PersonId, place: PlaceId): Promise<string | undefined>;
  /** Gives the thread a better name than the one it was opened with. Absent where threads have none. */
  nameThread?(thread: ThreadId, title: string): Promise<void>;
  /**
   * Fetches an image of a message that was delivered or read from history lately, from the platform's own hosts alone. What it is, is
   * told from its bytes. Rejects when it is gone, of another kind, or has more than `maxBytes`, of which no more is fetched. Absent
   * where messages have no images.
   */
  readImage?(image: MessageImage, limits: ImageLimits): Promise<TurnImage>;
  /** What Maru can do there as a moderator. Absent: nothing; cases of its messages are reviewed in the web chat. */
  readonly moderation?: ModerationActions;
  /** Stops delivering, lets calls in flight end, disconnects. */
  stop(): Promise<void>;
}

/** One line of `doctor`. */
export interface Finding {
  readonly check: string;
  readonly level: "ok" | "warn" | "fail";
  readonly detail: string;
  /** What to do about it; present unless `ok`. */
  readonly remedy?: string;
}

/** A command that the core answers, for menus and completion. */
export interface CommandInfo {
  readonly name: CommandName;
  readonly description: Readonly<Record<Locale, string>>;
  /** What people write for it in a message to Maru: lower case, in all languages. */
  readonly words: readonly string[];
}

/** Environment variables by name. */
export type Secrets = Readonly<Record<string, string>>;

/** What an adapter is built from. */
export interface AdapterParts {
  readonly store: Store;
  readonly log: Logger;
  /** Unix ms. */
  readonly now: () => number;
  /** The assistant's display name. */
  readonly selfName: string;
  readonly commands: readonly CommandInfo[];
  /** The moderators' desk, for adapters that show it. It has something to tell once Maru has started. Absent: no moderation. */
  readonly desk?: ReviewDesk;
  /**
   * Whether the config lets Maru answer in a place: what is said elsewhere is only moderated, and a command that asks there for
   * everybody to see should be refused with a word before it shows anything. What is answered to the person alone (what is
   * kept about them, having it erased) is a conversation with Maru alone and works everywhere.
   */
  readonly mayAnswerIn: (place: Place) => boolean;
  /** Values of those variables that the module names in `secrets` and that are set. */
  readonly secrets: Secrets;
  /** GET routes of Maru's own (`/healthz`, `/metrics`) by path, for adapters that serve HTTP. */
  readonly routes: Readonly<Record<string, () => Promise<Response>>>;
}

/** The front door of a folder in `adapters/`: its `index.ts` exports one of these as `adapter`. */
export interface AdapterModule<Config = unknown> {
  readonly name: string;
  /** Schema of `platforms.<name>` in maru.yaml. Parses to `null` when the platform is off. */
  readonly config: z.ZodType<Config | null>;
  /** Names of the environment variables that hold its tokens. */
  readonly secrets: readonly string[];
  /** Loads what it needs only now, so that a platform that is off costs nothing. */
  create(config: Config, parts: AdapterParts): Promise<ChatAdapter>;
  /**
   * What Maru can do there as a moderator, with nothing started: for `policy check`, which says what of a policy a platform cannot do.
   * Absent: nothing. @param secrets as `doctor`'s
   */
  abilities?(config: Config, secrets: Secrets): ModerationAbilities;
  /** The names of all its channels, for a platform that has just those of its config. Absent: only the running platform knows. */
  channels?(config: Config): readonly string[];
  /** Checks for `doctor`, with nothing started. */
  doctor(config: Config, secrets: Secrets): Promise<readonly Finding[]>;
}
