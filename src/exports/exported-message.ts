import type { MessageId, PersonId, PlaceId, ThreadId } from "../core/types.ts";

/** A message of an export, with the ids that the platform's adapter gives the same message. */
export interface ExportedMessage {
  readonly id: MessageId;
  /** `name` as people see it, without `#`. */
  readonly place: { readonly id: PlaceId; readonly name: string };
  /** The thread it stands in, where the export tells of one. */
  readonly thread?: ThreadId;
  /** `name` is untrusted text. */
  readonly author: { readonly id: PersonId; readonly name: string; readonly kind: "person" | "bot" };
  /** Never empty. Mentions read `@Name`, channels `#name`, links as their address; other marks as they were typed. Untrusted. */
  readonly text: string;
  /** The message that it is a reply to, where the export tells. */
  readonly replyTo?: MessageId;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  /** Permalink on the platform, where the export holds what one is made of. */
  readonly link?: string;
}

export type ExportKind = "slack" | "discord-chat-exporter" | "discord-package";

/** An export that is open for reading. */
export interface Export {
  readonly kind: ExportKind;
  /**
   * What was written, place after place, each in the order of its files: oldest first, but newest first in Discord's
   * data package. Joins, pins and the like are left out, and messages without words. In memory that does not grow with
   * the export. A part that cannot be read is told and left out.
   */
  messages(): AsyncIterable<ExportedMessage>;
  /** Closes the files. Idempotent. */
  close(): Promise<void>;
}

/** Takes a sentence on a part that could not be read; it names files, never people's words. */
export type TellProblem = (problem: string) => void;

/** What each platform's reader does with an export of its own. */
export type ReadMessages = () => AsyncIterable<ExportedMessage>;
