/**
 * The whole program for the tests of this folder: the real `start`, with all adapters there are, which its parent can have die at a
 * given moment, as by `kill -9`. What it prints for people goes to the parent.
 */
import { flushCompileCache } from "node:module";
import { findAdapters } from "../../../src/cli/find-adapters.ts";
import { start } from "../../../src/cli/start.ts";
import { loadConfig } from "../../../src/config/index.ts";
import type {
  AdapterModule,
  ChatAdapter,
  Deliver,
  ModerationActions,
} from "../../../src/core/ports/index.ts";
import type { ChatEvent } from "../../../src/core/types.ts";

/** What the program is started with, as JSON in its first argument. */
export interface MortalOptions {
  readonly folder: string;
  /** JSON is YAML: the content of maru.yaml. */
  readonly config: object;
  readonly env: Readonly<Record<string, string>>;
  readonly death?: Death;
}

/**
 * When to die: around a call of the platform's moderation, or around the storing of an event (`deliver`). `after`: it has had
 * its effect, and nobody hears of that.
 */
export interface Death {
  readonly call: Exclude<keyof ModerationActions, "can"> | ChatEvent["type"];
  readonly when: "before" | "after";
}

/** What it tells its parent. */
export type Told =
  | { readonly type: "printed"; readonly line: string }
  | { readonly type: "ready" }
  | { readonly type: "armed" };

const options = JSON.parse(process.argv[2] ?? "{}") as MortalOptions;
const tell = (told: Told) => void process.send?.(told);
let death = options.death;
process.on("message", (next: Death) => {
  death = next;
  tell({ type: "armed" });
});
// Its parent is gone.
process.on("disconnect", () => process.exit(1));

async function mortally<Result>(call: Death["call"], work: () => Promise<Result>): Promise<Result> {
  const dies = (when: Death["when"]) => death?.call === call && death.when === when;
  if (dies("before")) return die();
  const result = await work();
  return dies("after") ? die() : result;
}

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

function mortalActions(actions: ModerationActions): ModerationActions {
  return {
    can: actions.can,
    remove: (...given) => mortally("remove", () => actions.remove(...given)),
    restore: (...given) => mortally("restore", () => actions.restore(...given)),
    timeout: (...given) => mortally("timeout", () => actions.timeout(...given)),
    endTimeout: (...given) => mortally("endTimeout", () => actions.endTimeout(...given)),
    tell: (...given) => mortally("tell", () => actions.tell(...given)),
    showCard: (...given) => mortally("showCard", () => actions.showCard(...given)),
    post: (...given) => mortally("post", () => actions.post(...given)),
    answer: (...given) => mortally("answer", () => actions.answer(...given)),
  };
}

const mortalAdapter = (adapter: ChatAdapter): ChatAdapter =>
  Object.create(adapter, {
    start: {
      value: (deliver: Deliver) => adapter.start((event) => mortally(event.type, () => deliver(event))),
    },
    moderation: { get: () => adapter.moderation && mortalActions(adapter.moderation) },
  });

const adapters = (await findAdapters(new URL("../../../adapters/", import.meta.url))).map(
  (module): AdapterModule => ({
    ...module,
    create: async (section, parts) => mortalAdapter(await module.create(section, parts)),
  }),
);
const loaded = loadConfig({ text: JSON.stringify(options.config), env: {}, adapters });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults, undefined, 2));
const maru = await start({
  config: loaded.config,
  adapters,
  baseFolder: options.folder,
  environment: options.env,
  version: "0.0.0",
  print: (line) => tell({ type: "printed", line }),
});
process.on("SIGTERM", () => void maru.stop().then(() => process.exit(0)));
tell({ type: "ready" });
flushCompileCache();
