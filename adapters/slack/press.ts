import { z } from "zod";
import type { SlackId, Ts } from "./ids.ts";

/** Somebody pressed a button. */
export interface Press {
  /** Another each time. */
  readonly trigger: string;
  readonly user: SlackId;
  /** What the button is called, and what it says. */
  readonly action: string;
  readonly value: string;
  /** The message that it stands under; absent in the Home tab. */
  readonly message?: { readonly channel: SlackId; readonly ts: Ts; readonly thread: Ts };
  readonly responseUrl?: string;
}

/** As much of it as Maru looks at (docs: reference/interaction-payloads/block_actions-payload). */
const blockActions = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  container: z.object({
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
  message: z.object({ thread_ts: z.string().optional() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional().default("") })).min(1),
});

/** Reads what Slack tells of a pressed button; `undefined` when it is something else. */
export function parsePress(body: unknown): Press | undefined {
  const { data } = blockActions.safeParse(body);
  const [pressed] = data?.actions ?? [];
  if (!data || !pressed) return undefined;
  const { channel_id: channel, message_ts: ts, thread_ts } = data.container;
  const thread = data.message?.thread_ts ?? thread_ts ?? ts;
  return {
    trigger: data.trigger_id,
    user: data.user.id,
    action: pressed.action_id,
    value: pressed.value,
    ...(channel && ts && thread ? { message: { channel, ts, thread } } : {}),
    ...(data.response_url ? { responseUrl: data.response_url } : {}),
  };
}
