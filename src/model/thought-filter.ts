/** Takes a reasoning model's thoughts out of its answer, where they are written as plain text, and white space before it. */
export interface ThoughtFilter {
  /** What may be shown, now that `text` has come too. */
  push(text: string): string;
  /** What was held back and turned out to be no thought. */
  end(): string;
}

const OPEN = "<think>";
const CLOSE = "</think>";

/**
 * Thoughts are `<think>…</think>` at the start of an answer, possibly several in a row, with white space around them;
 * later in the answer the same text is something that the answer speaks of, and stays. `open`: the prompt itself
 * ends within a thought. The marks may come in pieces.
 */
export function createThoughtFilter(open: boolean): ThoughtFilter {
  let state: "start" | "thought" | "answer" = open ? "thought" : "start";
  let held = "";

  /** Moves on as far as what is held allows; `true` when it may be able to move further. */
  function step(): boolean {
    if (state === "start") {
      const text = held.trimStart();
      if (text.startsWith(OPEN)) {
        held = text.slice(OPEN.length);
        state = "thought";
        return true;
      }
      if (OPEN.startsWith(text)) return false;
      held = text;
      state = "answer";
      return false;
    }
    if (state === "thought") {
      const end = held.indexOf(CLOSE);
      if (end < 0) {
        held = held.slice(-(CLOSE.length - 1));
        return false;
      }
      held = held.slice(end + CLOSE.length).trimStart();
      state = "start";
      return true;
    }
    return false;
  }

  function release(): string {
    const text = held;
    held = "";
    return text;
  }

  return {
    push(text) {
      if (state === "answer") return text;
      held += text;
      while (step());
      return (state as string) === "answer" ? release() : "";
    },
    end: () => (state === "start" ? release().trimStart() : ""),
  };
}
