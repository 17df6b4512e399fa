import type { SummaryScope } from "../../src/core/types.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import type { GiveCommand } from "./give-command.ts";
import { placeId, threadId } from "./ids.ts";
import type { Places } from "./places.ts";
import { type RawMessage, rootOf } from "./raw-message.ts";
import { type Shortcut, threadIn } from "./shortcut.ts";
import { words } from "./words.ts";

/** The entry in the menu of messages; the manifest registers it. */
export const SUMMARISE_FROM_ID = "summarise_from_here";

/**
 * Carries out "Summarise from here": of a message that stands in a thread or has one, its thread from there on, else the channel.
 * Resolves to what is to be said at once, to who chose it alone, in Markdown.
 */
export type SummariseFrom = (shortcut: Shortcut) => Promise<string | undefined>;

export function createSummariseFrom(parts: {
  readonly selfName: string;
  readonly places: Pick<Places, "find">;
  readonly arrivals: Pick<Arrivals, "mayAnswer">;
  readonly asMessage: Pick<AsMessage, "author" | "message">;
  readonly giveCommand: GiveCommand;
}): SummariseFrom {
  const { selfName, places, arrivals, asMessage, giveCommand } = parts;

  return async ({ channel, user, trigger, message: raw, responseUrl }) => {
    const [by, where] = await Promise.all([asMessage.author(user), places.find(channel)]);
    const { inviteMe, notHere } = words[by.locale ?? "en"];
    if (!where || !responseUrl) return inviteMe(selfName);
    if (!(await arrivals.mayAnswer(where, user))) return notHere;
    const { id, sentAt } = await asMessage.message(raw, where, "");
    const scope: SummaryScope = hasThread(raw)
      ? { thread: threadId(channel, rootOf(raw)) }
      : { place: placeId(channel) };
    const thread = threadIn(raw);
    return giveCommand({
      command: "summarise",
      by,
      channel,
      channelName: where.place.name,
      trigger,
      address: { responseUrl, mayReplace: raw.bot_id === undefined, ...(thread ? { thread } : {}) },
      summaryOf: { scope, from: { id, sentAt } },
    });
  };
}

const hasThread = (raw: RawMessage): boolean => raw.thread_ts !== undefined || raw.latest_reply !== undefined;
