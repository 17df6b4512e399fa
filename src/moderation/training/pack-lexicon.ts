import { hashOf } from "../router/hash.ts";
import { ANYWHERE, STARTS_PHRASE } from "../router/vocabulary.ts";
import { classNumber, type WordClass } from "../router/word-class.ts";
import { initialsOf, splitForms } from "./hidden-forms.ts";
import { english } from "./lexicon/english.ts";
import { korean } from "./lexicon/korean.ts";
import { respellings } from "./respell-hangul.ts";

/** A word listed under two classes is of the one that stands first here; the others follow. */
const firstClasses: readonly WordClass[] = [
  "slur",
  "sexistInsult",
  "not",
  "profanity",
  "group",
  "member",
  "groupAdjective",
  "beast",
  "bad",
  "hate",
  "kill",
  "remove",
  "inferior",
  "condemn",
  "crime",
  "insult",
  "good",
  "love",
  "dignity",
  "people",
  "person",
  "you",
  "we",
  "i",
  "they",
  "be",
];

const watchedEnglish: ReadonlySet<WordClass> = new Set([
  "slur",
  "sexistInsult",
  "profanity",
  "group",
  "member",
  "groupAdjective",
  "beast",
  "insult",
  "hate",
  "kill",
  "remove",
  "bad",
  "crime",
]);
const watchedKorean: ReadonlySet<WordClass> = new Set(["slur", "profanity", "insult", "sexistInsult"]);

const respelled: ReadonlySet<WordClass> = new Set(["slur", "profanity", "insult", "sexistInsult"]);
/** Words of their own: pig's feet, three meals, three kinds of given or family name. */
const notRespelled = new Set([
  "족발이",
  "세끼",
  "새기",
  "장개",
  "장게",
  "호무",
  "호므",
  "시바",
  "신발",
  "애끼",
  "조나",
  "졸나",
]);

/** Words of three syllables and more of these classes are known by two of them. */
const maskedKorean: ReadonlySet<WordClass> = new Set(["group", "member", "beast", "remove", "kill"]);
/** Fewer initial consonants stand for too many words. */
const MIN_INITIALS = 3;

const tellingKorean: ReadonlySet<WordClass> = new Set([
  "slur",
  "sexistInsult",
  "insult",
  "profanity",
  "group",
  "member",
  "beast",
  "bad",
  "hate",
  "kill",
  "remove",
  "crime",
  "inferior",
  "disgust",
]);

const verbs: ReadonlySet<WordClass> = new Set([
  "hate",
  "love",
  "kill",
  "remove",
  "help",
  "stop",
  "wish",
  "think",
  "say",
  "victim",
  "disgust",
  "condemn",
  "crime",
  "should",
  "be",
  "everyday",
]);

interface PackedLexicon {
  readonly keys: Int32Array;
  readonly values: Uint8Array;
  /** Words that people hide from filters, worst first. */
  readonly watched: readonly string[];
  /** Korean words that decide what a message says, without blanks. */
  readonly tellingKorean: readonly string[];
}

/**
 * Puts the lexicons of both languages in one table of hashes. Korean slurs and insults are put in with their respellings
 * as well, but for those that `isWritten` finds in harmless text.
 */
export function packLexicon(isWritten: (word: string) => boolean, harmless: string): PackedLexicon {
  const values = new Map<number, number>();
  const watched = new Set<string>();
  const masked = new Set<string>();
  const telling = new Map<string, WordClass>();
  const add = (word: string, name: WordClass, flags: number) => {
    const hash = hashOf(word);
    const known = values.get(hash) ?? 0;
    if ((known & 63) !== 0) values.set(hash, known | (flags & STARTS_PHRASE));
    else values.set(hash, known | classNumber(name) | flags);
    const blank = word.indexOf(" ");
    for (let at = blank; at > 0; at = word.indexOf(" ", at + 1)) {
      const start = hashOf(word.slice(0, at));
      values.set(start, (values.get(start) ?? 0) | STARTS_PHRASE);
    }
  };

  for (const [name, word] of inOrder(english)) {
    for (const form of word.endsWith("~") ? inflections(word.slice(0, -1), verbs.has(name)) : [word]) {
      const spelled = form.replace(/[_-]/g, " ");
      if (watchedEnglish.has(name) && /^[a-z]{3,}$/.test(spelled)) watched.add(spelled);
      add(spelled, name, 0);
    }
  }
  for (const [name, word] of inOrder(korean)) {
    const bare = word.replace("^", "").replace(/_/g, " ");
    const anywhere = !word.startsWith("^") && [...bare].length > 1;
    if (watchedKorean.has(name) && /^[가-힣]{2,5}$/.test(bare)) watched.add(bare);
    if (tellingKorean.has(name) && /^[가-힣]{2,6}$/.test(bare)) telling.set(bare, telling.get(bare) ?? name);
    if (maskedKorean.has(name) && /^[가-힣]{3,5}$/.test(bare)) masked.add(bare);
    add(bare, name, anywhere ? ANYWHERE : 0);
  }
  for (const word of masked) watched.add(word);
  for (const [word, name] of telling) {
    const form = initialsOf(word);
    if (form.length >= MIN_INITIALS && new Set(form).size > 1 && !harmless.includes(form))
      add(form, name, ANYWHERE);
  }
  for (const [name, word] of inOrder(korean)) {
    if (!respelled.has(name) || !/^[가-힣]{2,5}$/.test(word)) continue;
    for (const form of respellings(word)) {
      if (values.has(hashOf(form)) || notRespelled.has(form) || isWritten(form)) continue;
      add(form, name, ANYWHERE);
    }
  }
  for (const [form, name] of splitForms(telling, harmless)) add(form, name, ANYWHERE);
  const keys = Int32Array.from(values.keys()).sort();
  return {
    keys,
    values: Uint8Array.from(keys, (key) => values.get(key) as number),
    watched: [...watched],
    tellingKorean: [...telling.keys()],
  };
}

function* inOrder(lexicon: Readonly<Partial<Record<WordClass, string>>>): Generator<[WordClass, string]> {
  const rest = (Object.keys(lexicon) as WordClass[]).filter((name) => !firstClasses.includes(name));
  for (const name of [...firstClasses, ...rest]) {
    for (const word of (lexicon[name] ?? "").split(/\s+/)) if (word !== "") yield [name, word];
  }
}

/** Forms that a noun, or a verb, may have. */
function inflections(word: string, verb: boolean): readonly string[] {
  const stem = word.replace(/e$/, "");
  const plural = /(s|x|ch|sh)$/.test(word)
    ? `${word}es`
    : /[^aeiou]y$/.test(word)
      ? `${word.slice(0, -1)}ies`
      : `${word}s`;
  const past = /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ied` : `${stem}ed`;
  return verb ? [word, plural, past, `${stem}ing`] : [word, plural];
}
