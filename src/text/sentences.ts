import { endsSentence, koreanGoesOn } from "./sentence-end.ts";

/** Cuts text into sentences while it is still being written. The pieces always add up to what was pushed. */
export interface SentenceSplitter {
  /** Takes the next part of the text; returns the sentences that are now complete. */
  push(chunk: string): readonly string[];
  /** The text is over: returns what was left as a last sentence. The splitter is then as new. */
  end(): readonly string[];
}

/** Bounds in UTF-16 code units; at least 2. */
export interface SentenceBounds {
  /** Longer prose is cut, at a space where there is one in its second half. */
  readonly maxChars: number;
  /** A longer code block is cut, at a line end where there is one in its second half. */
  readonly maxBlockChars: number;
}

const defaultBounds: SentenceBounds = { maxChars: 1000, maxBlockChars: 4000 };

/** What the text before tells about the character that is read next. Positions count from the sentence's start. */
interface Reading {
  /** Where the current line starts; `undefined` when that was in an earlier sentence. */
  lineStart: number | undefined;
  /** The code block that is open. `opening`: its first line is still being read. */
  fence: { readonly mark: string; readonly opening: boolean } | undefined;
  inlineCode: boolean;
  /** Something other than white space was read. */
  begun: boolean;
  /** The last thing read was the end of a sentence, if now a space follows. */
  ended: boolean;
  lastSpace: number;
}

const atStart = { inlineCode: false, begun: false, ended: false, lastSpace: 0 };

/** What may stand before a code fence in its line: quote marks and a list marker. */
const fenceOpen = /^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)?(```|~~~)$/;
const fenceClose = /^[\s>]*(`{3,}|~{3,})\s*$/;
const terminator = /[.!?…‽。．！？]/;
/** These scripts put no space after a sentence. */
const fullWidthTerminator = /[。！？]/;
const closer = /["'”’)\]}」』》〉*_~]/;
const space = /\s/;
/** Belongs to the character before it: combining marks, variation selectors, joiners, skin tones. */
const attached = /\p{M}|\u200d|[\udc00-\udfff]/u;

/**
 * Sentences of English, Korean and mixed Markdown. A sentence ends after its `.`, `!` or `?` when
 * a space follows, and at every line end; white space leads the sentence after it. Abbreviations,
 * decimals, versions, addresses, list numbers and inline code do not end one, and a fenced code block
 * is one "sentence".
 *
 * Every decision needs only what came before and at most one character more, so the sentences do not
 * depend on how the text was chunked.
 */
export function createSentenceSplitter(bounds: SentenceBounds = defaultBounds): SentenceSplitter {
  let held = "";
  let reading: Reading = { ...atStart, lineStart: 0, fence: undefined };

  return {
    push(chunk) {
      const sentences: string[] = [];
      const text = held + chunk;
      let start = 0;
      for (let at = held.length; at < text.length; at++) {
        const end = read(reading, text, start, at, bounds);
        if (end === undefined) continue;
        sentences.push(text.slice(start, end));
        // An overlong block goes on as a block, from the line at whose start it was cut.
        const lineStart = text[end - 1] === "\n" ? 0 : undefined;
        reading = { ...atStart, lineStart, fence: reading.fence && { ...reading.fence, opening: false } };
        start = end;
        // What follows the cut was read as part of the old sentence: it is read again as part of the new one.
        at = end - 1;
      }
      held = text.slice(start);
      return sentences;
    },
    end() {
      const last = held === "" ? [] : [held];
      held = "";
      reading = { ...atStart, lineStart: 0, fence: undefined };
      return last;
    },
  };
}

/** The sentences of a whole text, as `createSentenceSplitter` cuts them. */
export function sentencesOf(text: string, bounds: SentenceBounds = defaultBounds): readonly string[] {
  const splitter = createSentenceSplitter(bounds);
  return [...splitter.push(text), ...splitter.end()];
}

/** Reads the character at `at`; returns where the sentence that began at `start` ends, once that is known. */
function read(
  reading: Reading,
  text: string,
  start: number,
  at: number,
  bounds: SentenceBounds,
): number | undefined {
  const end = reading.fence
    ? readBlock(reading, text, start, at, reading.fence)
    : readProse(reading, text, start, at);
  if (end !== undefined) return end;
  if (at - start < (reading.fence ? bounds.maxBlockChars : bounds.maxChars)) return undefined;
  const preferred = reading.fence ? (reading.lineStart ?? 0) : reading.lastSpace;
  return preferred > (at - start) / 2 ? start + preferred : beforeAttached(text, start, at);
}

function readBlock(
  reading: Reading,
  text: string,
  start: number,
  at: number,
  fence: NonNullable<Reading["fence"]>,
): number | undefined {
  if (text[at] !== "\n") return undefined;
  const line = reading.lineStart === undefined ? "" : text.slice(start + reading.lineStart, at);
  if (
    fence.opening &&
    fence.mark === "```" &&
    line.slice(line.indexOf("```")).replace(/^`+/, "").includes("`")
  ) {
    // Backticks further on in the line: it was inline code (CommonMark, "Fenced code blocks").
    reading.fence = undefined;
    return at;
  }
  if (!fence.opening && fenceClose.exec(line)?.[1]?.startsWith(fence.mark)) {
    reading.fence = undefined;
    return at;
  }
  reading.fence = {
    ...fence,
    mark: fence.opening ? fenceMark(line, fence.mark) : fence.mark,
    opening: false,
  };
  reading.lineStart = at + 1 - start;
  return undefined;
}

/** The whole run of the fence's marks: a block closes with at least as many as it was opened with. */
function fenceMark(line: string, mark: string): string {
  return /(`{3,}|~{3,})/.exec(line)?.[0] ?? mark;
}

function readProse(reading: Reading, text: string, start: number, at: number): number | undefined {
  const char = text[at] as string;
  if (char === "\n") {
    if (reading.begun) return at;
    reading.lineStart = at + 1 - start;
    return undefined;
  }
  if (space.test(char)) {
    if (reading.ended) return at;
    reading.lastSpace = at - start;
    return undefined;
  }
  if (terminator.test(char)) {
    const lineStart = reading.lineStart === undefined ? undefined : start + reading.lineStart;
    reading.ended = !reading.inlineCode && endsSentence(text, start, at, lineStart);
  } else if (reading.ended && !closer.test(char)) {
    if (fullWidthTerminator.test(text[at - 1] as string) || koreanGoesOn(text, start, at)) return at;
    reading.ended = false;
  }
  reading.begun = true;
  if (char === "`") reading.inlineCode = !reading.inlineCode;
  if ((char === "`" || char === "~") && reading.lineStart !== undefined) {
    const mark = fenceOpen.exec(text.slice(start + reading.lineStart, at + 1))?.[1];
    if (mark !== undefined) reading.fence = { mark, opening: true };
  }
  return undefined;
}

/** The last place up to `at` that does not cut through a character, if one is near. */
function beforeAttached(text: string, start: number, at: number): number {
  for (let cut = at; cut > Math.max(start, at - 32); cut--) {
    if (!attached.test(text[cut] as string) && text[cut - 1] !== "\u200d") return cut;
  }
  return /[\udc00-\udfff]/.test(text[at] as string) ? at - 1 : at;
}
