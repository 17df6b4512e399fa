import { expect, test } from "vitest";
import { readIrcLine } from "../../src/exports/index.ts";
import { disentangle } from "../../src/summary/disentangle.ts";
import { actionIn } from "../../src/summary/extractive/action.ts";
import { isCourtesy, isThanks } from "../../src/summary/extractive/courtesy.ts";
import {
  hasLink,
  isAgreement,
  isAnswering,
  isDecision,
  saysNothing,
} from "../../src/summary/extractive/cues.ts";
import { dayIn } from "../../src/summary/extractive/due.ts";
import { fluencyOf } from "../../src/summary/extractive/fluency.ts";
import { createSentences } from "../../src/summary/extractive/sentence.ts";
import { plainText } from "../../src/summary/plain-text.ts";
import { hostileAtoms, leastMs, repeated } from "../text/hostile.ts";
import { said } from "./said.ts";

/** Four texts of a fourth take as long as the whole one. So much longer may it take: were the time quadratic, it would be 4 times. */
const maxGrowth = 2.5;
/** Quicker than this needs no comparison. */
const quickMs = 20;
const comparisons = 8;

/** The atoms of which a long text takes longer to read than as much in short ones: both meet what else the machine does. */
function superlinear(read: (text: string) => unknown): readonly string[] {
  return atoms.filter((atom) => {
    const [short, long] = [repeated(atom, 4_000), repeated(atom, 16_000)];
    for (let i = 0; i < comparisons; i++) {
      const longMs = leastMs(() => read(long), quickMs, 3);
      if (longMs <= quickMs) return false;
      const shortMs = leastMs(() => [short, short, short, short].map(read), 0, 3);
      if (longMs < maxGrowth * shortMs) return false;
    }
    return true;
  });
}

const spoken = (text: string) => said([`ann: ${text}`, `bob: ${text}`]);
const people = new Map([["ann", "log:ann"]] as const);
/** Sentences are at most this long when their cues are looked for: that bounds the time, which must be little all the same. */
const maxSentenceChars = 300;
const maxMs = 2;
const atoms = [
  ...hostileAtoms,
  "we decided ",
  "by next ",
  "금요일 ",
  "i will ",
  "ann will ",
  "a a ",
  "민수가 ",
  "@a",
  "a: ",
  "> a\n",
  ":a",
  "a.b",
  "좋은 ",
  "서 정말 ",
  "[1] ",
  "<a] ",
];

test.each<[string, (text: string) => unknown]>([
  ["telling conversations apart", (text) => disentangle(spoken(text))],
  ["cutting and reading sentences", (text) => createSentences(2).add(spoken(text)[0]!, 0)],
  ["escaping", plainText],
  [
    "a line of a log",
    (text) => [readIrcLine(text), readIrcLine(`<${text}`), readIrcLine(`[12:00] * ${text}`)],
  ],
])("%s takes time that grows with the text's length only, however hostile the text", (_, read) => {
  expect(superlinear(read)).toEqual([]);
});

test.each<[string, (sentence: string) => unknown]>([
  ["a decision", isDecision],
  ["a yes", isAgreement],
  ["an answer", isAnswering],
  ["nothing", saysNothing],
  ["nothing but courtesy", isCourtesy],
  ["thanks", (sentence) => isThanks(sentence, 5)],
  ["a link", hasLink],
  ["until when", dayIn],
  ["how fluent it is", (sentence) => fluencyOf(sentence, 10)],
  ["what is to be done", (sentence) => actionIn(sentence, { author: "log:ann", to: "log:ann", people })],
])("whether a sentence says %s is seen at once, however hostile it is", (_, look) => {
  const slow = atoms.filter(
    (atom) => leastMs(() => look(repeated(atom, maxSentenceChars)), maxMs, 20) > maxMs,
  );
  expect(slow).toEqual([]);
});
