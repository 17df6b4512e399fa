/** A ts: seconds, a dot, and six digits that make it unique in its channel (docs: messaging/retrieving-messages). */
export type Ts = string;

/** Any JSON object of Slack's; what the fake reads from it is named. */
export type Shape = Readonly<Record<string, unknown>>;

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface User {
  readonly id: string;
  readonly team_id: string;
  /** Unique handle. */
  readonly name: string;
  readonly deleted: boolean;
  readonly real_name: string;
  readonly is_bot: boolean;
  readonly is_app_user: boolean;
  readonly is_admin?: boolean;
  /** Owners are admins, too. */
  readonly is_owner?: boolean;
  /** A guest. */
  readonly is_restricted?: boolean;
  /** Someone from another organisation, met in a shared channel. */
  readonly is_stranger?: boolean;
  /** IETF tag; given by `users.info` only when asked for. */
  readonly locale: string;
  readonly profile: {
    readonly real_name: string;
    readonly display_name: string;
    readonly team: string;
    readonly bot_id?: string;
    readonly api_app_id?: string;
  };
}

export type ChannelKind = "channel" | "group" | "mpim" | "im";

export interface Channel {
  readonly id: string;
  /** Of direct conversations: empty. */
  readonly name: string;
  readonly kind: ChannelKind;
  readonly created: number;
  readonly members: Set<string>;
  archived: boolean;
  /** Ids of the other organisations' teams with which it is shared (Slack Connect). */
  readonly sharedWith: Set<string>;
  /** Why `chat.startStream` is refused here, where it is. */
  streamingRefused: string | undefined;
  readonly posts: Map<Ts, Post>;
}

export interface File {
  readonly id: string;
  readonly created: number;
  readonly timestamp: number;
  readonly name: string;
  readonly title: string;
  readonly mimetype: string;
  readonly filetype: string;
  readonly pretty_type: string;
  readonly user: string;
  readonly user_team: string;
  readonly editable: boolean;
  readonly size: number;
  readonly mode: "hosted" | "tombstone";
  readonly is_external: boolean;
  readonly external_type: string;
  readonly is_public: boolean;
  readonly public_url_shared: boolean;
  readonly display_as_bot: boolean;
  readonly username: string;
  readonly url_private: string;
  readonly url_private_download: string;
  readonly permalink: string;
  readonly permalink_public: string;
  readonly is_starred: boolean;
  readonly has_rich_preview: boolean;
  readonly file_access: "visible" | "check_file_info";
}

export interface Block extends Shape {
  readonly type: string;
  readonly block_id?: string;
}

/** A message as the Web API shows it. */
export interface Message {
  readonly type: "message";
  readonly subtype?: string;
  readonly user?: string;
  readonly username?: string;
  readonly bot_id?: string;
  readonly app_id?: string;
  readonly bot_profile?: Shape;
  readonly text: string;
  readonly ts: Ts;
  readonly team?: string;
  readonly user_team?: string;
  readonly source_team?: string;
  readonly user_profile?: Shape;
  readonly client_msg_id?: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Shape[];
  readonly files?: readonly File[];
  readonly upload?: boolean;
  readonly metadata?: Shape;
  readonly edited?: { readonly user: string; readonly ts: Ts };
  readonly thread_ts?: Ts;
  readonly parent_user_id?: string;
  readonly streaming_state?: StreamingState;
  readonly hidden?: boolean;
  /** Of the root of a thread. */
  readonly reply_count?: number;
  readonly reply_users_count?: number;
  readonly latest_reply?: Ts;
  readonly reply_users?: readonly string[];
  readonly is_locked?: boolean;
  readonly subscribed?: boolean;
  /** Of a reply that was also sent to the channel. */
  readonly root?: Shape;
  readonly app_context?: Shape;
}

export type StreamingState = "in_progress" | "completed" | "errored";

/** A message with what the fake knows of it. */
export interface Post {
  message: Message;
  readonly channel: Channel;
  deleted: boolean;
  /** Only this person sees it. */
  readonly onlyFor?: string;
  /** Markdown of which Slack made the text and the blocks; what stands there when no blocks were given. */
  markdown: string | undefined;
  /** Blocks that the app gave, without those that Slack makes of a text. */
  given: readonly Block[] | undefined;
  /** Every text that it showed, first to last. */
  readonly shown: string[];
  /** While it streams: characters so far. */
  stream?: { length: number };
}
