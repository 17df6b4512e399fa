import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Death, MortalOptions, Told } from "./mortal-maru.ts";

/** Maru as a process that can die at a given moment, and is started again on the same data then. */
export interface Mortal {
  /** Where the web chat is at the moment: asked before each request, since a restart moves it. */
  address(): Promise<string>;
  /** What opens the review page. */
  reviewKey(): Promise<string>;
  /** From now on it dies at the first of these moments; started again, at the next one. */
  dieAt(deaths: readonly Death[]): Promise<void>;
  /** Resolves when it has died at all of them and is there again. */
  reborn(): Promise<void>;
  /** Ends it in an orderly way, and starts it with another config. */
  restart(config: object): Promise<void>;
  pid(): number;
  stop(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, "mortal-maru.ts");
const FLAGS = ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"];
/** For a test on a loaded machine. */
const START_MS = 40_000;
/** What failed may be waiting to be tried again. */
const END_MS = 10_000;

interface Life {
  readonly child: ChildProcess;
  readonly ready: Promise<{ readonly address: string; readonly reviewKey: string }>;
  readonly ended: Promise<unknown>;
  armed(death: Death): Promise<void>;
}

export function runMortal(options: Omit<MortalOptions, "death">): Mortal {
  let { config } = options;
  let deaths: readonly Death[] = [];
  let isStopping = false;
  let fault: Error | undefined;
  let reborn = Promise.withResolvers<void>();
  reborn.promise.catch(() => {}); // whoever awaits it sees the error
  let life = begin();

  function begin(death?: Death): Life {
    const given: MortalOptions = { ...options, config, ...(death ? { death } : {}) };
    const child = fork(PROGRAM, [JSON.stringify(given)], {
      execArgv: FLAGS,
      stdio: "inherit",
      // It is started many times.
      env: { ...process.env, NODE_COMPILE_CACHE: join(options.folder, "compiled") },
    });
    const ended = once(child, "exit");
    const ready = Promise.withResolvers<{ address: string; reviewKey: string }>();
    const armed = Promise.withResolvers<void>();
    const printed: string[] = [];
    child.on("message", (told: Told) => {
      switch (told.type) {
        case "printed":
          printed.push(told.line);
          break;
        case "ready": {
          const all = printed.join("\n");
          const address = /Maru is ready at (http:[^\s,]+)/.exec(all)?.[1] ?? "";
          ready.resolve({ address, reviewKey: /key=([\w-]+)/.exec(all)?.[1] ?? "" });
          break;
        }
        case "armed":
          armed.resolve();
          break;
        default:
          told satisfies never;
      }
    });
    ready.promise.catch(() => {}); // whoever awaits it sees the error
    const late = setTimeout(() => ready.reject(new Error(`not ready:\n${printed.join("\n")}`)), START_MS);
    void ready.promise.finally(() => clearTimeout(late)).catch(() => {});
    void ended.then(([code, signal]) => {
      ready.reject(new Error(`Maru ended with ${code ?? signal}`));
      if (isStopping) return;
      if (signal !== "SIGKILL" || deaths.length === 0) {
        fault = new Error(`Maru ended with ${code ?? signal} and should not have:\n${printed.join("\n")}`);
        reborn.reject(fault);
        return;
      }
      const [, ...others] = deaths;
      deaths = others;
      life = begin(deaths[0]);
      if (deaths.length === 0) life.ready.then(() => reborn.resolve(), reborn.reject);
    });
    return {
      child,
      ready: ready.promise,
      ended,
      armed: (next) => {
        child.send(next);
        return armed.promise;
      },
    };
  }

  async function end(): Promise<void> {
    isStopping = true;
    await life.ready.catch(() => {});
    const { child, ended } = life;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), END_MS);
    await ended;
    clearTimeout(late);
  }

  /** Where it is, once it is there: also when it dies while it starts. */
  async function now() {
    for (;;) {
      if (fault) throw fault;
      const asked = life;
      const found = await asked.ready.catch((error: unknown) => {
        if (asked === life) throw error;
        return undefined;
      });
      if (found) return found;
    }
  }

  return {
    address: async () => (await now()).address,
    reviewKey: async () => (await now()).reviewKey,
    async dieAt(next) {
      const [first] = next;
      if (!first) return;
      await now();
      reborn = Promise.withResolvers();
      reborn.promise.catch(() => {}); // whoever awaits it sees the error
      deaths = next;
      await life.armed(first);
    },
    reborn: () => reborn.promise,
    async restart(changed) {
      await end();
      isStopping = false;
      config = changed;
      life = begin();
      await now();
    },
    pid: () => life.child.pid ?? 0,
    stop: end,
  };
}
