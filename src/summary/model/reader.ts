import { type AnswerSchema, type Model, ModelError } from "../../core/ports/index.ts";
import type { Locale } from "../../core/types.ts";
import { ask } from "./ask.ts";
import type { Entry } from "./entry.ts";
import { noteOf } from "./merging.ts";
import type { Item, Section } from "./partial.ts";
import type { ProgressMeter } from "./progress.ts";
import type { SummaryPrompts } from "./prompts.ts";
import { itemsRead, readingSchema } from "./reading.ts";
import { withoutRepetitions } from "./similar.ts";
import { longestLine, transcriptOf } from "./transcript.ts";

/** The model as something that reads messages and joins notes, within its context. */
export interface Reader {
  /** Tokens of the messages of a chunk, and of the notes of a merge. */
  readonly chunkTokens: number;
  readonly noteTokens: number;
  /** All tokens of these lines. */
  count(lines: readonly string[]): Promise<number>;
  /** Of each message, as it stands in a transcript. */
  countEntries(entries: readonly Pick<Entry, "message" | "text">[]): Promise<readonly number[]>;
  read(entries: readonly Entry[], locale: Locale): Promise<readonly Item[]>;
  merge(notes: string, schema: AnswerSchema, locale: Locale): Promise<unknown>;
  /** The items that fit into so many tokens; of those that give way most readily, the last go first. */
  trimmed(items: readonly Item[], maxTokens: number): Promise<readonly Item[]>;
}

export interface ReaderOptions {
  readonly model: Model;
  readonly prompts: SummaryPrompts;
  readonly locale: Locale;
  readonly signal: AbortSignal;
  readonly meter: ProgressMeter;
  /** Called when the model begins to answer, each time. */
  readonly onAnswer?: (() => void) | undefined;
}

/** Longer answers than this are not worth waiting for; shorter ones where the context is small. */
const MAX_ANSWER_TOKENS = 1500;
const ANSWER_SHARE = 0.25;
/** A model of the size that runs here overlooks more, the more it reads at once; and Stop takes effect after a chunk at the latest. */
const MAX_CHUNK_TOKENS = 3000;
/** With less room for messages, most of the work would be reading the instructions. */
const MIN_ROOM_TOKENS = 200;
export const MAX_CHUNK_ENTRIES = 120;
/** When there is no room for all, a section gives way so readily; decisions and tasks are what people look for. */
const READINESS: Readonly<Record<Section, number>> = {
  keyPoints: 3,
  openQuestions: 2,
  gist: 2,
  actionItems: 1,
  decisions: 1,
};

/** Throws a `ModelError`: `unavailable` when the model is not ready, `overflow` when its context is too small for the prompts. */
export async function createReader(options: ReaderOptions): Promise<Reader> {
  const { model, prompts, locale, signal, meter, onAnswer } = options;
  const health = model.health();
  if (health.state !== "ready") throw new ModelError("unavailable", `the model is ${health.state}`);
  const maxTokens = Math.min(MAX_ANSWER_TOKENS, Math.floor(health.contextTokens * ANSWER_SHARE));
  const maxPrompt = health.contextTokens - maxTokens;
  const roomFor = async (turns: ReturnType<SummaryPrompts["read"]>) => {
    const room = Math.min(MAX_CHUNK_TOKENS, maxPrompt - (await model.measure(turns)));
    if (room >= MIN_ROOM_TOKENS) return room;
    throw new ModelError(
      "overflow",
      `a context of ${health.contextTokens} tokens is too small for summaries: beside the instructions and the answer there is room for ${Math.max(0, room)} tokens. Raise model.contextTokens.`,
    );
  };
  const chunkTokens = await roomFor(prompts.read("", locale));
  const noteTokens = await roomFor(prompts.merge("", locale));
  const asked = { maxTokens, signal, ...(onAnswer === undefined ? {} : { onBegin: onAnswer }) };
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

  async function read(entries: readonly Entry[], language: Locale): Promise<readonly Item[]> {
    const { text, people } = transcriptOf(entries);
    const turns = prompts.read(text, language);
    // Lines were counted one by one; together they may be more.
    if (entries.length > 1 && (await model.measure(turns)) > maxPrompt) {
      const half = Math.ceil(entries.length / 2);
      return [
        ...(await read(entries.slice(0, half), language)),
        ...(await read(entries.slice(half), language)),
      ];
    }
    const schema = readingSchema(entries.length, [...people.keys()]);
    return itemsRead(await meter.timed(() => ask(model, turns, { ...asked, schema })), entries, people);
  }

  return {
    chunkTokens,
    noteTokens,
    count: async (lines) => (lines.length === 0 ? 0 : sum(await model.countTokens(lines)) + lines.length),
    countEntries: async (entries) =>
      (await model.countTokens(entries.map(longestLine))).map((tokens) => tokens + 1),
    read: async (entries, language) => withoutRepetitions(await read(entries, language)),
    merge: (notes, schema, language) =>
      meter.timed(() => ask(model, prompts.merge(notes, language), { ...asked, schema })),
    async trimmed(items, most) {
      const costs = await model.countTokens(items.map((item) => noteOf(item, 100)));
      const left = new Set(items.keys());
      let tokens = sum(costs) + items.length;
      const readily = (at: number) => READINESS[(items[at] as Item).section];
      const order = [...items.keys()].sort((a, b) => readily(b) - readily(a) || b - a);
      for (const at of order) {
        if (tokens <= most || left.size === 1) break;
        left.delete(at);
        tokens -= (costs[at] ?? 0) + 1;
      }
      return items.filter((_, at) => left.has(at));
    },
  };
}
