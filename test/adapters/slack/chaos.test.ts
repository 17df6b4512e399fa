import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type FakeSlack, type Message, startFakeSlack } from "../../fakes/slack/index.ts";
import { endBots, startBot as start } from "../start-bot.ts";
import type { BotOptions } from "./bot.ts";
import { secretsOf } from "./chat.ts";

const THREADS = 20;
const QUESTIONS = 10;
const KILLS = 3;

afterEach(endBots);

const startBot = (options: BotOptions, printed: string[]): Promise<ChildProcess> =>
  start(new URL("bot.ts", import.meta.url), options, printed);

/** What Maru answered in the thread, in order. */
const answers = (slack: FakeSlack, root: Message) =>
  slack
    .seen(slack.general, root)
    .filter(({ isBot }) => isBot)
    .map(({ text }) => text);

const expected = (at: number) =>
  Array.from({ length: QUESTIONS }, (_, count) => `This answers question ${at}/${count}.`);

test("200 questions through lost connections, failing calls and kill -9: each is answered once, in order", async () => {
  const slack = await startFakeSlack({ rateLimits: "none" });
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-chaos-"));
  const printed: string[] = [];
  const options: BotOptions = {
    secrets: secretsOf(slack),
    dataFolder,
    times: { appendEveryMs: 20, updateEveryMs: 20, statusEveryMs: 20 },
    pieceEveryMs: 1,
  };
  let over = false;
  try {
    let bot = await startBot(options, printed);
    slack.web.kinds = [500, 503, 429, "lost request", "lost answer"];
    slack.web.share = 0.1;

    const people = Array.from({ length: THREADS }, (_, at) => slack.addPerson(`Person ${at}`));
    const roots = people.map((person, at) =>
      slack.say(person, slack.general, `<@${slack.bot.id}> question ${at}/0`),
    );
    const asking = people.map(async (person, at) => {
      const root = roots[at]!;
      await slack.until(() => answers(slack, root).length > 0, `an answer in thread ${at}`, 60_000);
      for (let count = 1; count < QUESTIONS; count++) {
        await pause(150);
        slack.say(person, slack.general, `question ${at}/${count}`, { thread: root });
      }
    });
    const dropping = (async () => {
      for (let count = 0; !over; count++) {
        await pause(400);
        if (count % 2 === 0) slack.sockets.disconnect("refresh_requested");
        else slack.sockets.drop();
      }
    })();
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await pause(900);
        if (bot.exitCode !== null) throw new Error(`the bot ended by itself:\n${printed.join("\n")}`);
        bot.kill("SIGKILL");
        await once(bot, "exit");
        bot = await startBot(options, printed);
      }
    })();
    await Promise.all([...asking, killing]);
    const isDone = () =>
      roots.every((root, at) => {
        const texts = answers(slack, root);
        return expected(at).every((text) => texts.includes(text));
      });
    await slack.until(isDone, "an answer to each question", 60_000).catch((error: unknown) => {
      const missing = roots.flatMap((root, at) => {
        const texts = answers(slack, root);
        return texts.length === QUESTIONS ? [] : [`${at}: ${texts.join(" | ")}`];
      });
      throw new Error(`${String(error)}\n${missing.join("\n")}\n${printed.slice(-20).join("\n")}`);
    });
    over = true;
    await dropping;
    bot.kill("SIGTERM");
    await once(bot, "exit");

    for (const [at, root] of roots.entries()) expect(answers(slack, root)).toEqual(expected(at));
    const streams = roots
      .flatMap((root) => slack.seen(slack.general, root))
      .map(({ streaming }) => streaming);
    expect(streams).not.toContain("in_progress");
    expect(slack.web.injected).toBeGreaterThan(50);
    expect(slack.violations).toEqual([]);
  } finally {
    over = true;
    endBots();
    await slack.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}, 120_000);
