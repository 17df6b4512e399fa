import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const bots = new Set<ChildProcess>();

/** Ends those that still run, at once. */
export function endBots(): void {
  for (const bot of bots) bot.kill("SIGKILL");
}

/** Starts a Maru (a `bot.ts`) as a process of its own and waits until it is ready; `printed` gets its lines. */
export async function startBot(program: URL, options: object, printed: string[]): Promise<ChildProcess> {
  const bot = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", fileURLToPath(program), JSON.stringify(options)],
    { stdio: ["pipe", "pipe", "pipe"], env: { PATH: process.env["PATH"] } },
  );
  bots.add(bot);
  void once(bot, "exit").then(() => bots.delete(bot));
  const ready = Promise.withResolvers<void>();
  for (const stream of [bot.stdout!, bot.stderr!])
    createInterface({ input: stream }).on("line", (line) => {
      printed.push(line);
      if (line === "ready") ready.resolve();
    });
  await Promise.race([
    ready.promise,
    once(bot, "exit").then(() => Promise.reject(new Error(`the bot ended:\n${printed.join("\n")}`))),
  ]);
  return bot;
}
