import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { onTestFinished, vi } from "vitest";
import { llamaCpp } from "../../fixtures/llama-cpp/find.ts";

/** Why the tests against a real llama-server did not run, to be said where they are skipped. */
export const NO_LLAMA_SERVER =
  "skipped: llama-server is not built here. To build it: node test/fixtures/llama-cpp/build.ts";

export interface LlamaServer {
  readonly url: string;
  /** What it has written to its log. */
  log(): string;
  /** What its slots are doing. */
  slots(): Promise<readonly { readonly is_processing: boolean }[]>;
  stop(): Promise<void>;
}

/** Whether there is one to run. */
export const hasLlamaServer = llamaCpp() !== undefined;

/**
 * Starts llama-server with a model's file, as operators do. Resolves when it answers requests. Caller stops it.
 *
 * Scripted models need exact arithmetic: on processors that compute with half floats, flash attention and a cache of half floats
 * blur which marker is the nearest.
 */
export async function startLlamaServer(
  modelPath: string,
  { contextTokens = 4096, slots = 1, port, flags = [] as readonly string[], key = "" } = {} as {
    /** Of each slot. */
    readonly contextTokens?: number;
    readonly slots?: number;
    readonly port?: number;
    readonly flags?: readonly string[];
    readonly key?: string;
  },
): Promise<LlamaServer> {
  const program = llamaCpp()?.["llama-server"];
  if (program === undefined) throw new Error(NO_LLAMA_SERVER);
  const at = port ?? (await freePort());
  const child = spawn(
    program,
    [
      ...["-m", modelPath, "-t", "1", "-c", String(contextTokens * slots), "-np", String(slots)],
      ...["--host", "127.0.0.1", "--port", String(at), "--slots", "--no-ui", "--no-warmup"],
      ...["-fa", "off", "-ctk", "f32", "-ctv", "f32"],
      ...(key === "" ? [] : ["--api-key", key]),
      ...flags,
    ],
    { stdio: ["ignore", "ignore", "pipe"], env: {} },
  );
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log = (log + text).slice(-20_000);
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${at}`;
  await vi.waitUntil(
    async () => {
      if (child.exitCode !== null) throw new Error(`llama-server ended: ${log.slice(-2000)}`);
      return (await fetch(`${url}/health`).catch(() => undefined))?.ok;
    },
    { timeout: 30_000, interval: 20 },
  );
  return {
    url,
    log: () => log,
    slots: async () => (await fetch(`${url}/slots`)).json() as never,
    async stop() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

/** The same, stopped when the test is done. */
export async function runLlamaServer(...of: Parameters<typeof startLlamaServer>): Promise<LlamaServer> {
  const server = await startLlamaServer(...of);
  onTestFinished(() => server.stop());
  return server;
}

/** A port that was free a moment ago: llama-server does not say which one it was given. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
