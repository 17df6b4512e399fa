import { describe, expect, test } from "vitest";
import { bootstrap } from "../../bench/summaries/bootstrap.ts";
import { porterStem } from "../../bench/summaries/porter-stem.ts";
import { rougeL, rougeN } from "../../bench/summaries/rouge.ts";
import { rougeTokens } from "../../bench/summaries/rouge-tokens.ts";
import { cut } from "../../bench/summaries/score.ts";

const words = (text: string) => rougeTokens(text, { stem: false });

describe("ROUGE as Lin 2004 defines it, by the examples of that paper", () => {
  const reference = words("police killed the gunman");
  const second = words("police kill the gunman");
  const third = words("the gunman kill police");
  const fourth = words("the gunman police killed");

  test("ROUGE-2 cannot tell S2 from S3: one bigram each", () => {
    expect(rougeN(second, reference, 2).recall).toBeCloseTo(1 / 3);
    expect(rougeN(third, reference, 2).recall).toBeCloseTo(1 / 3);
  });

  test("ROUGE-L can: 3/4 and 2/4", () => {
    expect(rougeL([second], [reference]).f).toBeCloseTo(3 / 4);
    expect(rougeL([third], [reference]).f).toBeCloseTo(2 / 4);
  });

  test("ROUGE-L gives S4 as much as S3, ROUGE-2 more", () => {
    expect(rougeL([fourth], [reference]).f).toBeCloseTo(rougeL([third], [reference]).f);
    expect(rougeN(fourth, reference, 2).f).toBeGreaterThan(rougeN(third, reference, 2).f);
  });

  test("ROUGE-L of several sentences takes their union: 4/5", () => {
    const union = rougeL([words("w1 w2 w6 w7 w8"), words("w1 w3 w8 w9 w5")], [words("w1 w2 w3 w4 w5")]);
    expect(union.recall).toBeCloseTo(4 / 5);
    expect(union.precision).toBeCloseTo(4 / 10);
  });
});

test("precision, recall and F, as other implementations have them", () => {
  const [reference, candidate] = [words("testing one two"), words("testing")];
  expect(rougeN(candidate, reference, 1)).toEqual({ precision: 1, recall: 1 / 3, f: 1 / 2 });
  expect(rougeL([candidate], [reference])).toEqual({ precision: 1, recall: 1 / 3, f: 1 / 2 });
  const two = rougeN(words("testing one"), reference, 2);
  expect([two.precision, two.recall]).toEqual([1, 1 / 2]);
  expect(two.f).toBeCloseTo(2 / 3);
});

test("a word counts at most as often as either has it", () => {
  expect(rougeN(words("the the the the"), words("the cat the mat"), 1)).toEqual({
    precision: 1 / 2,
    recall: 1 / 2,
    f: 1 / 2,
  });
  expect(rougeL([words("the"), words("the")], [words("the cat")]).precision).toBe(1 / 2);
});

test("nothing in common, or nothing at all, is 0", () => {
  for (const candidate of [[], words("x")])
    expect(rougeN(candidate, words("a b"), 1)).toEqual({ precision: 0, recall: 0, f: 0 });
  expect(rougeL([], [words("a")]).f).toBe(0);
  expect(rougeN(words("a"), words("a"), 2).f).toBe(0);
});

test("English is counted by words, Hangul by syllables, Chinese and Japanese by characters", () => {
  expect(words("Don't STOP, it's v2.0!")).toEqual(["don", "t", "stop", "it", "s", "v2", "0"]);
  expect(words("배포를 API로")).toEqual(["배", "포", "를", "api", "로"]);
  expect(words("배포".normalize("NFD"))).toEqual(["배", "포"]);
  expect(words("部署 テスト café")).toEqual(["部", "署", "テ", "ス", "ト", "café"]);
});

test("with stemming, words of more than three letters are stemmed", () => {
  expect(rougeTokens("Meetings were running, was", { stem: true })).toEqual(["meet", "were", "run", "was"]);
});

test.each(
  // The examples of Porter 1980, step by step, as they come out of all steps.
  Object.entries({
    caresses: "caress",
    ponies: "poni",
    ties: "ti",
    cats: "cat",
    feed: "feed",
    agreed: "agre",
    plastered: "plaster",
    bled: "bled",
    motoring: "motor",
    sing: "sing",
    conflated: "conflat",
    troubled: "troubl",
    sized: "size",
    hopping: "hop",
    falling: "fall",
    hissing: "hiss",
    fizzed: "fizz",
    failing: "fail",
    filing: "file",
    happy: "happi",
    sky: "sky",
    relational: "relat",
    conditional: "condit",
    rational: "ration",
    valenci: "valenc",
    digitizer: "digit",
    radicalli: "radic",
    vietnamization: "vietnam",
    operator: "oper",
    feudalism: "feudal",
    decisiveness: "decis",
    hopefulness: "hope",
    sensibiliti: "sensibl",
    triplicate: "triplic",
    formative: "form",
    electrical: "electr",
    goodness: "good",
    revival: "reviv",
    allowance: "allow",
    airliner: "airlin",
    adjustable: "adjust",
    replacement: "replac",
    adoption: "adopt",
    communism: "commun",
    effective: "effect",
    probate: "probat",
    rate: "rate",
    cease: "ceas",
    controll: "control",
    roll: "roll",
    generalizations: "gener",
    oscillators: "oscil",
  }),
)("Porter's stem of %s is %s", (word, stem) => {
  expect(porterStem(word)).toBe(stem);
});

test("summaries are cut at the same number of words, within the last text", () => {
  expect(cut(["one two — three", "four five", "six"], 4)).toEqual(["one two three", "four"]);
  expect(cut(["하나 둘", "셋"], 10)).toEqual(["하나 둘", "셋"]);
});

test("the bootstrap's interval holds the mean, narrows with more values, and is the same each time", () => {
  const few = bootstrap([0, 1, 0, 1]);
  const many = bootstrap(Array.from({ length: 400 }, (_, at) => at % 2));
  expect(few.mean).toBe(0.5);
  expect(many.low).toBeGreaterThan(0.44);
  expect(many.high).toBeLessThan(0.56);
  expect(few.high - few.low).toBeGreaterThan(many.high - many.low);
  expect(bootstrap([0, 1, 0, 1])).toEqual(few);
});
