import type { Block, ConversationsInfoResponse, KnownBlock, UsersInfoResponse } from "@slack/web-api";
import type { Ts } from "./ids.ts";

export type SlackUser = NonNullable<UsersInfoResponse["user"]>;
export type SlackChannel = NonNullable<ConversationsInfoResponse["channel"]>;
export type SlackBlock = KnownBlock | Block;

/** Whom a token belongs to. */
export interface Identity {
  /** The workspace's address, e.g. `https://acme.slack.com/`. */
  readonly url: string;
  readonly team: string;
  readonly user: string;
  readonly bot?: string;
  readonly app?: string;
  readonly enterprise?: string;
  /** The scopes that the token has. */
  readonly scopes: readonly string[];
}

/** What Maru keeps in the metadata of its own messages, so that they are found again after a crash. */
export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, string | number | boolean>>;
}

/** A message's content as Maru writes it. */
export interface MessageContent {
  /** Shown where blocks are not: notifications, screen readers. mrkdwn. */
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
  readonly metadata?: Metadata;
}

export interface NewMessage extends MessageContent {
  /** The thread's first message; without it the message stands in the channel itself. */
  readonly thread?: Ts;
}

/** To whom the words of a stream are shown as they come; needed outside of direct conversations. */
export interface Recipient {
  readonly user: string;
  readonly team: string;
}

export interface NewStream {
  readonly thread: Ts;
  readonly markdown: string;
  readonly recipient?: Recipient;
}

/** A part of a list. Slack's messages come as they are: they are read at `as-message.ts`. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** For the next page; absent after the last. */
  readonly cursor?: string;
}

/** Bounds of what is read of a conversation, which are left out themselves unless `inclusive`. */
export interface Bounds {
  readonly oldest?: Ts;
  readonly latest?: Ts;
  readonly inclusive?: boolean;
  readonly cursor?: string;
  readonly limit: number;
  /** Whether the messages' metadata shall come with them. */
  readonly withMetadata?: boolean;
}
