import { append, createTextBuffer, reserve, type TextBuffer } from "../../normalise/index.ts";

const BLANK = 32;

/** A copy of a text with some words put in another spelling, made from left to right; no copy while nothing is changed. */
export interface Rewriting {
  begin(text: TextBuffer): void;
  /** Puts `word` for what stands from `start` to `end`; every letter of it stands for the whole of that. */
  replace(start: number, end: number, word: ArrayLike<number>, length: number): void;
  replaceBy(start: number, end: number, word: string): void;
  /** Parts what stands from `start` by blanks after the places in `ends`, counted from `start`. */
  part(start: number, ends: Uint8Array, count: number): void;
  /** The text as it was, or the copy, which lasts until the next `begin`. */
  end(): TextBuffer;
}

export function createRewriting(): Rewriting {
  const out = createTextBuffer();
  let text = out;
  let changed = false;
  /** So much of the text is dealt with. */
  let done = 0;

  function copyUntil(end: number): void {
    if (!changed) out.length = 0;
    changed = true;
    const more = end - done;
    reserve(out, out.length + more);
    out.chars.set(text.chars.subarray(done, end), out.length);
    out.from.set(text.from.subarray(done, end), out.length);
    out.until.set(text.until.subarray(done, end), out.length);
    out.length += more;
    done = end;
  }

  function replace(start: number, end: number, word: ArrayLike<number>, length: number): void {
    copyUntil(start);
    const from = text.from[start] as number;
    const until = text.until[end - 1] as number;
    for (let i = 0; i < length; i++) append(out, word[i] as number, from, until);
    done = end;
  }

  return {
    begin(next) {
      text = next;
      changed = false;
      done = 0;
    },
    replace,
    replaceBy(start, end, word) {
      replace(
        start,
        end,
        Array.from({ length: word.length }, (_, i) => word.charCodeAt(i)),
        word.length,
      );
    },
    part(start, ends, count) {
      copyUntil(start);
      for (let i = 0; i < count; i++) {
        const place = text.from[done] as number;
        if (i > 0) append(out, BLANK, place, place);
        copyUntil(start + (ends[i] as number));
      }
    },
    end() {
      if (!changed) return text;
      copyUntil(text.length);
      return out;
    },
  };
}
