import { z } from "zod";
import type { SlackId, Ts } from "./ids.ts";
import { parseMessage, type RawMessage } from "./raw-message.ts";

/** What the Events API tells of, as far as Maru itself looks at it. */
export type SlackEvent =
  | { readonly type: "message"; readonly channel: SlackId; readonly message: RawMessage }
  | {
      readonly type: "changed";
      readonly channel: SlackId;
      readonly message: RawMessage;
      readonly before?: RawMessage;
    }
  | { readonly type: "deleted"; readonly channel: SlackId; readonly ts: Ts; readonly before?: RawMessage }
  /** Somebody pressed Slack's own Stop. `messages`: what was being written to them. */
  | {
      readonly type: "stop";
      readonly channel: SlackId;
      readonly thread: Ts;
      readonly user: SlackId;
      readonly messages: readonly Ts[];
    }
  /** Somebody opened the app's own page. `channel`: their conversation with Maru. */
  | {
      readonly type: "home";
      readonly user: SlackId;
      readonly channel: SlackId;
      readonly tab: "home" | "messages";
    }
  /** A conversation has another name, or is not Maru's any more. */
  | { readonly type: "place"; readonly channel: SlackId }
  | { readonly type: "person"; readonly user: SlackId }
  /** The app was removed, or its tokens were taken back. */
  | { readonly type: "unwelcome"; readonly reason: string };

/** What surrounds an event (docs: apis/events-api#callback-field). */
const envelope = z.object({
  type: z.literal("event_callback"),
  event_id: z.string(),
  is_ext_shared_channel: z.boolean().catch(false),
  event: z.looseObject({ type: z.string() }),
});

const inChannel = z.object({ channel: z.string() });
const deleted = z.object({ channel: z.string(), deleted_ts: z.string(), previous_message: z.unknown() });
const changed = z.object({ channel: z.string(), message: z.unknown(), previous_message: z.unknown() });
const stopped = z.object({
  channel: z.string(),
  thread_ts: z.string(),
  user: z.string(),
  streaming_message_ts: z.array(z.string()).catch([]),
});
const home = z.object({ user: z.string(), channel: z.string(), tab: z.enum(["home", "messages"]) });
const ofPlace = z.object({ channel: z.union([z.string(), z.object({ id: z.string() })]) });
const ofPerson = z.object({ user: z.object({ id: z.string() }) });
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }).nullish() });

/** An event with what Slack tells around it. */
export interface ReadEvent {
  readonly id: string;
  /** Whether it happened where people of other organisations are. */
  readonly isShared: boolean;
  readonly event: SlackEvent;
}

/** Reads what Slack sends; `undefined` when Maru has nothing to do with it. */
export function parseEvent(body: unknown): ReadEvent | undefined {
  const { data } = envelope.safeParse(body);
  const event = data && read(data.event);
  return event && { id: data.event_id, isShared: data.is_ext_shared_channel, event };
}

function read(raw: Readonly<{ type: string }>): SlackEvent | undefined {
  switch (raw.type) {
    case "message":
    case "app_mention":
      return readMessage(raw);
    case "agent_session_stopped": {
      const { data } = stopped.safeParse(raw);
      return (
        data && {
          type: "stop",
          channel: data.channel,
          thread: data.thread_ts,
          user: data.user,
          messages: data.streaming_message_ts,
        }
      );
    }
    case "app_home_opened": {
      const { data } = home.safeParse(raw);
      return data && { type: "home", ...data };
    }
    case "channel_rename":
    case "group_rename":
    case "channel_left":
    case "group_left":
    case "channel_deleted":
    case "group_deleted": {
      const channel = ofPlace.safeParse(raw).data?.channel;
      return channel === undefined
        ? undefined
        : { type: "place", channel: typeof channel === "string" ? channel : channel.id };
    }
    case "user_change": {
      const { data } = ofPerson.safeParse(raw);
      return data && { type: "person", user: data.user.id };
    }
    case "app_uninstalled":
      return { type: "unwelcome", reason: raw.type };
    case "tokens_revoked":
      return revoked.safeParse(raw).data?.tokens?.bot?.length
        ? { type: "unwelcome", reason: raw.type }
        : undefined;
    default:
      return undefined;
  }
}

function readMessage(raw: Readonly<Record<string, unknown>>): SlackEvent | undefined {
  if (raw["subtype"] === "message_changed") {
    const { data } = changed.safeParse(raw);
    const message = parseMessage(data?.message);
    const before = parseMessage(data?.previous_message);
    return (
      data && message && { type: "changed", channel: data.channel, message, ...(before ? { before } : {}) }
    );
  }
  if (raw["subtype"] === "message_deleted") {
    const { data } = deleted.safeParse(raw);
    const before = parseMessage(data?.previous_message);
    return (
      data && { type: "deleted", channel: data.channel, ts: data.deleted_ts, ...(before ? { before } : {}) }
    );
  }
  const { data } = inChannel.safeParse(raw);
  const message = parseMessage(raw);
  return data && message && { type: "message", channel: data.channel, message };
}
