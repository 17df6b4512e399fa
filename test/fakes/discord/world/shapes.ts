/**
 * What the fake keeps, with Discord's own field names: an object is sent as it is stored. The contract test
 * compares them with Discord's OpenAPI document whenever they are sent.
 */
import type {
  APIActionRowComponent,
  APIComponentInMessageActionRow,
  APIEmbed,
  ChannelType,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: string;
  readonly avatar: null;
  readonly public_flags: number;
  readonly flags: number;
  readonly primary_guild: null;
  readonly bot?: boolean;
  readonly system?: boolean;
}

export interface Role {
  readonly id: string;
  name: string;
  /** A decimal bit set. */
  permissions: string;
  position: number;
  readonly managed: boolean;
  mentionable: boolean;
  readonly color: number;
  readonly colors: { primary_color: number; secondary_color: null; tertiary_color: null };
  readonly hoist: boolean;
  readonly flags: number;
  readonly icon: null;
  readonly unicode_emoji: null;
  readonly description: null;
  readonly tags?: { readonly bot_id: string };
}

export interface Member {
  readonly user: User;
  nick: string | null;
  roles: string[];
  communication_disabled_until: string | null;
  readonly joined_at: string;
  readonly avatar: null;
  readonly banner: null;
  readonly flags: number;
  readonly pending: boolean;
  readonly premium_since: null;
  readonly mute: boolean;
  readonly deaf: boolean;
}

export interface Overwrite {
  readonly id: string;
  /** 0: role, 1: member. */
  readonly type: 0 | 1;
  readonly allow: string;
  readonly deny: string;
}

export interface ForumTag {
  readonly id: string;
  readonly name: string;
  readonly moderated: boolean;
  readonly emoji_id: null;
  readonly emoji_name: string | null;
}

export interface ThreadMetadata {
  archived: boolean;
  archive_timestamp: string;
  auto_archive_duration: number;
  locked: boolean;
  readonly create_timestamp: string;
  invitable?: boolean;
}

/** A channel of any kind, threads and direct messages included. */
export interface Channel {
  readonly id: string;
  readonly type: ChannelType;
  readonly guild_id?: string;
  flags: number;
  name?: string;
  position?: number;
  permission_overwrites?: Overwrite[];
  parent_id?: string | null;
  topic?: string | null;
  nsfw?: boolean;
  rate_limit_per_user?: number;
  last_message_id?: string | null;
  /** Direct messages: whoever is not the bot. */
  readonly recipients?: readonly User[];
  /** Forums. */
  readonly available_tags?: readonly ForumTag[];
  /** Threads. */
  owner_id?: string;
  thread_metadata?: ThreadMetadata;
  message_count?: number;
  member_count?: number;
  total_message_sent?: number;
  applied_tags?: string[];
}

export interface Attachment {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type?: string;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Loose on purpose: action rows of version 1 and every component of version 2 stand here. */
export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly style?: number;
  readonly disabled?: boolean;
  /** Text displays. */
  readonly content?: string;
  /** Text inputs. */
  readonly required?: boolean;
  readonly max_length?: number;
  /** Labels. */
  readonly component?: Component;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
  readonly [key: string]: unknown;
}

export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

export interface MessageReference {
  readonly type?: number;
  readonly message_id?: string;
  readonly channel_id: string;
  readonly guild_id?: string;
}

export interface Reaction {
  readonly emoji: { readonly id: null; readonly name: string };
  count: number;
  count_details: { burst: number; normal: number };
  burst_colors: string[];
  me_burst: boolean;
  burst_me: boolean;
  burst_count: number;
  me: boolean;
}

export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly type: MessageType;
  readonly author: User;
  content: string;
  mentions: User[];
  mention_roles: string[];
  mention_everyone: boolean;
  attachments: Attachment[];
  embeds: APIEmbed[];
  components: Component[];
  flags: MessageFlags;
  readonly timestamp: string;
  edited_timestamp: string | null;
  readonly pinned: boolean;
  readonly tts: boolean;
  readonly nonce?: string | number;
  readonly message_reference?: MessageReference;
  /** Only where it is shown: see `withReference`. */
  readonly referenced_message?: Message | null;
  thread?: Channel;
  reactions?: Reaction[];
  readonly webhook_id?: string;
  readonly application_id?: string;
  readonly interaction_metadata?: Readonly<Record<string, unknown>>;
}

/** Who got a notification for a message. */
export interface Pings {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  /** `@everyone` or `@here`. */
  readonly everyone: boolean;
}

/** A message and what only the fake knows about it. */
export interface Post {
  readonly message: Message;
  pings: Pings;
  /** Every text it ever showed, first to last. */
  readonly texts: string[];
  /** Edits in the running hour, counted once the message is older than an hour (error 30046). */
  oldEdits: { hour: number; count: number };
  deleted: boolean;
  /** Id of the only person who sees it. */
  readonly onlyFor?: string;
  /** The pings that were asked for, applied again when it is edited. */
  readonly reactors: Map<string, Set<string>>;
}

export interface Guild {
  readonly id: string;
  name: string;
  readonly ownerId: string;
  /** The server's language, e.g. `ko`. */
  preferredLocale: string;
  readonly roles: Map<string, Role>;
  readonly members: Map<string, Member>;
}
