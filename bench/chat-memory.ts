import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ChatPlatform } from "./chat-platform.ts";
import type { Row } from "./row.ts";

const CHANNELS = 500;
const MESSAGES = 100_000;
const ASKED_CHANNELS = CHANNELS / 100;
const BATCH = 2_000;
const MOST_MB = 100;

/** What a process keeps after many messages that do not concern it. */
export async function measureMemory(name: string, platform: ChatPlatform): Promise<Row> {
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  platform.addChannels(CHANNELS);
  const { script, options } = platform.bot(dataFolder);
  const bot = spawn(
    process.execPath,
    ["--expose-gc", "--disable-warning=ExperimentalWarning", fileURLToPath(script), JSON.stringify(options)],
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
  const ask = async (at: number) => {
    const asked = platform.ask(`question ${at}`, at);
    await platform.until(() => asked.shown()[0] === `This answers question ${at}.`, "it", 120_000);
  };
  try {
    await said(/^(ready)$/);
    for (let at = 0; at < ASKED_CHANNELS; at++) await ask(at);
    const before = await usedMb();
    const startedAt = performance.now();
    for (let count = 0; count < MESSAGES; count++) {
      const text = `message ${count}, of some length, about the deployment of the service and other things`;
      platform.say(text, count % CHANNELS);
      if (count % BATCH === BATCH - 1) await ask(Math.floor(count / BATCH) % ASKED_CHANNELS);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    const after = await usedMb();
    const perSecond = Math.round(MESSAGES / seconds);
    return {
      what: `${name}: memory in use, gained over ${MESSAGES} messages in ${CHANNELS} channels, asked in 1 % (${before.toFixed(0)} MB before; ${perSecond} messages/s)`,
      aim: `≤ ${MOST_MB} MB`,
      measured: `${(after - before).toFixed(0)} MB`,
      met: after - before <= MOST_MB,
    };
  } finally {
    bot.kill("SIGKILL");
    await platform.stop();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}
