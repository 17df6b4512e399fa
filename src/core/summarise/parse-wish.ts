import { commandPhrases, type Phrase, wishPhrases } from "./phrases.ts";
import type { Wish } from "./wish.ts";

/** What somebody wants of whom a platform said what command they gave, or that it is not understood, from which word on. */
export type ParsedWish = { readonly wish: Wish } | { readonly notUnderstood: string };

/** Nobody says what they want at greater length, links included. */
const MAX_CHARS = 500;
const BETWEEN = /[\s.,!?~]+/uy;

/** The wish that a message's text says, all of it; `undefined` where any word says something else. */
export function wishIn(text: string): Wish | undefined {
  const read = readAll(text, [...commandPhrases, ...wishPhrases]);
  if ("stuckAt" in read || read.found.command === undefined) return undefined;
  return { ...read.found, command: read.found.command };
}

/** The wish of somebody who gave the command by the platform's means. @param argument what they wrote behind it */
export function wishOf(command: Wish["command"], argument: string): ParsedWish {
  // Its own word may stand there once more: "/summarise 어제부터 요약해줘".
  const read = readAll(argument, [...commandPhrases, ...wishPhrases]);
  if ("stuckAt" in read) return { notUnderstood: argument.slice(read.stuckAt).trim() };
  return { wish: { ...read.found, command } };
}

function readAll(
  text: string,
  phrases: readonly Phrase[],
): { readonly found: Partial<Wish> } | { readonly stuckAt: number } {
  if (text.length > MAX_CHARS) return { stuckAt: 0 };
  // Links keep their case; nothing else depends on it.
  const lower = text.toLowerCase();
  let found: Partial<Wish> = {};
  let at = 0;
  for (;;) {
    BETWEEN.lastIndex = at;
    if (BETWEEN.test(lower)) at = BETWEEN.lastIndex;
    if (at >= lower.length) return { found };
    const next = longest(lower, at, phrases, text);
    if (next === undefined) return { stuckAt: at };
    found = { ...found, ...next.says };
    at = next.end;
  }
}

/** The phrase that takes most of the text from there on. */
function longest(
  lower: string,
  at: number,
  phrases: readonly Phrase[],
  text: string,
): { readonly end: number; readonly says: Partial<Wish> } | undefined {
  let best: { end: number; says: Partial<Wish> } | undefined;
  for (const { pattern, says } of phrases) {
    pattern.lastIndex = at;
    const match = pattern.exec(lower);
    if (!match || match[0] === "" || pattern.lastIndex <= (best?.end ?? at)) continue;
    const end = pattern.lastIndex;
    const said = says ? says(match.slice(1)) : {};
    if (said === undefined) continue;
    const link = said.from && text.slice(at, end).match(/https?:\/\/[^\s<>()]+/i)?.[0];
    best = { end, says: link ? { ...said, from: link.slice(0, said.from?.length) } : said };
  }
  return best;
}
