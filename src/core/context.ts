import { hash } from "node:crypto";
import type { Model } from "./ports/index.ts";
import { spokenBy, spokenText, withoutOwnMention } from "./speakers.ts";
import type { Message, Turn } from "./types.ts";

/** The turns for the model, or why there are none. */
export type Context =
  | { readonly fits: true; readonly turns: readonly Turn[]; readonly dropped: number }
  /** The question alone is longer than the model can take. */
  | { readonly fits: false; readonly tokens: number; readonly maxTokens: number };

export interface ContextRequest {
  readonly system: string;
  readonly selfName: string;
  /** The thread before the question, oldest first. */
  readonly earlier: readonly Message[];
  readonly question: Message;
  /** What the prompt may take of the model's context. */
  readonly maxTokens: number;
}

export type AssembleContext = (request: ContextRequest) => Promise<Context>;

interface Line {
  readonly role: "user" | "assistant";
  readonly text: string;
}

/** Token counts kept, by digest of the text: about 100 bytes each. */
const REMEMBERED_COUNTS = 5_000;

/**
 * Builds the turns that a model sees of a thread: the system prompt, then who said what. When the thread is too
 * long for the budget the oldest messages are left out first, and never the question.
 */
export function createContext(model: Pick<Model, "countTokens" | "measure">): AssembleContext {
  const counts = rememberedCounts(model);

  return async ({ system, selfName, earlier, question, maxTokens }) => {
    const lines = transcript([...earlier, question], selfName);
    const costs = await counts(lines.map((line) => line.text));

    let from = firstThatFits(costs, maxTokens - (await counts([system]))[0]!);
    for (;;) {
      const turns = toTurns(system, lines.slice(from));
      const tokens = await model.measure(turns);
      if (tokens <= maxTokens) return { fits: true, turns, dropped: from };
      if (from === lines.length - 1) return { fits: false, tokens, maxTokens };
      // The template's own tokens were not counted: drop as much more as the excess asks for.
      let excess = tokens - maxTokens;
      do excess -= costs[from++]!;
      while (excess > 0 && from < lines.length - 1);
    }
  };
}

/** Index of the oldest line such that all from there on cost at most `budget`; at most that of the last line. */
function firstThatFits(costs: readonly number[], budget: number): number {
  let left = budget - costs.at(-1)!;
  let from = costs.length - 1;
  while (from > 0 && left >= costs[from - 1]!) left -= costs[--from]!;
  return from;
}

function transcript(messages: readonly Message[], selfName: string): readonly Line[] {
  const others = messages.filter((message) => message.author.kind !== "self");
  const group = new Set(others.map((message) => message.author.id)).size > 1;

  return messages
    .filter((message) => message.text.trim() !== "")
    .map((message): Line => {
      if (message.author.kind === "self") return { role: "assistant", text: spokenText(message.text).trim() };
      const text = withoutOwnMention(message.text, selfName);
      return { role: "user", text: group ? spokenBy(message.author.name, text) : spokenText(text) };
    });
}

/** Templates of several families insist that user and assistant take turns, the user first. */
function toTurns(system: string, lines: readonly Line[]): readonly Turn[] {
  const firstUser = lines.findIndex((line) => line.role === "user");
  const turns: Turn[] = [{ role: "system", text: system }];
  for (const line of lines.slice(firstUser)) {
    const last = turns.at(-1)!;
    if (last.role === line.role) turns[turns.length - 1] = { ...last, text: `${last.text}\n\n${line.text}` };
    else turns.push(line);
  }
  return turns;
}

function rememberedCounts(model: Pick<Model, "countTokens">) {
  const known = new Map<string, number>();
  return async (texts: readonly string[]): Promise<readonly number[]> => {
    const digests = texts.map((text) => hash("sha1", text));
    const found = digests.map((digest) => known.get(digest));
    const unknown = [...found.keys()].filter((index) => found[index] === undefined);
    if (unknown.length > 0) {
      const fresh = await model.countTokens(unknown.map((index) => texts[index]!));
      for (const [at, index] of unknown.entries()) {
        found[index] = fresh[at];
        known.set(digests[index]!, fresh[at]!);
      }
    }
    for (const digest of known.keys()) {
      if (known.size <= REMEMBERED_COUNTS) break;
      known.delete(digest);
    }
    return found as number[];
  };
}
