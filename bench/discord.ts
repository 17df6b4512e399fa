import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { discordTimes } from "../adapters/discord/rooms.ts";
import { openStore } from "../src/store/index.ts";
import type { BotOptions } from "../test/adapters/discord/bot.ts";
import { wholeMaru } from "../test/adapters/discord/whole-maru.ts";
import { quietLog } from "../test/core/stage.ts";
import { type FakeDiscord, startFakeDiscord } from "../test/fakes/discord/index.ts";
import { fakeModel } from "../test/fakes/model.ts";
import { median, quantile, type Row } from "./row.ts";

const QUESTIONS = 60;
const LONG_ANSWER_MS = 20_000;
const PIECES_PER_SECOND = 20;
const CHANNELS = 500;
const MESSAGES = 100_000;
const ASKED_CHANNELS = CHANNELS / 100;

/** What the Discord adapter costs, with the real core and store, against our own Discord on this machine. */
export async function measureDiscord(): Promise<readonly Row[]> {
  return [...(await latencies()), await editsPerAnswer(), await memory()];
}

async function withMaru<Result>(
  model: ReturnType<typeof fakeModel>,
  limits: "none" | undefined,
  use: (discord: FakeDiscord) => Promise<Result>,
): Promise<Result> {
  const discord = await startFakeDiscord({ contract: false, ...(limits ? { rateLimits: limits } : {}) });
  const folder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  const store = await openStore("sqlite:bench.db", { dataFolder: folder, now: Date.now, log: quietLog });
  const { api, token } = discord;
  const maru = wholeMaru({ api, token, store, model, log: quietLog, times: discordTimes });
  try {
    await maru.start();
    return await use(discord);
  } finally {
    await maru.stop(1_000);
    await store.close();
    await discord.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What Maru shows of its answer in the thread of a question, without the thread's reference to the question. */
const shown = (discord: FakeDiscord, question: { id: string }) => {
  const thread = discord.threadOf(question);
  return thread ? discord.seen(thread).filter(({ isBot, text }) => isBot && text !== "") : [];
};

async function latencies(): Promise<readonly Row[]> {
  const requested: number[] = [];
  const visible: number[] = [];
  let requestedAt = 0;
  let pieceAt = 0;
  const model = fakeModel();
  model.reply = async function* () {
    requestedAt = performance.now();
    await pause(5);
    pieceAt = performance.now();
    yield "First ";
    await pause(60);
    yield "and last.";
  };
  await withMaru(model, "none", async (discord) => {
    const ann = discord.addPerson("Ann");
    for (let count = 0; count < QUESTIONS; count++) {
      const saidAt = performance.now();
      const question = discord.say(ann, discord.general, `<@${discord.bot.id}> question ${count}?`);
      await discord.until(() => shown(discord, question)[0]?.text.startsWith("First"), "the first word");
      visible.push(performance.now() - pieceAt);
      requested.push(requestedAt - saidAt);
      await discord.until(() => shown(discord, question)[0]?.controls.length === 2, "the end");
    }
  });
  const row = (what: string, values: readonly number[], aimMs: number): Row => ({
    what: `${what} (median of ${values.length}; p99 ${quantile(values, 0.99).toFixed(0)} ms)`,
    aim: `≤ ${aimMs} ms`,
    measured: `${median(values).toFixed(1)} ms`,
    met: median(values) <= aimMs,
  });
  return [
    row("Discord: MESSAGE_CREATE → request at the model, thread and reply opened", requested, 50),
    row("Discord: first token → first visible words", visible, 25),
  ];
}

/** A long answer at the pace of a small model, under Discord's rate limits. */
async function editsPerAnswer(): Promise<Row> {
  const model = fakeModel();
  model.reply = async function* () {
    for (let piece = 0; piece < (LONG_ANSWER_MS / 1000) * PIECES_PER_SECOND; piece++) {
      await pause(1000 / PIECES_PER_SECOND);
      yield "word ";
    }
    yield "end.";
  };
  return withMaru(model, undefined, async (discord) => {
    const question = discord.say(discord.addPerson("Ann"), discord.general, `<@${discord.bot.id}> tell me`);
    await discord.until(() => shown(discord, question).at(-1)?.text.endsWith("end."), "the end", 60_000);
    const edits = discord.requests.filter(
      ({ method, path }) => method === "PATCH" && path.includes("/messages/"),
    );
    const limited = discord.requests.filter(({ status }) => status === 429).length;
    const most = Math.ceil(LONG_ANSWER_MS / discordTimes.editEveryMs) + 3;
    return {
      what: `Discord: edits for an answer of ${LONG_ANSWER_MS / 1000} s at ${PIECES_PER_SECOND} tokens/s (429s: ${limited})`,
      aim: `≤ ${most}, no 429`,
      measured: String(edits.length),
      met: edits.length <= most && limited === 0,
    };
  });
}

/** What a process keeps after many messages that do not concern it. */
async function memory(): Promise<Row> {
  const discord = await startFakeDiscord({ contract: false, rateLimits: "none" });
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  const options: BotOptions = {
    api: discord.api,
    token: discord.token,
    dataFolder,
    editEveryMs: 100,
    pieceEveryMs: 1,
  };
  const channels = Array.from({ length: CHANNELS }, (_, at) => discord.addChannel(`channel-${at}`));
  const people = Array.from({ length: 200 }, (_, at) => discord.addPerson(`Person ${at}`));
  const bot = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--disable-warning=ExperimentalWarning",
      fileURLToPath(new URL("../test/adapters/discord/bot.ts", import.meta.url)),
      JSON.stringify(options),
    ],
    { stdio: ["pipe", "pipe", "inherit"], env: { PATH: process.env["PATH"] } },
  );
  const lines = createInterface({ input: bot.stdout });
  const said = async (wanted: RegExp): Promise<string> => {
    for (;;) {
      const [line] = (await once(lines, "line")) as [string];
      const found = wanted.exec(line);
      if (found) return found[1] ?? "";
    }
  };
  const usedMb = async () => {
    bot.stdin.write("memory\n");
    return Number(await said(/^memory (\d+)$/)) / 1e6;
  };
  try {
    await said(/^(ready)$/);
    const ask = async (at: number) => {
      const question = discord.say(people[at]!, channels[at]!, `<@${discord.bot.id}> question ${at}`);
      await discord.until(
        () => shown(discord, question)[0]?.text === `This answers question ${at}.`,
        "it",
        120_000,
      );
    };
    for (let at = 0; at < ASKED_CHANNELS; at++) await ask(at);
    const before = await usedMb();
    const startedAt = performance.now();
    for (let count = 0; count < MESSAGES; count++) {
      const text = `message ${count}, of some length, about the deployment of the service and other things`;
      discord.say(people[count % people.length]!, channels[count % CHANNELS]!, text);
      if (count % 2_000 === 1_999) await ask(Math.floor(count / 2_000) % ASKED_CHANNELS);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await usedMb();
    const perSecond = Math.round(MESSAGES / seconds);
    return {
      what: `Discord: memory in use, gained over ${MESSAGES} messages in ${CHANNELS} channels, asked in 1 % (${before.toFixed(0)} MB before; ${perSecond} messages/s)`,
      aim: "≤ 100 MB",
      measured: `${(after - before).toFixed(0)} MB`,
      met: after - before <= 100,
    };
  } finally {
    bot.kill("SIGKILL");
    await discord.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
