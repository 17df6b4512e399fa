import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Speaker } from "./model-speed.ts";

/** What `bare-llama-process.ts` is told, once. */
export interface BareSettings {
  readonly path: string;
  readonly contextTokens: number;
  readonly threads: number;
}

const ENTRY = fileURLToPath(new URL("./bare-llama-process.ts", import.meta.url));

/** node-llama-cpp with nothing around it, in a process of its own with the same thread pool as Maru's. */
export async function startBareLlama(settings: BareSettings): Promise<Speaker> {
  const child = fork(ENTRY, [], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: { UV_THREADPOOL_SIZE: "1" },
  });
  child.send(settings);
  await once(child, "message");
  return {
    async tokensPerSecond(tokens) {
      child.send({ tokens });
      const [{ speed }] = (await once(child, "message")) as [{ speed: number }];
      return speed;
    },
    async stop() {
      child.disconnect();
      await once(child, "exit");
    },
  };
}
