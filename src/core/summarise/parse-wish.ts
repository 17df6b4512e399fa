import { beyondPhrases, channelPhrases, channelsPhrase } from "./beyond-phrases.ts";
import { periodAt } from "./period.ts";
import { commandPhrases, type Phrase, type Said, wishPhrases } from "./phrases.ts";
import type { Wish } from "./wish.ts";

/**
 * What somebody wants who asks for a summary: a wish that can be followed, at least in the main; words that are not understood, from the
 * first such one on; or another channel than the one where they ask, as they call it.
 */
export type ParsedWish =
  | { readonly wish: Wish }
  | { readonly notUnderstood: string }
  | { readonly command: Wish["command"]; readonly elsewhere: string };

/** Nobody says what they want at greater length, links included. */
const MAX_CHARS = 500;
/** What stands in a wish besides what is known. More of it is about something else. */
const MOST_UNKNOWN_WORDS = 8;
const BETWEEN =
  /(?:[\s.,!?~;:()"“”'‘’…·、。！？，`*_\-–—]|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u{FE0F}|\u{200D})+/uy;
const WORD = /[^\s]+/uy;
const phrases = [...commandPhrases, ...wishPhrases, ...beyondPhrases, channelsPhrase];
/** In Korean the command comes last. */
const LATER_COMMAND = /요약|정리|추려|따라잡기|놓[친쳤]|밀린|못 ?본/u;
const SINCE_OR_UNTIL = /^(?:since|until|till?) |(?:부터|까지)(?:만|의)?$/u;
const HANGUL = /\p{Script=Hangul}/u;
/** Begins with what only a time can follow, or is a clock's time or a Korean date that there is none of. */
const MEANT_AS_TIME = /^(?:(?:since|until|till?)(?!\p{L})|\d{1,2}:\d|[^\s]*\d[^\s]*(?:부터|까지)(?!\p{L}))/u;

/**
 * The wish that a message's text says; `undefined` where it asks for something else, which is a question. What decides, in this order:
 *
 * 1. Every word is known, and the command among them: a wish. Of it, `leftOut` is what summaries cannot do: a language, a form, a part only.
 * 2. It names another channel, with a `#` or with nothing else unknown: `elsewhere`.
 * 3. The command comes first (in Korean: last), and some words are unknown. They are `notUnderstood` if they were meant as a time. Where
 *    the text names what is here (the thread, the channel, messages), or before them since or until when, they are `leftOut`, if they are few. Otherwise they say what
 *    is to be summarised ("the history of Rome", "what Ann thinks of it"), and it is a question.
 */
export function wishIn(text: string): ParsedWish | undefined {
  const read = readAll(text);
  if (!read) return undefined;
  const { found, beyond, unknown } = read;
  const { command } = found;
  if (command === undefined) return undefined;
  const elsewhere = found.channel;
  const [firstUnknown] = unknown;
  if (firstUnknown === undefined)
    return elsewhere === undefined ? { wish: wishFrom(found, command, beyond) } : { command, elsewhere };
  if (!isAsked(read)) return undefined;
  if (elsewhere?.startsWith("#")) return { command, elsewhere };
  if (MEANT_AS_TIME.test(firstUnknown.words.toLowerCase()))
    return { notUnderstood: read.text.slice(firstUnknown.at).trim() };
  const isTimedFirst = unknown.every(({ at }) => at > (read.timeAt ?? at));
  if (!(found.here || isTimedFirst) || read.unknownWords > MOST_UNKNOWN_WORDS) return undefined;
  return { wish: wishFrom(found, command, [...beyond, ...unknown]) };
}

/** The wish of somebody who gave the command by the platform's means. @param argument what they wrote behind it */
export function wishOf(command: Wish["command"], argument: string): ParsedWish {
  // Its own word may stand there once more: "/summarise 어제부터 요약해줘".
  const read = readAll(argument, "stop at the first unknown word");
  if (!read) return { notUnderstood: argument.trim() };
  const { found, beyond, unknown } = read;
  const [firstUnknown] = unknown;
  if (found.channel !== undefined && (!firstUnknown || found.channel.startsWith("#")))
    return { command, elsewhere: found.channel };
  if (firstUnknown) return { notUnderstood: read.text.slice(firstUnknown.at).trim() };
  return { wish: wishFrom(found, command, beyond) };
}

/** Whether a text asks for a summary of whatever it may be: of the conversation, or of something else. */
export function asksForSummary(text: string): boolean {
  const read = readAll(text);
  return read !== undefined && isAsked(read);
}

/** Words of a text, as they were written, and where they begin. */
interface Words {
  readonly at: number;
  readonly end: number;
  readonly words: string;
}

interface Read {
  /** With single spaces. */
  readonly text: string;
  readonly found: Said;
  /** Where the command stands. */
  readonly command?: Words;
  /** Where it begins to say since or until when. */
  readonly timeAt?: number;
  /** What summaries cannot do. */
  readonly beyond: readonly Words[];
  readonly unknown: readonly Words[];
  readonly unknownWords: number;
}

/** English puts the command before what it is about, Korean after it. */
function isAsked({ command, unknown }: Read): boolean {
  if (!command) return false;
  const isLast = HANGUL.test(command.words);
  return unknown.every(({ at }) => (isLast ? at < command.at : at > command.at));
}

function wishFrom(found: Said, command: Wish["command"], without: readonly Words[]): Wish {
  const { channel: _, cannotDo: __, here: ___, ...rest } = found;
  const leftOut = [...without].sort((one, other) => one.at - other.at).map(({ words }) => words);
  return { ...rest, command, ...(leftOut.length > 0 ? { leftOut } : {}) };
}

/** Reads a text phrase by phrase; nothing where it is too long to be a wish. Takes time in proportion to its length, which is bounded. */
function readAll(written: string, stop?: "stop at the first unknown word"): Read | undefined {
  if (written.length > MAX_CHARS) return undefined;
  const text = written.normalize("NFC").replace(/\s+/gu, " ");
  // Of the same length, so that places in both are the same; links keep their case.
  const lower = text.replace(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase();
    return small.length === letter.length ? small : letter;
  });
  let found: Said = {};
  let command: Words | undefined;
  let timeAt: number | undefined;
  const beyond: Words[] = [];
  const unknown: Words[] = [];
  let unknownWords = 0;
  let at = 0;
  for (;;) {
    at = endOf(BETWEEN, lower, at) ?? at;
    if (at >= lower.length) break;
    const next =
      longest(phrases, lower, at, text, periodAt(lower, at)) ?? longest(channelPhrases, lower, at, text);
    if (next) {
      const { cannotDo, ...says } = next.says;
      // Small words that go on from unknown ones belong to them: "what Ann said".
      const last = unknown.at(-1);
      if (Object.keys(next.says).length === 0 && last && isNext(last, text, at))
        join(unknown, text, at, next.end);
      if (cannotDo) join(beyond, text, at, next.end);
      if (says.command) command = { at, end: next.end, words: text.slice(at, next.end) };
      if ((says.since || says.until) && SINCE_OR_UNTIL.test(lower.slice(at, next.end))) timeAt ??= at;
      found = { ...found, ...says };
      at = next.end;
      continue;
    }
    const end = endOf(WORD, lower, at) ?? lower.length;
    join(unknown, text, at, end);
    unknownWords += 1;
    at = end;
    if (stop || (!command && !LATER_COMMAND.test(lower))) break;
  }
  return {
    text,
    found,
    ...(command && { command }),
    ...(timeAt !== undefined && { timeAt }),
    beyond,
    unknown,
    unknownWords,
  };
}

/** Adds words to a list, to its last ones if nothing but spaces and marks stands between. */
function join(list: Words[], text: string, at: number, end: number): void {
  const last = list.at(-1);
  const from = last && isNext(last, text, at) ? last.at : at;
  if (from < at) list.pop();
  list.push({ at: from, end, words: text.slice(from, end).replace(/[\s.,!?~]+$/u, "") });
}

/** Whether what begins there follows those words, with nothing but spaces and marks between. */
const isNext = (words: Words, text: string, at: number): boolean =>
  words.end === at || endOf(BETWEEN, text, words.end) === at;

/** The phrase that takes most of the text from there on. */
function longest(
  among: readonly Phrase[],
  lower: string,
  at: number,
  text: string,
  orElse?: { readonly end: number; readonly says: Said },
): { readonly end: number; readonly says: Said } | undefined {
  let best = orElse;
  for (const { pattern, says } of among) {
    pattern.lastIndex = at;
    const match = pattern.exec(lower);
    if (!match || match[0] === "" || pattern.lastIndex <= (best?.end ?? at)) continue;
    const end = pattern.lastIndex;
    const said = says ? says(match.slice(1)) : {};
    if (said === undefined) continue;
    const asWritten = (part: string) => {
      const from = at + lower.slice(at, end).indexOf(part);
      return text.slice(from, from + part.length);
    };
    const { from, channel } = said;
    best = {
      end,
      says: {
        ...said,
        ...(from === undefined ? {} : { from: asWritten(from) }),
        ...(channel === undefined ? {} : { channel: asWritten(channel) }),
      },
    };
  }
  return best;
}

function endOf(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}
