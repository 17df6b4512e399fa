import type { Author, CommandName, Message, ThreadId } from "../../src/core/types.ts";
import type { Identity } from "./api-types.ts";
import type { Arrivals } from "./arrivals.ts";
import { ADAPTER_NAME, placeId, type SlackId } from "./ids.ts";
import { commandId, type PendingCommands, type ResponseAddress } from "./pending-commands.ts";
import { words } from "./words.ts";

/** A command whose answer only the person sees who gave it. */
export interface GivenCommand {
  readonly command: Exclude<CommandName, "ask">;
  readonly by: Author;
  readonly channel: SlackId;
  /** As people see it. */
  readonly channelName: string;
  /** Another each time. */
  readonly trigger: string;
  readonly address: ResponseAddress;
  /** What stood behind the command, as it was typed. */
  readonly argument?: string;
  readonly summaryOf?: Message["summaryOf"];
  /** Which thread is meant; absent: none. */
  readonly thread?: ThreadId | undefined;
}

/**
 * Has the core carry out a command whose answer only the person sees. That is a conversation with Maru alone, whatever channel it
 * was begun in: everybody may know what is kept about them, and have it erased, everywhere. Resolves to what is to be said at once, in
 * Markdown, if anything; the core's answer comes later (`private-replies.ts`).
 */
export type GiveCommand = (given: GivenCommand) => Promise<string | undefined>;

export function createGiveCommand(parts: {
  readonly self: Pick<Identity, "url">;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly pending: PendingCommands;
  /** Unix ms. */
  readonly now: () => number;
}): GiveCommand {
  const { self, arrivals, pending, now } = parts;

  return async (given) => {
    const { command, by, channel, channelName, trigger, address, argument = "", summaryOf } = given;
    const id = commandId(channel, trigger);
    const message: Message = {
      id,
      thread: given.thread ?? id,
      startsThread: false,
      place: { id: placeId(channel), name: channelName, kind: "direct" },
      author: by,
      text: argument,
      mentions: [],
      command,
      ...(summaryOf ? { summaryOf } : {}),
      sentAt: new Date(now()).toISOString(),
      link: new URL(`archives/${channel}`, self.url).href,
    };
    await pending.wait(id, address);
    const stored = await arrivals.deliver({
      type: "message",
      id: `${ADAPTER_NAME}:command/${trigger}`,
      message,
    });
    return stored ? undefined : words[by.locale ?? "en"].tryAgain;
  };
}
