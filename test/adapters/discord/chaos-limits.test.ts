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

const THREADS = 6;
const QUESTIONS = 3;
/** So that an answer is edited several times while it grows. */
const FILLERS = 30;
/** What may be too many at once: a new process does not know yet which limits it is near. */
const MOST_REFUSED = 8;

test("with Discord's rate limits, lost connections, failing requests and a kill -9, each question is answered once, in order, and Discord refuses few requests", async () => {
  const discord = await startFakeDiscord({ contract: false });
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-chaos-"));
  const printed: string[] = [];
  const { api, token } = discord;
  const options: BotOptions = {
    api,
    token,
    dataFolder,
    editEveryMs: 1_000,
    pieceEveryMs: 100,
    fillers: FILLERS,
  };
  let stopDropping = () => {};
  try {
    let bot = await startBot(options, printed);
    // No 429 among them: those that there are shall be earned.
    discord.rest.kinds = [500, "lost request", "lost answer"];
    discord.rest.share = 0.05;
    stopDropping = discord.gateway.dropEvery(2_000);

    const people = Array.from({ length: THREADS }, (_, at) => discord.addPerson(`Person ${at}`));
    const roots = people.map((person, at) =>
      discord.say(person, discord.general, `<@${discord.bot.id}> question ${at}/0`),
    );
    const asking = people.map(async (person, at) => {
      const root = roots[at]!;
      const thread = await discord.until(() => discord.threadOf(root), `thread ${at}`, 60_000);
      for (let count = 1; count < QUESTIONS; count++) {
        await pause(500);
        discord.say(person, thread, `question ${at}/${count}`);
      }
    });
    const wanted = (at: number) =>
      Array.from(
        { length: QUESTIONS },
        (_, count) => `This answers ${"well, ".repeat(FILLERS)}question ${at}/${count}.`,
      );
    await discord.until(() => roots.some((root) => answers(discord, root).length > 0), "a reply", 60_000);
    bot.kill("SIGKILL");
    await once(bot, "exit");
    bot = await startBot(options, printed);
    await Promise.all(asking);
    const isDone = () =>
      roots.every((root, at) => {
        const texts = answers(discord, root).map(({ text }) => text);
        return wanted(at).every((text) => texts.includes(text));
      });
    await discord.until(isDone, "an answer to each question", 90_000).catch((error: unknown) => {
      const shown = roots.map((root) => answers(discord, root).map(({ text }) => text));
      throw new Error(`${String(error)}\n${JSON.stringify(shown)}\n${printed.slice(-20).join("\n")}`);
    });
    stopDropping();
    bot.kill("SIGTERM");
    await once(bot, "exit");

    for (const [at, root] of roots.entries())
      expect(answers(discord, root).map(({ text }) => text)).toEqual(wanted(at));
    const refused = discord.requests.filter(({ status }) => status === 429);
    expect(refused.map(({ method, path }) => `${method} ${path}`).slice(MOST_REFUSED)).toEqual([]);
    expect(discord.rest.injected).toBeGreaterThan(0);
    expect(discord.violations).toEqual([]);
  } finally {
    stopDropping();
    endBots();
    await discord.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}, 240_000);
