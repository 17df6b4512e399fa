import type {
  Author,
  Locale,
  Message,
  MessageId,
  PersonId,
  SummaryLength,
  SummaryProgress,
} from "../types.ts";

/** By `name` what others said of the person is found. */
type Person = Pick<Author, "id" | "name">;

/** Makes summaries, keeps those that were given, and takes out of them what was deleted since. */
export interface Summaries {
  /**
   * A summary by the model; where that is not to be had, by quoting. Keeps what it was made of, so that the next one of the same
   * conversation reads only what is new. Rejects with a `ModelError` (`aborted`) only where the signal stopped it.
   */
  make(request: SummaryRequest): Promise<MadeSummary>;
  /** These messages were deleted, or are not to be told of any more. @returns the summaries to be shown anew. */
  forgetMessages(messages: readonly MessageId[]): Promise<readonly ShownSummary[]>;
  /**
   * A message may read differently now: quotations of it that do not stand in it any more go, and what a model said of it where it does.
   * @returns the summaries to be shown anew.
   */
  edited(message: Message): Promise<readonly ShownSummary[]>;
  /** Summaries that changed and that nobody has `shown` yet. */
  changed(): Promise<readonly ShownSummary[]>;
  /** What `forgetMessages`, `edited`, `erase` or `optOut` gave back is shown; until this is said they give it back again. */
  shown(key: string): Promise<void>;
  /** The summary of this key was shown to nobody, and will not be. */
  drop(key: string): Promise<void>;
  /** How many records hold something of a person. */
  count(person: Person): Promise<number>;
  /** Takes out what a person said, and what was said of them by name. @returns the summaries to be shown anew. */
  erase(person: Person): Promise<readonly ShownSummary[]>;
  /** From now on nothing of this person is read; what stands in summaries is taken out of them. @returns the summaries to be shown anew. */
  optOut(person: Person): Promise<readonly ShownSummary[]>;
  /** The person is read again. */
  optIn(person: PersonId): Promise<void>;
  isOptedOut(person: PersonId): Promise<boolean>;
}

export interface SummaryRequest {
  /** Finds it again: the id of the message whose reply shows it, or of the event that asked for it. */
  readonly key: string;
  /** The conversation: what is kept of a part of it is found again by the same name only. Whoever reads one message of it may read all. */
  readonly conversation: string;
  /** In the order of writing. */
  readonly messages: readonly Message[];
  readonly length: SummaryLength;
  /** In which it is written; absent: in that of the messages. */
  readonly locale?: Locale;
  /** By quoting, although there may be a model. */
  readonly quoting?: boolean;
  readonly signal: AbortSignal;
  /** Nobody waits for it. */
  readonly urgency?: "background";
  readonly onProgress: (progress: SummaryProgress) => void;
}

/** A summary as people are to see it. */
export interface ShownSummary {
  readonly key: string;
  /** Markdown; each point on a line of its own. Holds people's words and a model's: untrusted. */
  readonly markdown: string;
  /** The language of the words around what was said. */
  readonly locale: Locale;
  /** The permalinks that stand in it. */
  readonly links: readonly string[];
}

export interface MadeSummary extends ShownSummary {
  /** `extractive`: by quoting. */
  readonly kind: "model" | "extractive";
  /** Messages that were read; 0: there was nothing to summarise. */
  readonly messagesRead: number;
  /** What it tells of them, in so many points; 0 also where all of it was deleted or erased while it was made. */
  readonly points: number;
  /** Why it was made by quoting, though that was not asked for. A model that finds no point in what was said `failed`. */
  readonly fellBack?: "no-model" | "busy" | "failed";
}
