import { slackTimes } from "../adapters/slack/rooms.ts";
import type { BotOptions } from "../test/adapters/slack/bot.ts";
import { secretsOf } from "../test/adapters/slack/chat.ts";
import { wholeMaru } from "../test/adapters/slack/whole-maru.ts";
import { type Channel, startFakeSlack } from "../test/fakes/slack/index.ts";
import { latencyRow, measureLatencies } from "./chat-latency.ts";
import { measureLongAnswer } from "./chat-long-answer.ts";
import { measureMemory } from "./chat-memory.ts";
import type { ChatPlatform } from "./chat-platform.ts";
import type { Row } from "./row.ts";

const MOST_CALLS = 5;

/**
 * What the Slack adapter costs, with the real core and store, against our own Slack on this machine: where it may
 * stream, and where it may not and edits a message instead.
 */
export async function measureSlack(): Promise<readonly Row[]> {
  const streamed = await measureLatencies(await startSlack("none"));
  const posted = await measureLatencies(await startSlack("none", "no streams"));
  return [
    latencyRow("Slack: message event → request at the model, status shown", streamed.requested, 50),
    latencyRow("Slack: first token → first visible words, streamed", streamed.visible, 25),
    latencyRow("Slack: first token → first visible words, posted", posted.visible, 25),
    callsRow("streamed", streamed.requests),
    callsRow("posted and edited", posted.requests),
    await measureLongAnswer(
      await startSlack("real"),
      "Slack: appends",
      slackTimes.appendEveryMs,
      ({ method }) => method === "chat.appendStream",
    ),
    await measureLongAnswer(
      await startSlack("real", "no streams"),
      "Slack: edits where it may not stream,",
      slackTimes.updateEveryMs,
      ({ method }) => method === "chat.update",
    ),
    await measureMemory("Slack", await startSlack("none")),
  ];
}

const callsRow = (how: string, calls: number): Row => ({
  what: `Slack: Web API calls for a short answer, ${how}`,
  aim: `≤ ${MOST_CALLS}`,
  measured: calls.toFixed(1),
  met: calls <= MOST_CALLS,
});

async function startSlack(limits: "real" | "none", streams?: "no streams") {
  const slack = await startFakeSlack({ rateLimits: limits });
  const { bot, general, requests, until, stop } = slack;
  if (streams) slack.forbidStreaming(general);
  const people = Array.from({ length: 200 }, (_, at) => slack.addPerson(`Person ${at}`));
  const channels: Channel[] = [];
  let said = 0;

  return {
    maru: (parts) => wholeMaru({ secrets: secretsOf(slack), ...parts, times: slackTimes }),
    bot: (dataFolder) => ({
      script: new URL("../test/adapters/slack/bot.ts", import.meta.url),
      options: {
        secrets: secretsOf(slack),
        dataFolder,
        times: { appendEveryMs: 100, updateEveryMs: 100 },
        pieceEveryMs: 1,
      } satisfies BotOptions,
    }),
    addChannels(count) {
      for (let at = 0; at < count; at++) channels.push(slack.addChannel(`channel-${at}`));
    },
    ask(text, channel) {
      const where = channels[channel ?? -1] ?? general;
      const question = slack.say(people[channel ?? 0]!, where, `<@${bot.id}> ${text}`);
      const shown = () => slack.seen(where, question).filter(({ isBot }) => isBot);
      return {
        shown: () => shown().map((one) => one.text),
        isOver: () => shown().at(-1)?.controls.length === 2,
      };
    },
    say: (text, channel) => void slack.say(people[said++ % people.length]!, channels[channel]!, text),
    until,
    requests,
    stop,
  } satisfies ChatPlatform;
}
