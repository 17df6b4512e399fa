import { readFileSync } from "node:fs";
import type { AnswerSchema } from "../../../src/core/ports/index.ts";
import type { MessageId, Turn } from "../../../src/core/types.ts";
import { prepareSummaryPrompts, type SourceMessage } from "../../../src/summary/index.ts";
import type { ModelSummaryOptions } from "../../../src/summary/model/summarise-with-model.ts";
import { type FakeModel, fakeModel } from "../../fakes/model.ts";

const read = (name: string) => readFileSync(new URL(`../../../prompts/${name}.md`, import.meta.url), "utf8");

/** The prompts that ship with Maru. */
export const prompts = prepareSummaryPrompts({ summary: read("summary"), merge: read("summary-merge") });

export const never = new AbortController().signal;

/** The nth message of a made-up thread: one a minute, after every tenth an hour of silence. */
export function message(nth: number, part: Partial<SourceMessage> & { by?: string } = {}): SourceMessage {
  const { by = ["Ann", "Bob", "민수"][nth % 3]!, ...rest } = part;
  const minutes = nth + 60 * Math.floor(nth / 10);
  return {
    id: `test:m${nth}`,
    author: { id: `test:${by}`, name: by, kind: "person" },
    text: `Note ${nth} is about topic${nth}.`,
    sentAt: new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString(),
    link: `https://chat.example/m${nth}`,
    ...rest,
  };
}

export const thread = (count: number): readonly SourceMessage[] =>
  Array.from({ length: count }, (_, at) => message(at + 1));

/** What a request of ours asks for. */
export interface Asked {
  readonly kind: "read" | "merge";
  readonly schema: AnswerSchema;
  /** The numbered lines: messages, or notes. */
  readonly lines: readonly string[];
}

/** A model that answers as told, as JSON. */
export interface AnsweringModel extends FakeModel {
  readonly asked: Asked[];
}

/** Reads everything and cites it: a key point per message (at most 5), and a gist. */
export function dutiful({ kind, lines }: Asked): unknown {
  const cites = kind === "read" ? "sources" : "from";
  const notes = lines.map((line, at) => ({ at: at + 1, text: line.replace(/^\[\d+\] (?:[^:]*: )?/, "") }));
  return {
    keyPoints: notes.slice(0, 5).map(({ at, text }) => ({ [cites]: [at], text })),
    gist: notes.slice(0, 1).map(({ at, text }) => ({ [cites]: [at], text })),
  };
}

/** A fake that answers each request with what `answer` makes of it. */
export function answeringModel(
  answer: (asked: Asked) => unknown = dutiful,
  contextTokens = 2_000,
): AnsweringModel {
  const fake = fakeModel([], contextTokens);
  const asked: Asked[] = [];
  const reply = fake.reply;
  return Object.assign(fake, {
    asked,
    reply(...[turns, options]: Parameters<FakeModel["reply"]>) {
      const request = whatIsAsked(turns, options.schema!);
      asked.push(request);
      if (fake.scripts.length === 0) fake.scripts.push([JSON.stringify(answer(request))]);
      return reply(turns, options);
    },
  });
}

function whatIsAsked(turns: readonly Turn[], schema: AnswerSchema): Asked {
  const text = turns[1]!.text;
  return {
    kind: text.includes("These were the messages.") ? "read" : "merge",
    schema,
    lines: text.split("\n").filter((line) => /^\[\d+\] /.test(line)),
  };
}

/** The numbers that a schema allows as citations in its list. */
export function citable(schema: AnswerSchema, list: string): readonly unknown[] {
  const properties = (some: AnswerSchema | undefined) =>
    some !== undefined && "type" in some && some.type === "object" ? some.properties : {};
  const items = (some: AnswerSchema | undefined) =>
    some !== undefined && "type" in some && some.type === "array" ? some.items : undefined;
  const item = properties(items(properties(schema)[list]));
  const index = items(item["sources"] ?? item["from"]);
  return index !== undefined && "enum" in index ? index.enum : [];
}

export const ids = (...numbers: readonly number[]): readonly MessageId[] =>
  numbers.map((nth): MessageId => `test:m${nth}`);

/** What a summary by the model is asked with; no clock runs. */
export const asking = (model: AnsweringModel, more: Partial<ModelSummaryOptions> = {}) => ({
  model,
  prompts,
  length: "medium" as const,
  signal: never,
  now: () => 0,
  ...more,
});
