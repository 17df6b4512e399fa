import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName, Locale, Message, PlaceId, ThreadId } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { forbiddenWords, refusedAs } from "./api-error.ts";
import type { Identity } from "./api-types.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { type SlashCommand, wantedBy } from "./commands.ts";
import { ADAPTER_NAME, placeId } from "./ids.ts";
import { commandId, type PendingCommands } from "./pending-commands.ts";
import type { Places } from "./places.ts";
import type { PostQuestion } from "./post-question.ts";
import type { Replying } from "./replying.ts";
import { whereToAddScopes } from "./scopes.ts";
import { missingScope } from "./scopes-in-errors.ts";
import type { Telling } from "./telling.ts";
import { words } from "./words.ts";

/**
 * Carries out a slash command: has it stored, and for `/ask` posted before. Resolves to what is to be said at once, to who gave it
 * alone, in Markdown; the core's answer comes later (`command-replies.ts`).
 */
export type TakeCommand = (used: SlashCommand) => Promise<string | undefined>;

/** Who is not in a channel is told by these (docs: reference/methods/chat.postMessage). */
const NOT_THERE = ["not_in_channel", "channel_not_found"] as const;

export function createTakeCommand(parts: {
  readonly api: Pick<Api, "remove">;
  readonly self: Identity;
  readonly selfName: string;
  readonly telling: Pick<Telling, "ofScope">;
  readonly places: Places;
  readonly arrivals: Pick<Arrivals, "deliver" | "message" | "mayAnswer">;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly pending: PendingCommands;
  readonly replying: Pick<Replying, "newestThread">;
  readonly postQuestion: PostQuestion;
  readonly commands: readonly CommandInfo[];
  /** Unix ms. */
  readonly now: () => number;
}): TakeCommand {
  const { api, self, selfName, telling, places, arrivals, asMessage, pending, replying, now } = parts;

  return async (used) => {
    const wanted = wantedBy(used, parts.commands);
    switch (wanted?.does) {
      case "ask":
        return ask(used, wanted.question);
      case "give":
        return give(used, wanted.command);
      case "hint": {
        const { askHint, unknownCommand } = words[await localeOf(used)];
        return wanted.unknown === undefined ? askHint : unknownCommand(plain(wanted.unknown));
      }
      case undefined:
        return undefined;
      default:
        return wanted satisfies never;
    }
  };

  async function localeOf({ user_id }: SlashCommand): Promise<Locale> {
    return (await asMessage.author(user_id)).locale ?? "en";
  }

  /** Posts the question where everybody sees it; from there on it is a message like any other. */
  async function ask(used: SlashCommand, text: string): Promise<string | undefined> {
    const { channel_id: channel, user_id: by, trigger_id: command } = used;
    const [locale, where] = await Promise.all([localeOf(used), places.find(channel)]);
    if (!where) return words[locale].inviteMe(selfName);
    if (!(await arrivals.mayAnswer(where, by))) return words[locale].notHere;
    try {
      const posted = await parts.postQuestion({ channel, by, text, command }, locale);
      try {
        // Slack tells of it by an event too, under the same id.
        await arrivals.message(posted, channel);
      } catch (error) {
        // They are told to try again, and it would stand there twice then.
        await api.remove(channel, posted.ts).catch(() => {});
        throw error;
      }
      return undefined;
    } catch (error) {
      const scope = missingScope(error);
      if (scope) {
        await telling.ofScope(error);
        return words[locale].mayNot(where.place.name, scope, whereToAddScopes(self.app, scope.split(",")));
      }
      if (refusedAs(error, ...NOT_THERE)) return words[locale].inviteMe(selfName);
      if (refusedAs(error, ...forbiddenWords)) return words[locale].notHere;
      throw error;
    }
  }

  /**
   * Has the core carry out a command whose answer only the person sees. That is a conversation with Maru alone, whatever channel it
   * was begun in: everybody may know what is kept about them, and have it erased, everywhere.
   */
  async function give(used: SlashCommand, command: Exclude<CommandName, "ask">): Promise<string | undefined> {
    const { channel_id: channel, user_id: user, trigger_id: trigger } = used;
    const id = commandId(channel, trigger);
    const author = await asMessage.author(user);
    const place: PlaceId = placeId(channel);
    const thread: ThreadId = (command === "stop" && replying.newestThread(place, author.id)) || id;
    const message: Message = {
      id,
      thread,
      startsThread: false,
      place: { id: place, name: used.channel_name, kind: "direct" },
      author,
      text: "",
      mentions: [],
      command,
      sentAt: new Date(now()).toISOString(),
      link: new URL(`archives/${channel}`, self.url).href,
    };
    await pending.wait(id, used.response_url);
    const stored = await arrivals.deliver({
      type: "message",
      id: `${ADAPTER_NAME}:command/${trigger}`,
      message,
    });
    return stored ? undefined : words[author.locale ?? "en"].tryAgain;
  }
}

const MAX_SHOWN_CHARS = 80;

/** What somebody wrote, so that it can stand between backticks. */
const plain = (text: string): string => text.replace(/[`\s]+/g, " ").slice(0, MAX_SHOWN_CHARS);
