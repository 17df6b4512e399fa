import { type ChildProcess, fork } from "node:child_process";
import { getPriority, setPriority } from "node:os";
import { fileURLToPath } from "node:url";

/** A running process of the model. */
export interface EngineProcess<To> {
  readonly pid: number | undefined;
  send(message: To): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
  /** Asks it to go by this message; kills it when it has not gone in `graceMs`. Resolves when it is gone. */
  end(leave: To, graceMs: number): Promise<void>;
}

export interface EngineProcessEvents<From> {
  readonly onMessage: (message: From) => void;
  /** Once. `how` is for logs: exit code or signal, and llama.cpp's last words if it had any. */
  readonly onExit: (how: string) => void;
}

/** What the process is for. */
export type EngineKind = "chat" | "verdict";

const ENTRIES: Readonly<Record<EngineKind, URL>> = {
  chat: new URL("./child/chat-main.ts", import.meta.url),
  verdict: new URL("./child/verdict-main.ts", import.meta.url),
};

/** How much more than Maru itself a process that yields leaves the processor to others, as Unix counts it. */
const YIELDING = 10;
const MOST_NICE = 19;

/** Settings of native libraries that a process needs to find the graphics card; everything else stays outside. */
const PASSED_ON = [
  "CUDA_VISIBLE_DEVICES",
  "GGML_VK_VISIBLE_DEVICES",
  "HIP_VISIBLE_DEVICES",
  "LD_LIBRARY_PATH",
  "PATH",
  "SystemRoot",
  "VK_DRIVER_FILES",
  "VK_ICD_FILENAMES",
  "XDG_RUNTIME_DIR",
];

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EngineProcessOptions {
  readonly environment: Environment;
  /** Whether it leaves the processor to others that want it. */
  readonly yields: boolean;
}

/** Starts the model's process. It gets neither Maru's arguments nor, but for a few harmless names, its environment. */
export function startEngineProcess<To extends object, From>(
  kind: EngineKind,
  { environment, yields }: EngineProcessOptions,
  { onMessage, onExit }: EngineProcessEvents<From>,
): EngineProcess<To> {
  const child = fork(fileURLToPath(ENTRIES[kind]), [], {
    // Not the parent's: they may name a file of secrets (--env-file).
    // States pass through buffers of megabytes: a young generation that grows lets them lie.
    execArgv: ["--disable-warning=ExperimentalWarning", "--max-semi-space-size=8"],
    env: {
      ...Object.fromEntries(
        PASSED_ON.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])),
      ),
      // One thread hands work to llama.cpp, which brings its own: with more, each step pays for waking another.
      UV_THREADPOOL_SIZE: "1",
      GGML_NO_BACKTRACE: "1",
    },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  if (yields) yieldToOthers(child);
  const lastWords = nativeLastWords(child);
  const exited = new Promise<void>((resolve) => {
    let told = false;
    const tell = (how: string) => {
      if (told) return;
      told = true;
      resolve();
      onExit(how);
    };
    // Also comes when a message cannot be sent; only a process that never was has no exit to follow.
    child.on("error", (error) => {
      if (child.pid === undefined) tell(error.message);
    });
    child.once("exit", (code, signal) =>
      tell([signal ?? `exit code ${code}`, lastWords()].filter(Boolean).join(": ")),
    );
  });
  child.on("message", (message) => onMessage(message as From));

  return {
    pid: child.pid,
    send(message) {
      // A process that is going takes no more messages; that it went is told by its exit.
      if (child.connected) child.send(message, () => undefined);
    },
    kill: () => void child.kill("SIGKILL"),
    async end(leave, graceMs) {
      if (child.connected) child.send(leave, () => undefined);
      const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
      await exited;
      clearTimeout(timer);
    },
  };
}

/**
 * Set before the process has started any thread, since each thread takes over its maker's. A system that refuses leaves it as
 * it is: everything works, only less smoothly when all processors are busy.
 */
function yieldToOthers({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, Math.min(MOST_NICE, getPriority() + YIELDING));
  } catch {}
}

/** llama.cpp says on stderr why it aborts. Nothing else that is written there is kept: it might hold people's words. */
function nativeLastWords(child: ChildProcess): () => string {
  let tail = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-2000);
  });
  return () =>
    tail.split("\n").findLast((line) => line.includes("GGML_ASSERT") || line.startsWith("ggml_")) ?? "";
}
