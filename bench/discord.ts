import { discordTimes } from "../adapters/discord/rooms.ts";
import type { BotOptions } from "../test/adapters/discord/bot.ts";
import { wholeMaru } from "../test/adapters/discord/whole-maru.ts";
import { type Channel, startFakeDiscord } from "../test/fakes/discord/index.ts";
import { latencyRow, measureLatencies } from "./chat-latency.ts";
import { measureLongAnswer } from "./chat-long-answer.ts";
import { measureMemory } from "./chat-memory.ts";
import type { ChatPlatform } from "./chat-platform.ts";
import type { Row } from "./row.ts";

/** What the Discord adapter costs, with the real core and store, against our own Discord on this machine. */
export async function measureDiscord(): Promise<readonly Row[]> {
  const { requested, visible } = await measureLatencies(await startDiscord("none"));
  return [
    latencyRow("Discord: MESSAGE_CREATE → request at the model, thread and reply opened", requested, 50),
    latencyRow("Discord: first token → first visible words", visible, 25),
    await measureLongAnswer(
      await startDiscord("real"),
      "Discord: edits",
      discordTimes.editEveryMs,
      ({ method, path }) => method === "PATCH" && path.includes("/messages/"),
    ),
    await measureMemory("Discord", await startDiscord("none")),
  ];
}

async function startDiscord(limits: "real" | "none") {
  const discord = await startFakeDiscord({
    contract: false,
    ...(limits === "none" ? { rateLimits: limits } : {}),
  });
  const { api, token, bot, general, requests, until, stop } = discord;
  const people = Array.from({ length: 200 }, (_, at) => discord.addPerson(`Person ${at}`));
  const channels: Channel[] = [];
  let said = 0;

  return {
    maru: (parts) => wholeMaru({ api, token, ...parts, times: discordTimes }),
    bot: (dataFolder) => ({
      script: new URL("../test/adapters/discord/bot.ts", import.meta.url),
      options: { api, token, dataFolder, editEveryMs: 100, pieceEveryMs: 1 } satisfies BotOptions,
    }),
    addChannels(count) {
      for (let at = 0; at < count; at++) channels.push(discord.addChannel(`channel-${at}`));
    },
    ask(text, channel) {
      const question = discord.say(
        people[channel ?? 0]!,
        channels[channel ?? -1] ?? general,
        `<@${bot.id}> ${text}`,
      );
      // Without the thread's reference to the question.
      const shown = () => {
        const thread = discord.threadOf(question);
        return thread ? discord.seen(thread).filter((one) => one.isBot && one.text !== "") : [];
      };
      return {
        shown: () => shown().map((one) => one.text),
        isOver: () => shown().at(-1)?.controls.length === 2,
      };
    },
    say: (text, channel) => void discord.say(people[said++ % people.length]!, channels[channel]!, text),
    until,
    requests,
    stop,
  } satisfies ChatPlatform;
}
