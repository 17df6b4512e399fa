import { discordTimes } from "../../../adapters/discord/rooms.ts";
import type { AdapterParts, Store } from "../../../src/core/ports/index.ts";
import {
  type Channel,
  type FakeDiscord,
  type FakeDiscordOptions,
  type Message,
  startFakeDiscord,
  type User,
} from "../../fakes/discord/index.ts";
import type { FakeModel } from "../../fakes/model.ts";
import { type LogLine, listeningLog } from "../listening-log.ts";
import { memoryStore, quick } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

export interface Whole {
  readonly discord: FakeDiscord;
  readonly model: FakeModel;
  readonly ann: User;
  readonly logged: readonly LogLine[];
  /** Ann asks, with a mention; in #general unless another channel is given. */
  ask(text: string, channel?: Channel): Message;
  /** The last words of each question that the model was asked, in order; without those for a thread's title. */
  questions(): readonly string[];
  /** What Maru shows in the thread of a question. */
  shown(question: Message): readonly string[];
  /** Waits until Maru has dealt with all that was said before in the channel, by asking something and awaiting the answer. */
  settled(channel?: Channel): Promise<void>;
  /** Ends Maru and starts it again on the same store and server; `meanwhile`: what happens while it is away. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Ends Maru, so that its files can be looked at. Idempotent. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real core on our own Discord; only the model is scripted. */
export async function whole(
  model: FakeModel,
  options: {
    /** `platforms.discord` of maru.yaml. */
    readonly config?: unknown;
    readonly discord?: FakeDiscordOptions;
    /** Ended with Maru. */
    readonly store?: () => Promise<Store>;
    readonly before?: (discord: FakeDiscord) => void;
    readonly desk?: AdapterParts["desk"];
  } = {},
): Promise<Whole> {
  const discord = await startFakeDiscord({ rateLimits: "none", ...options.discord });
  options.before?.(discord);
  const store = await (options.store ?? memoryStore)();
  const { api, token } = discord;
  const log = listeningLog();
  const parts = {
    api,
    token,
    store,
    model,
    log,
    config: options.config,
    ...(options.desk ? { desk: options.desk } : {}),
    times: { ...discordTimes, ...quick },
  };
  let maru: ReturnType<typeof wholeMaru> | undefined = wholeMaru(parts);
  await maru.start();
  const ann = discord.addPerson("Ann Lee");
  const stopMaru = async () => {
    await maru?.stop(1_000);
    maru = undefined;
  };
  const shown = (question: Message) => {
    const thread = discord.threadOf(question);
    const seen = thread ? discord.seen(thread) : [];
    return seen.filter(({ isBot }) => isBot).map(({ text }) => text);
  };
  const ask = (text: string, channel = discord.general) =>
    discord.say(ann, channel, `<@${discord.bot.id}> ${text}`);
  return {
    discord,
    model,
    ann,
    logged: log.lines,
    ask,
    questions: () =>
      model.requests
        .filter(([system]) => !system?.text.includes("You name threads"))
        .map((turns) => turns.at(-1)!.text.split("\n").at(-1)!),
    shown,
    async settled(channel) {
      const sentinel = ask("help", channel);
      await discord.until(() => shown(sentinel).some((text) => text.includes("I am **Maru**")));
    },
    async restart(meanwhile) {
      await stopMaru();
      meanwhile?.();
      maru = wholeMaru(parts);
      await maru.start();
    },
    async stop() {
      await stopMaru();
      await store.close();
    },
    async [Symbol.asyncDispose]() {
      await stopMaru();
      await discord.stop();
      await store.close();
      if (discord.violations.length > 0) throw new Error(JSON.stringify(discord.violations, undefined, 2));
    },
  };
}
