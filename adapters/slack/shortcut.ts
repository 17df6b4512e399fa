import { z } from "zod";
import type { SlackId, Ts } from "./ids.ts";
import { parseMessage, type RawMessage, rootOf } from "./raw-message.ts";

/** Somebody chose one of Maru's entries in the menu of a message. */
export interface Shortcut {
  /** Its callback id, as the manifest has it. */
  readonly name: string;
  /** Another each time. */
  readonly trigger: string;
  readonly user: SlackId;
  readonly channel: SlackId;
  readonly message: RawMessage;
  readonly responseUrl?: string;
}

/** As much of it as Maru looks at (docs: reference/interaction-payloads/shortcuts-interaction-payload). */
const messageAction = z.object({
  type: z.literal("message_action"),
  callback_id: z.string(),
  trigger_id: z.string(),
  user: z.object({ id: z.string() }),
  channel: z.object({ id: z.string() }),
  message: z.unknown(),
  response_url: z.string().optional(),
});

/** Reads what Slack tells of it; `undefined` when it is something else. */
export function parseShortcut(body: unknown): Shortcut | undefined {
  const { data } = messageAction.safeParse(body);
  const message = parseMessage(data?.message);
  if (!data || !message) return undefined;
  return {
    name: data.callback_id,
    trigger: data.trigger_id,
    user: data.user.id,
    channel: data.channel.id,
    message,
    ...(data.response_url ? { responseUrl: data.response_url } : {}),
  };
}

/** Where nobody has replied, nobody sees what is whispered in the thread. */
export const threadIn = (message: RawMessage): Ts | undefined =>
  rootOf(message) === message.ts ? undefined : rootOf(message);
