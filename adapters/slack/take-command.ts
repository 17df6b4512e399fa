import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Locale, PlaceId } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { forbiddenWords, refusedAs } from "./api-error.ts";
import type { Identity } from "./api-types.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { asTyped, type SlashCommand, wantedBy } from "./commands.ts";
import type { GiveCommand, GivenCommand } from "./give-command.ts";
import { placeId } from "./ids.ts";
import type { Places } from "./places.ts";
import type { PostQuestion } from "./post-question.ts";
import type { Replying } from "./replying.ts";
import { whereToAddScopes } from "./scopes.ts";
import { missingScope } from "./scopes-in-errors.ts";
import type { Telling } from "./telling.ts";
import { words } from "./words.ts";

/**
 * Carries out a slash command: has it stored, and where everybody is to see it, posted before. Resolves to what is to be said at once,
 * to who gave it alone, in Markdown; the core's answer comes later.
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
  readonly arrivals: Pick<Arrivals, "message" | "mayAnswer">;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly giveCommand: GiveCommand;
  /** The thread of the newest reply that is being written to somebody in a place. */
  readonly newestThread: Replying["newestThread"];
  readonly postQuestion: PostQuestion;
  readonly commands: readonly CommandInfo[];
}): TakeCommand {
  const { api, self, selfName, telling, places, arrivals, asMessage } = parts;

  return async (used) => {
    const wanted = wantedBy(used, parts.commands);
    switch (wanted?.does) {
      case "ask":
        return ask(used, wanted.question);
      case "share":
        return ask(used, `${words[await localeOf(used)].summarise} ${wanted.argument}`.trim());
      case "give":
        return give(used, wanted.command, asTyped(wanted.argument));
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

  async function give(
    used: SlashCommand,
    command: GivenCommand["command"],
    argument: string,
  ): Promise<string | undefined> {
    const { channel_id: channel, user_id: user, trigger_id: trigger, response_url: responseUrl } = used;
    const by = await asMessage.author(user);
    const place: PlaceId = placeId(channel);
    const isSummary = command === "summarise" || command === "catchup";
    if (isSummary) {
      const where = await places.find(channel);
      if (!where) return words[by.locale ?? "en"].inviteMe(selfName);
      if (!(await arrivals.mayAnswer(where, user))) return words[by.locale ?? "en"].notHere;
    }
    return parts.giveCommand({
      command,
      by,
      channel,
      channelName: used.channel_name,
      trigger,
      address: { responseUrl, mayReplace: true },
      argument,
      ...(isSummary ? { summaryOf: { scope: { place } } } : {}),
      thread: command === "stop" ? parts.newestThread(place, by.id) : undefined,
    });
  }
}

const MAX_SHOWN_CHARS = 80;

/** What somebody wrote, so that it can stand between backticks. */
const plain = (text: string): string => text.replace(/[`\s]+/g, " ").slice(0, MAX_SHOWN_CHARS);
