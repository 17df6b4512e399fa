import { cutAt } from "../../text/cut-text.ts";
import type { SourceMessage } from "../source-message.ts";

/** A message, or a part of one that is too long to be read at once. */
export interface Entry {
  readonly message: SourceMessage;
  /** Of the part. */
  readonly text: string;
  /** 0 for the first part, which is mostly the only one. */
  readonly part: number;
  readonly tokens: number;
}

/** The same for the same part of the same message. */
export const keyOf = ({ message, part }: Pick<Entry, "message" | "part">) => `${message.id}#${part}`;

/** A shorter text is not parted, whatever a tokenizer says of it. */
const MIN_CHARS = 16;
/** So many messages are counted together: each count is a word with the model's process. */
const BATCH = 64;

export interface EntryOptions {
  /** Of one entry. */
  readonly maxTokens: number;
  /** Tokens that each entry takes where it stands among others. */
  readonly count: (entries: readonly Pick<Entry, "message" | "text">[]) => Promise<readonly number[]>;
}

/** The messages with their tokens; those that take more than `maxTokens` in parts. */
export async function* entriesOf(
  messages: AsyncIterable<SourceMessage> | Iterable<SourceMessage>,
  { maxTokens, count }: EntryOptions,
): AsyncGenerator<Entry> {
  let batch: SourceMessage[] = [];
  for await (const message of messages) {
    batch.push(message);
    if (batch.length < BATCH) continue;
    yield* counted(batch);
    batch = [];
  }
  yield* counted(batch);

  async function* counted(some: readonly SourceMessage[]): AsyncGenerator<Entry> {
    if (some.length === 0) return;
    const whole = some.map((message) => ({ message, text: message.text }));
    const tokens = await count(whole);
    for (const [at, { message, text }] of whole.entries()) {
      const parts = await fitting(message, text, tokens[at] ?? 0);
      for (const [part, entry] of parts.entries()) yield { ...entry, message, part };
    }
  }

  async function fitting(
    message: SourceMessage,
    text: string,
    tokens: number,
  ): Promise<readonly Pick<Entry, "text" | "tokens">[]> {
    if (tokens <= maxTokens || text.length < MIN_CHARS) return [{ text, tokens }];
    const cut = cutAt(text, Math.ceil(text.length / 2));
    const halves = [text.slice(0, cut), text.slice(cut)].filter((half) => half.trim() !== "");
    const counts = await count(halves.map((half) => ({ message, text: half })));
    const parts: Pick<Entry, "text" | "tokens">[] = [];
    for (const [at, half] of halves.entries()) parts.push(...(await fitting(message, half, counts[at] ?? 0)));
    return parts;
  }
}
