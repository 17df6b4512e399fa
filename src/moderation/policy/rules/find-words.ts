import { isKoreanTail } from "./korean-tail.ts";

/** A letter of the tree in which the words of a rule share their beginnings. */
interface Branch {
  readonly next: Map<number, Branch>;
  /** A word ends here: before anything (`open`, written `word*`), or only where a word may end. */
  end?: "open" | "closed";
}

const NONE = 0;
const WORD = 1;
const HANGUL = 2;

/**
 * Finds any of some words in a text, both folded in the same way. A word begins and ends where a reader takes it to: at the edge of letters and
 * digits, between Hangul and other letters; a Korean one also before particles. `*` before or behind a word stands for any more
 * letters, as in Discord's AutoMod. Takes time linear in the text: at each place as many steps as the longest word has letters.
 */
export function createWordFinder(words: readonly string[]): (text: string) => boolean {
  const atEdge: Branch = { next: new Map() };
  const anywhere: Branch = { next: new Map() };
  for (const written of words) {
    const begins = written.startsWith("*");
    const ends = written.endsWith("*");
    const word = written.replace(/^\*+|\*+$/g, "").trim();
    if (word !== "") plant(begins ? anywhere : atEdge, word, ends ? "open" : "closed");
  }
  return (text) => {
    for (let at = 0; at < text.length; at++) {
      if (isEdge(text, at) && growsAt(atEdge, text, at)) return true;
      if (growsAt(anywhere, text, at)) return true;
    }
    return false;
  };
}

function plant(root: Branch, word: string, end: "open" | "closed"): void {
  let branch = root;
  for (let at = 0; at < word.length; at++) {
    const unit = word.charCodeAt(at);
    let next = branch.next.get(unit);
    if (next === undefined) {
      next = { next: new Map() };
      branch.next.set(unit, next);
    }
    branch = next;
  }
  branch.end = branch.end === "open" ? "open" : end;
}

function growsAt(root: Branch, text: string, start: number): boolean {
  let branch: Branch | undefined = root;
  for (let at = start; at < text.length; at++) {
    branch = branch.next.get(text.charCodeAt(at));
    if (branch === undefined) return false;
    if (branch.end === "open" || (branch.end === "closed" && endsAt(text, at + 1))) return true;
  }
  return false;
}

function endsAt(text: string, end: number): boolean {
  if (isEdge(text, end)) return true;
  if (classAt(text, end - 1) !== HANGUL) return false;
  let until = end;
  while (until < text.length && until < end + MAX_TAIL_UNITS && classAt(text, until) === HANGUL) until++;
  return isKoreanTail(text.slice(end, until));
}

/** Enough to tell that it is too long to be one. */
const MAX_TAIL_UNITS = 20;

/** Whether a word may begin or end before this place. */
function isEdge(text: string, at: number): boolean {
  if (at === 0 || at === text.length) return true;
  const before = classAt(text, at - 1);
  const after = classAt(text, at);
  return before === NONE || after === NONE || before !== after;
}

/** The classes of code units that were asked for; 255: not yet. */
const classes = new Uint8Array(65_536).fill(255);

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (classes[unit] === 255) {
    const char = String.fromCharCode(unit);
    if (/\p{Script=Hangul}/u.test(char)) classes[unit] = HANGUL;
    else classes[unit] = /[\p{L}\p{N}\p{M}_]/u.test(char) ? WORD : NONE;
  }
  return classes[unit] as number;
}
