import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { endBots } from "../start-bot.ts";
import type { BotOptions } from "./bot.ts";
import { answers, startBot } from "./chaos.ts";

const THREADS = 20;
const QUESTIONS = 10;
const KILLS = 3;

test("200 questions through lost connections, failing requests and kill -9: each is answered once, in order", async () => {
  const discord = await startFakeDiscord({ rateLimits: "none", contract: false });
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-chaos-"));
  const printed: string[] = [];
  const options: BotOptions = {
    api: discord.api,
    token: discord.token,
    dataFolder,
    editEveryMs: 20,
    pieceEveryMs: 1,
  };
  let over = false;
  try {
    let bot = await startBot(options, printed);
    discord.rest.kinds = [500, 429, "lost request", "lost answer"];
    discord.rest.share = 0.1;

    const people = Array.from({ length: THREADS }, (_, at) => discord.addPerson(`Person ${at}`));
    const roots = people.map((person, at) =>
      discord.say(person, discord.general, `<@${discord.bot.id}> question ${at}/0`),
    );
    const asking = people.map(async (person, at) => {
      const root = roots[at]!;
      const thread = await discord.until(() => discord.threadOf(root), `thread ${at}`, 60_000);
      for (let count = 1; count < QUESTIONS; count++) {
        await pause(150);
        discord.say(person, thread, `question ${at}/${count}`);
      }
    });
    const dropping = (async () => {
      while (!over) {
        await pause(700);
        discord.gateway.drop();
      }
    })();
    const killing = (async () => {
      for (let kill = 0; kill < KILLS; kill++) {
        await pause(900);
        bot.kill("SIGKILL");
        await once(bot, "exit");
        bot = await startBot(options, printed);
      }
    })();
    await Promise.all([...asking, killing]);
    const isDone = () =>
      roots.every((root, at) => {
        const texts = answers(discord, root).map(({ text }) => text);
        return Array.from({ length: QUESTIONS }, (_, count) => `This answers question ${at}/${count}.`).every(
          (text) => texts.includes(text),
        );
      });
    await discord.until(isDone, "an answer to each question", 60_000).catch((error: unknown) => {
      const missing = roots.flatMap((root, at) => {
        const texts = answers(discord, root).map(({ text }) => text);
        return texts.length === QUESTIONS ? [] : [`${at}: ${texts.join(" | ")}`];
      });
      throw new Error(`${String(error)}\n${missing.join("\n")}\n${printed.slice(-20).join("\n")}`);
    });
    over = true;
    await dropping;
    bot.kill("SIGTERM");
    await once(bot, "exit");

    for (const [at, root] of roots.entries())
      expect(answers(discord, root).map(({ text }) => text)).toEqual(
        Array.from({ length: QUESTIONS }, (_, count) => `This answers question ${at}/${count}.`),
      );
    expect(discord.rest.injected).toBeGreaterThan(50);
    expect(discord.violations).toEqual([]);
  } finally {
    over = true;
    endBots();
    await discord.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}, 120_000);
