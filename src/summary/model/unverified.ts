import { englishStem } from "../../text/words/english-stem.ts";
import { stopWords } from "../../text/words/stop-words.ts";

/** What a claim is held against. */
export interface Evidence {
  /** The cited messages, and who wrote them. */
  readonly text: string;
  /** What anybody around is called: a name among these is looked for wherever it stands in the claim. */
  readonly names: Iterable<string>;
}

const NUMBER = /\p{Nd}+(?:[.,:]\p{Nd}+)*/gu;
const THOUSANDS = /(?<=\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu;
const NUMBER_WORDS =
  "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(
    " ",
  );
const WORD = /[\p{L}\p{N}_]+(?:['’.-][\p{L}\p{N}_]+)*/gu;
/** "Carol will …" at the beginning of a sentence, where any word has a capital letter. */
const DOER =
  /^\s+(?:will|said|says|asked|asks|agreed|agrees|proposed|proposes|suggested|suggests|confirmed|confirms|wants|needs|has to|offered|promised|volunteered|thinks|reported|is going to)\b/iu;
/** "민수님", "박지훈 씨". */
const KOREAN_PERSON = /(?<![가-힣])([가-힣]{2,4})\s?(?:님|씨)/gu;
const NOT_A_NAME = /^(?:여러분|선생|고객|손님|사장|부장|팀장|과장|대표|형|누나|오빠|언니|글|말)$/u;

/**
 * The names and numbers of a claim that do not occur in its evidence, as they stand in the claim, each once: what a person should
 * look up. Names are what participants are called, words with a capital letter within a sentence, identifiers, and Korean words before 님 and 씨.
 * Numbers in English words are found up to twenty, and in digits in any script that has them.
 */
export function unverifiedIn(claim: string, { text, names }: Evidence): readonly string[] {
  const known = createKnown(text);
  const found = new Set<string>();
  for (const [number] of claim.normalize("NFKC").matchAll(NUMBER))
    if (!known.number(number)) found.add(number);
  for (const name of names) if (mentions(claim, name) && !mentions(text, name)) found.add(name);
  for (const [, name = ""] of claim.matchAll(KOREAN_PERSON))
    if (!NOT_A_NAME.test(name) && !text.includes(name)) found.add(name);
  for (const match of claim.matchAll(WORD)) {
    const [word] = match;
    const at = NUMBER_WORDS.indexOf(word.toLowerCase());
    if (at >= 0 && !known.word(word) && !known.number(String(at + 2))) found.add(word);
    if (looksLikeName(word, claim.slice(0, match.index), claim.slice(match.index + word.length)))
      if (!known.word(word)) found.add(word);
  }
  return [...found];
}

function looksLikeName(word: string, before: string, after: string): boolean {
  if (!/\p{L}/u.test(word) || word.length < 2) return false;
  if (/_|\p{Ll}\p{Lu}/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word) || stopWords.has(word.toLowerCase())) return false;
  const opens = /(?:^|[.!?:;…"“‘([—–-])\s*$/u.test(before);
  return !opens || DOER.test(after);
}

/** Whether a name stands in a text as a word of its own; Korean particles may follow it. */
function mentions(text: string, name: string): boolean {
  const wanted = fold(name);
  if ([...wanted].length < 2) return false;
  const within = fold(text);
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const before = within.slice(0, at).at(-1) ?? " ";
    const after = within.slice(at + wanted.length).at(0) ?? " ";
    const hangulFollows = /[가-힣]/u.test(after);
    if (!/[\p{L}\p{N}]/u.test(before) && (hangulFollows || !/[\p{L}\p{N}]/u.test(after))) return true;
  }
  return false;
}

function createKnown(evidence: string) {
  const numbers = new Set<string>();
  for (const [number] of evidence.normalize("NFKC").matchAll(NUMBER)) {
    numbers.add(plain(number));
    for (const part of plain(number).split(/[.:,]/)) numbers.add(part);
  }
  const words = new Set<string>();
  for (const [word] of evidence.matchAll(WORD)) {
    const folded = fold(word);
    for (const part of [folded, ...folded.split(/['’._-]/)]) words.add(part).add(englishStem(part));
  }
  for (const [at, word] of NUMBER_WORDS.entries()) if (words.has(word)) numbers.add(String(at + 2));
  if (words.has("one")) numbers.add("1");
  const folded = fold(evidence);
  return {
    number: (number: string) => numbers.has(plain(number)),
    word: (word: string) => {
      const wanted = fold(word);
      return (
        words.has(wanted) ||
        words.has(englishStem(wanted)) ||
        (/[^a-z]/.test(wanted) && folded.includes(wanted))
      );
    },
  };
}

/** Without thousands' commas and leading zeros. */
const plain = (number: string) => number.replace(THOUSANDS, "").replace(/^0+(?=\d)/, "");
const fold = (text: string) => text.normalize("NFKC").toLowerCase();
