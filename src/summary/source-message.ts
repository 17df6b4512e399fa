import type { Author, MessageId, ThreadId } from "../core/types.ts";

/** A message that may be summarised: a `Message` of the core is one, and so is what an export or a log holds. */
export interface SourceMessage {
  readonly id: MessageId;
  /** The platform's own thread, where there is one. Messages of one thread belong together whatever they say. */
  readonly thread?: ThreadId;
  readonly author: Author;
  /** Standard Markdown. Untrusted. */
  readonly text: string;
  /** ISO 8601, UTC; absent where a log does not tell the day. */
  readonly sentAt?: string;
  /** Permalink; empty where there is none. Untrusted. */
  readonly link: string;
  /** The message that it is a reply to, as the platform says. */
  readonly replyTo?: MessageId;
  /** Whether it is the platform's word on something (a join, a new name), not somebody's. */
  readonly notice?: boolean;
}
