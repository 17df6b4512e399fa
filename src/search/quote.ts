import { sentencesOf } from "../text/sentences.ts";
import { wordsOf } from "../text/words/words.ts";
import type { Question } from "./question.ts";

/** A message up to this length is quoted whole. In UTF-16 code units, like all lengths here. */
const maxQuoteChars = 400;
/** A longer sentence is taken in parts of at most this length. */
const maxPieceChars = 200;
/** A longer message is quoted from its beginning. */
const maxReadChars = 8_000;

const stopWordWorth = 0.1;
/** A window pays for each character, so little that a stop word more is worth 200 of them. */
const lengthCost = 0.0005;

const fenceLine = /^[\s>]*(?:```|~~~)/;

interface Piece {
  readonly start: number;
  readonly end: number;
  /** The question's words that it speaks of. */
  readonly words: ReadonlySet<number>;
}

/**
 * The part of `text` to quote as an answer, verbatim: all of it when it is short, otherwise the run of sentences that
 * speaks of most of the question's words, and what follows as far as there is room. Empty when there is
 * nothing but the first line of a code block that is never closed.
 */
export function quoteOf(text: string, question: Question): string {
  const whole = text.slice(0, maxReadChars + 1).trim();
  if (whole.length <= maxQuoteChars && text.length <= maxReadChars && !isTorn(whole)) return whole;
  const pieces = piecesOf(text.slice(0, maxReadChars), question);
  const opening = pieces.findIndex(({ start, end }) => text.slice(start, end).trim() !== "");
  if (opening === -1) return "";
  // A message that was found for whom it answers may share no word: it is quoted from its beginning.
  let best = { from: opening, to: opening, value: Number.NEGATIVE_INFINITY };
  for (let from = 0; from < pieces.length; from++) {
    const spoken = new Set<number>();
    for (let to = from; to < pieces.length && to < from + 12 && fits(pieces, from, to); to++) {
      for (const word of pieces[to]?.words ?? []) spoken.add(word);
      // Of windows that say the same the shortest, then the earliest: room is filled with what follows.
      let value = -lengthCost * ((pieces[to] as Piece).end - (pieces[from] as Piece).start);
      for (const word of spoken) value += question.words[word]?.stop ? stopWordWorth : 1;
      if (spoken.size > 0 && value > best.value) best = { from, to, value };
    }
  }
  let { from, to } = best;
  while (to + 1 < pieces.length && fits(pieces, from, to + 1)) to++;
  while (from > 0 && fits(pieces, from - 1, to)) from--;
  return text.slice(pieces[from]?.start, pieces[to]?.end).trim();
}

/** Windows are short enough and without a gap: between two pieces a fence may have been left out. */
function fits(pieces: readonly Piece[], from: number, to: number): boolean {
  const first = pieces[from] as Piece;
  const last = pieces[to] as Piece;
  const joined = from === to || (first.end === pieces[from + 1]?.start && pieces[to - 1]?.end === last.start);
  return joined && last.end - first.start <= maxQuoteChars;
}

function piecesOf(text: string, question: Question): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  const bounds = { maxChars: maxPieceChars, maxBlockChars: maxQuoteChars };
  let inCutBlock = false;
  for (const sentence of sentencesOf(text, bounds)) {
    const end = start + sentence.length;
    const torn = isTorn(sentence);
    if (torn || inCutBlock) {
      // Part of a block too long to quote: its lines without the fences, which would open or close a block of the quote's own.
      let lineStart = start;
      for (const line of sentence.split(/(?<=\n)/)) {
        if (!fenceLine.test(line)) pieces.push(piece(text, lineStart, lineStart + line.length, question));
        lineStart += line.length;
      }
    } else {
      pieces.push(piece(text, start, end, question));
    }
    if (torn) inCutBlock = !inCutBlock;
    start = end;
  }
  return pieces;
}

/** Whether a code block begins or ends here without its other end. */
function isTorn(text: string): boolean {
  return text.split("\n").filter((line) => fenceLine.test(line)).length % 2 === 1;
}

function piece(text: string, start: number, end: number, question: Question): Piece {
  const words = new Set<number>();
  for (const { forms, pieces } of wordsOf(text.slice(start, end))) {
    for (const form of [...forms.keys(), ...pieces]) {
      for (const { word } of question.forms.get(form) ?? []) words.add(word);
    }
  }
  return { start, end, words };
}
