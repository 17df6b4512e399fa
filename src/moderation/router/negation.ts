import type { Tokens } from "./tokens.ts";
import { classNumber, type WordClass, wordClasses } from "./word-class.ts";

const NOT = classNumber("not");
const BUT = classNumber("but");
const VERY = classNumber("very");

/** What a negation turns round. */
const turnable: readonly WordClass[] = [
  "bad",
  "good",
  "hate",
  "love",
  "kill",
  "remove",
  "crime",
  "beast",
  "insult",
  "inferior",
  "disgust",
  "wish",
  "say",
  "think",
  "condemn",
  "dignity",
  "slur",
  "should",
];
const turned = new Uint8Array(wordClasses.length);
for (const name of turnable) turned[classNumber(name)] = 1;

/** The role of a word under negation is its class with this bit. */
const NEGATED = 64;

/** So many words after an English negation are under it, if no sentence or clause ends before. */
const SCOPE = 4;
/** In Korean it is one of so many words before the negation. */
const SCOPE_BEFORE = 2;

/** Gives every token its role: its class, turned round where it is negated. */
export function findRoles(tokens: Tokens, korean: boolean, roles: Int32Array): void {
  const { count, kind, sentence } = tokens;
  let left = 0;
  let current = -1;
  for (let i = 0; i < count; i++) {
    const name = kind[i] as number;
    if (sentence[i] !== current || name === BUT) left = 0;
    current = sentence[i] as number;
    roles[i] = name;
    if (name === NOT) {
      if (korean) turnBefore(tokens, i, roles);
      left = korean ? 2 : SCOPE + 1;
    } else if (left > 0 && turned[name] === 1) roles[i] = name | NEGATED;
    if (left > 0 && name !== VERY) left--;
  }
}

function turnBefore({ kind, sentence }: Tokens, at: number, roles: Int32Array): void {
  for (let i = at - 1; i >= 0 && i >= at - SCOPE_BEFORE && sentence[i] === sentence[at]; i--) {
    if (turned[kind[i] as number] === 0) continue;
    roles[i] = (kind[i] as number) | NEGATED;
    return;
  }
}
