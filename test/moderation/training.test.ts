import { describe, expect, it } from "vitest";
import {
  areaUnderCurve,
  calibrationError,
  ratesAt,
  readRecords,
  thresholdForShare,
} from "../../src/moderation/measure/index.ts";
import { createRouter, readWeights } from "../../src/moderation/router/index.ts";
import { createVocabulary } from "../../src/moderation/router/vocabulary.ts";
import { buildVocabulary } from "../../src/moderation/training/build-vocabulary.ts";
import { fitCalibration } from "../../src/moderation/training/calibration.ts";
import { chooseDefaultThreshold } from "../../src/moderation/training/default-threshold.ts";
import { disguisedExamples } from "../../src/moderation/training/disguise/disguise-examples.ts";
import { englishWays } from "../../src/moderation/training/disguise/english-ways.ts";
import { koreanWays } from "../../src/moderation/training/disguise/korean-ways.ts";
import { heardWords } from "../../src/moderation/training/heard-words.ts";
import {
  dataSets,
  type Example,
  seededRandom,
  trainRouter,
  writeExamples,
  writeWeights,
} from "../../src/moderation/training/index.ts";

const tell = () => {};
const lesson = writeExamples(7, 40);

describe("training", () => {
  it("gives the same bits for the same examples and seed, and others for another seed", () => {
    const first = writeWeights(trainRouter(lesson, { seed: 3, tell }));
    expect(Buffer.from(writeWeights(trainRouter(lesson, { seed: 3, tell }))).equals(first)).toBe(true);
    expect(Buffer.from(writeWeights(trainRouter(lesson, { seed: 4, tell }))).equals(first)).toBe(false);
    expect(readWeights(first)).toMatchObject({
      header: { seed: 3 },
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });

  it("learns what its examples say and never looks at those kept for measuring", () => {
    const examples: Example[] = [];
    const add = (text: string, hate: 0 | 1, part: "train" | "test") =>
      examples.push({
        text,
        language: "en",
        set: "made",
        part,
        answers: { look: hate, hate, abuse: 0, threat: 0 },
        weight: 1,
      });
    for (let i = 0; i < 300; i++) {
      add(`zorgs are glimp number ${i}`, 1, "train");
      add(`zorgs are fine number ${i}`, 0, "train");
      // Were it seen, it would turn the answer round.
      for (let k = 0; k < 4; k++) add(`zorgs are glimp, they say ${i} ${k}`, 0, "test");
    }
    const router = createRouter(trainRouter(examples, { seed: 1, tell }));
    expect(router.score("zorgs are glimp").hate).toBeGreaterThan(0.6);
    expect(router.score("zorgs are fine").hate).toBeLessThan(0.4);
  });
});

describe("copies in disguise", () => {
  const vocabulary = createVocabulary(buildVocabulary(lesson));
  const copies = disguisedExamples(lesson, vocabulary, 3);

  it("are the same for the same seed, and others for another", () => {
    expect(disguisedExamples(lesson, vocabulary, 3)).toEqual(copies);
    expect(disguisedExamples(lesson, vocabulary, 4)).not.toEqual(copies);
  });

  it("are made of harmful and harmless examples alike, differ from them, and answer as they do", () => {
    const texts = new Set(lesson.map(({ text }) => text));
    for (const language of ["en", "ko"] as const) {
      for (const look of [0, 1]) {
        const share = (some: readonly Example[]) =>
          some.filter((example) => example.language === language && example.answers.look === look).length;
        expect(share(copies) / share(lesson)).toBeGreaterThan(0.5);
      }
    }
    expect(copies.filter(({ text }) => texts.has(text)).length / copies.length).toBeLessThan(0.01);
  });

  it("hide words by each of the ways, which leave something of a word", () => {
    const random = seededRandom(1);
    for (const [word, ways] of [
      ["immigrants", englishWays],
      ["광대들", koreanWays],
    ] as const) {
      for (const way of ways) {
        const made = new Set(Array.from({ length: 30 }, () => way(word, random)));
        expect([...made].every((text) => text.length >= 3)).toBe(true);
        made.delete(word);
        expect([way.name, made.size > 0]).toEqual([way.name, true]);
      }
    }
  });
});

describe("words known by their sound", () => {
  it("are those that sound as nothing else does in harmless text", () => {
    const listed = new Set(["짱깨들", "죽어라"]);
    const words = (harmless: string) =>
      heardWords([...listed], (word) => listed.has(word), harmless).values.length;
    expect(words("")).toBe(words("짱깨들 죽어라 죽어라"));
    expect(words("주거라 주거라 주거라")).toBeLessThan(words(""));
  });
});

describe("calibration", () => {
  it("finds the sigmoid that answers came from", () => {
    const random = seededRandom(4);
    const logits = Array.from({ length: 20_000 }, () => 8 * random() - 4);
    const answers = logits.map((logit) => (random() < 1 / (1 + Math.exp(-(2.5 * logit - 1))) ? 1 : 0));
    const { slope, shift } = fitCalibration(
      logits,
      answers,
      logits.map(() => 1),
    );
    expect(slope).toBeCloseTo(2.5, 0);
    expect(Math.abs(slope - 2.5)).toBeLessThan(0.15);
    expect(Math.abs(shift + 1)).toBeLessThan(0.15);
  });
});

describe("the default threshold", () => {
  it("is where misses and needless looks cost least, but lets at most one in 200 of everyday talk be routed", () => {
    const example = (set: string, look: 0 | 1): Example => ({
      text: "",
      language: "en",
      set,
      part: "train",
      answers: { look },
      weight: 1,
    });
    const marked = Array.from({ length: 200 }, (_, i) => example("marked", i < 100 ? 0 : 1));
    const scores = marked.map((_, i) => (i < 100 ? 0.1 : 0.5) + (i % 100) / 1000);
    const answers = marked.map(({ answers }) => answers.look as number);
    const without = chooseDefaultThreshold(marked, scores, answers);
    expect(without).toBeGreaterThan(0.19);
    expect(without).toBeLessThanOrEqual(0.51);
    // Of 1000 everyday messages 1 % score .56: the threshold must be above them.
    const talk = Array.from({ length: 1000 }, () => example("ubuntu-irc", 0));
    const talkScores = talk.map((_, i) => (i < 10 ? 0.56 : 0.01));
    const kept = chooseDefaultThreshold(
      [...marked, ...talk],
      [...scores, ...talkScores],
      [...answers, ...talk.map(() => 0)],
    );
    expect(kept).toBeGreaterThan(0.56);
  });
});

describe("the project's own templates", () => {
  it("write the same sentences for the same seed", () => {
    expect(writeExamples(7, 40)).toEqual(lesson);
    expect(writeExamples(8, 40)).not.toEqual(lesson);
  });

  it("leave no slot and no choice open", () => {
    for (const { text } of writeExamples(1, 300)) expect(text).not.toMatch(/[{}<>|]|undefined|\[/);
  });

  it("cover every function in both languages with both answers", () => {
    for (const language of ["en", "ko"] as const) {
      const own = lesson.filter((example) => example.language === language);
      expect(new Set(own.map(({ shows }) => shows)).size).toBeGreaterThanOrEqual(20);
      for (const answer of [0, 1] as const)
        expect(own.some(({ answers }) => answers.hate === answer)).toBe(true);
    }
  });
});

describe("the readers", () => {
  it("read quoted fields over several lines", () => {
    expect(readRecords('text,label\n"a, ""b""\nc",1\r\nd,0\n')).toEqual([
      { text: 'a, "b"\nc', label: "1" },
      { text: "d", label: "0" },
    ]);
  });

  it("read each set in its own form", () => {
    const read = (path: string, content: string) =>
      dataSets.filter((set) => set.takes(path)).flatMap((set) => set.read(path, content));
    expect(read("/x/measuring-hate-speech/test_2000.csv", "text,label\nhello URL,0\n")).toMatchObject([
      { text: "hello http://url", part: "test", answers: { hate: 0 } },
    ]);
    expect(read("/x/curse-ko/dataset.txt", "나쁜 | 말|1\n좋은 말|0")).toMatchObject([
      { text: "나쁜 | 말", answers: { look: 1 } },
      { text: "좋은 말", answers: { look: 0, hate: 0 } },
    ]);
    expect(
      read("/x/k-mhas/kmhas_test.txt", "document\tlabel\n가\t2,3\n나\t5\n다\t8\n").map((e) => e.answers),
    ).toEqual([
      { look: 1, hate: 0, abuse: 1 },
      { look: 1, hate: 1 },
      { look: 0, hate: 0, abuse: 0, threat: 0 },
    ]);
    expect(
      read("/chat/ubuntu-irc/dev/a.raw.txt", "[11:22] <ann> bob: try again\n=== bob left\n"),
    ).toMatchObject([{ text: "try again", part: "test", answers: { look: 0 } }]);
    expect(read("/x/toxigen/demonstrations/race/neutral_a.txt", "people live here\n")).toMatchObject([
      { answers: { hate: 0 } },
    ]);
  });

  it("name a source and a licence for each set", () => {
    for (const set of dataSets) expect([set.source, set.licence].every((text) => text.length > 2)).toBe(true);
  });
});

describe("the measures", () => {
  const scores = [0.1, 0.4, 0.35, 0.8];
  const answers = [0, 0, 1, 1];

  it("count pairs in order for the area under the curve, ties half", () => {
    expect(areaUnderCurve(scores, answers)).toBe(0.75);
    expect(areaUnderCurve([1, 1, 1, 1], answers)).toBe(0.5);
  });

  it("give the rates at a threshold", () => {
    expect(ratesAt(scores, answers, 0.38)).toMatchObject({
      recall: 0.5,
      specificity: 0.5,
      accuracy: 0.5,
      macroF1: 0.5,
    });
  });

  it("find the threshold that flags at most a share", () => {
    const random = seededRandom(1);
    const many = Array.from({ length: 1000 }, random);
    const least = thresholdForShare(many, 0.02);
    expect(many.filter((score) => score >= least)).toHaveLength(20);
    expect([0.5, 0.5, 0.5].filter((score) => score >= thresholdForShare([0.5, 0.5, 0.5], 0.4))).toHaveLength(
      0,
    );
  });

  it("tell how far stated probabilities are from what came true", () => {
    const random = seededRandom(2);
    const stated = Array.from({ length: 20_000 }, random);
    const true_ = stated.map((p) => (random() < p ? 1 : 0));
    expect(calibrationError(stated, true_)).toBeLessThan(0.02);
    expect(
      calibrationError(
        stated,
        true_.map((answer) => 1 - answer),
      ),
    ).toBeGreaterThan(0.4);
  });
});
