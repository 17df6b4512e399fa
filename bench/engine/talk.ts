import type { ThreadId, Turn } from "../../src/core/types.ts";
import type { RunningMaru } from "./maru.ts";
import { words } from "./words.ts";

/** A thread that goes on: what a person says, and an answer, and so on, under the system prompt that all threads share. */
export interface Talk {
  /** Says something and waits for the answer. */
  say(): Promise<Said>;
}

export interface Said {
  /** To the answer's first piece. */
  readonly firstMs: number;
  readonly promptTokens: number;
  /** Those that never were in the thread's prompts nor answers. */
  readonly newTokens: number;
}

/** As long as Maru's own is. */
const SYSTEM: Turn = { role: "system", text: words(150, 0) };
/** Words that a person says at a time, and tokens of an answer. */
const SAYS = 30;
const ANSWER = 24;

export function createTalk(maru: RunningMaru, thread: ThreadId, seed: number): Talk {
  const turns: Turn[] = [SYSTEM];
  let before = 0;
  let said = 0;

  return {
    async say() {
      turns.push({ role: "user", text: words(SAYS, seed * 1000 + said) });
      said += 1;
      const promptTokens = await maru.model.measure(turns);
      const { text, firstMs } = await maru.reply({ thread, turns: [...turns], tokens: ANSWER });
      turns.push({ role: "assistant", text });
      const newTokens = promptTokens - before;
      before = promptTokens + ANSWER;
      return { firstMs, promptTokens, newTokens };
    },
  };
}

/** Tokens of what all threads begin with. */
export async function sharedTokens({ model }: RunningMaru): Promise<number> {
  return model.measure([SYSTEM]);
}
