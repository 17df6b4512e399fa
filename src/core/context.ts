import { hash } from "node:crypto";
import { beginnings } from "./beginnings.ts";
import { type Pictures, spokenImages } from "./pictures.ts";
import type { Model } from "./ports/index.ts";
import { spokenBy, spokenText, withoutOwnMention } from "./speakers.ts";
import type { Message, MessageId, Turn, TurnImage } from "./types.ts";

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
  /** What is shown of the images of all these. Absent: none has any. */
  readonly pictures?: Pictures;
  /** What the prompt may take of the model's context. */
  readonly maxTokens: number;
}

export type AssembleContext = (request: ContextRequest) => Promise<Context>;

interface Line {
  readonly id: MessageId;
  readonly role: "user" | "assistant";
  readonly text: string;
  readonly images: readonly TurnImage[];
}

/** Turns of next to no text. */
const PROBE: readonly Turn[] = [
  { role: "user", text: "." },
  { role: "assistant", text: "." },
];

/** Token counts kept, by digest of the text: about 100 bytes each. */
const REMEMBERED_COUNTS = 5_000;

/**
 * Builds the turns that a model sees of a thread: the system prompt, then who said what. When the thread is too
 * long for the budget the oldest messages are left out first, many at once, and never the question. As long as nothing
 * is left out anew and no message was edited, the turns go on where those of the thread's last question ended, so that the model
 * need not read again what it has read.
 */
export function createContext(model: Pick<Model, "countTokens" | "measure">): AssembleContext {
  const counts = rememberedCounts(model);
  let aroundTurn: number | undefined;

  /** Tokens that the template puts around a turn, about. */
  async function tokensAroundTurn(): Promise<number> {
    aroundTurn ??= Math.ceil(
      ((await model.measure([...PROBE, ...PROBE])) - (await model.measure(PROBE))) / PROBE.length,
    );
    return aroundTurn;
  }

  return async ({ system, selfName, earlier, question, pictures, maxTokens }) => {
    const lines = transcript([...earlier, question], selfName, pictures);
    const around = await tokensAroundTurn();
    const perImage = pictures?.tokensEach ?? 0;
    const [systemTokens = 0, ...tokens] = await counts([system, ...lines.map((line) => line.text)]);
    const systemCost = systemTokens + around;
    const costs = lines.map(({ images }, at) => tokens[at]! + around + images.length * perImage);
    const budget = maxTokens - systemCost;
    const last = lines.length - 1;
    const ids = lines.map((line) => line.id);
    let from = 0;
    let left = costs.reduce((sum, cost) => sum + cost, 0);

    for (const beginning of beginnings(ids, costs, budget)) {
      while (from < beginning) left -= costs[from++]!;
      if (from < last && left > budget) continue;
      const turns = toTurns(system, lines.slice(from));
      // What the template puts around the turns was only guessed.
      const measured = await model.measure(turns);
      if (measured <= maxTokens) return { fits: true, turns, dropped: from };
      if (from === last) return { fits: false, tokens: measured, maxTokens };
    }
    throw new Error("unreachable: the last beginning is the question's");
  };
}

/**
 * In a channel all lines bear their author's name from the first on: a name that came with the second person's first
 * word would change all that was before. In a direct place there is one person as a rule.
 */
function transcript(
  messages: readonly Message[],
  selfName: string,
  pictures: Pictures | undefined,
): readonly Line[] {
  const others = messages.filter((message) => message.author.kind !== "self");
  const named =
    messages.some((message) => message.place.kind === "channel") ||
    new Set(others.map((message) => message.author.id)).size > 1;

  return messages
    .filter((message) => message.text.trim() !== "" || message.images?.length)
    .map((message): Line => {
      const { id, author } = message;
      if (author.kind === "self")
        return { id, role: "assistant", text: spokenText(message.text).trim(), images: [] };
      const words = withoutOwnMention(message.text, selfName);
      const { text, shown } = spokenImages(message.images ?? [], words, pictures);
      const spoken = named ? spokenBy(author.name, text) : spokenText(text);
      return { id, role: "user", text: spoken, images: shown };
    });
}

/** Templates of several families insist that user and assistant take turns, the user first. */
function toTurns(system: string, lines: readonly Line[]): readonly Turn[] {
  const firstUser = lines.findIndex((line) => line.role === "user");
  const turns: Turn[] = [{ role: "system", text: system }];
  for (const { role, text, images } of lines.slice(firstUser)) {
    const last = turns.at(-1)!;
    const isSame = last.role === role;
    const together = [...(isSame ? (last.images ?? []) : []), ...images];
    const turn: Turn = {
      role,
      text: isSame ? `${last.text}\n\n${text}` : text,
      ...(together.length > 0 ? { images: together } : {}),
    };
    if (isSame) turns[turns.length - 1] = turn;
    else turns.push(turn);
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
