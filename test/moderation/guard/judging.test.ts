import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullBatches } from "../../../src/model/llama/child/full-batches.ts";
import { cutWindows } from "../../../src/moderation/guard/cut-windows.ts";
import { QWEN3GUARD_TEMPLATE } from "./qwen3guard-template.ts";
import { LLAMA_GUARD, runGuard, temporaryFolder } from "./run-guard.ts";

const folder = temporaryFolder();

describe("the fixed part of the prompt", () => {
  it("is evaluated once, before the first message, and never again, for messages as for answers", async () => {
    const { judge, readings } = await runGuard(folder, LLAMA_GUARD);
    for (const text of ["apples", "bread and butter", "you idiot", "3 + 4"]) await judge(text);
    const reused = readings.map(({ promptTokens, evaluatedTokens }) => promptTokens - evaluatedTokens);
    expect(new Set(reused).size).toBe(1);
    expect(reused[0]).toBeGreaterThan(400);
    for (const { promptTokens, evaluatedTokens } of readings)
      expect(evaluatedTokens).toBeLessThan(promptTokens / 2);

    // Also when messages and answers come in turn, and after what was said before.
    const before = [{ by: "self", text: "Hello!" }] as const;
    for (const of of ["message", "answer", "answer", "message", "answer"] as const)
      await judge("apples", { of, before });
    expect(readings).toHaveLength(9);
    for (const { promptTokens, evaluatedTokens } of readings.slice(4))
      expect(promptTokens - evaluatedTokens).toBeGreaterThan(400);
  });

  it("is read once for all rules of a place, and so is the message", async () => {
    const { judge, readings } = await runGuard(
      folder,
      { rules: [{ reply: "no" }, { when: ["idiot"], reply: "yes" }] },
      { format: "custom" },
    );
    const text = "word ".repeat(60);
    await judge(text);
    await judge(text, { rules: ["One?", "Two?", "Three?", "Four?", "Five?", "Six?", "Seven?"] });
    const [built, twice] = readings;
    expect(twice?.promptTokens).toBeGreaterThan(1.8 * (built?.promptTokens ?? 0));
    expect(twice?.evaluatedTokens).toBeLessThan((built?.evaluatedTokens ?? 0) + 700);
  });
});

describe("several messages at a time", () => {
  it("are judged each by what it says, in sequences of their own", async () => {
    const { judge, readings, guard } = await runGuard(folder, LLAMA_GUARD, { model: { parallel: 4 } });
    expect(guard.health()).toMatchObject({ parallel: 4 });
    const texts = ["you idiot", "apples", "what a dunce", "silly", "bread", "idiot again", "tea", "a dunce"];
    const judging = texts.map((text) => judge(text));
    expect(guard.load()).toMatchObject({ running: 4, waiting: 4, shed: 0 });
    const verdicts = await Promise.all(judging);
    const expected = [0.97, 0, 0.8, 0.4, 0, 0.97, 0, 0.8];
    for (const [index, { probability }] of verdicts.entries())
      expect(probability).toBeCloseTo(expected[index] ?? -1, 2);
    // Every sequence got the fixed part before its first message.
    for (const { promptTokens, evaluatedTokens } of readings)
      expect(evaluatedTokens).toBeLessThan(promptTokens / 2);
    expect(guard.load()).toEqual({ running: 0, waiting: 0, oldestMs: 0, shed: 0 });
  });

  it("share their batches: one that is about to queue up is waited for, but not for ever", () => {
    const item = (tokens: number) => ({
      tokens: new Array(tokens).fill(0),
      logits: [],
      evaluationPriority: 5 as const,
    });
    const strategy = fullBatches(() => 3);
    const three = [item(100), item(10), item(300)];
    expect(strategy({ items: three.slice(0, 2), size: 256 })).toEqual([]);
    expect(strategy({ items: three, size: 256 }).map(({ processAmount }) => processAmount)).toEqual([
      100, 10, 146,
    ]);
    let asked = 0;
    while (strategy({ items: three.slice(0, 2), size: 256 }).length === 0) asked += 1;
    expect(asked).toBeGreaterThan(1);
    expect(asked).toBeLessThan(1000);
  });
});

describe("a text that is longer than the context", () => {
  const small = { model: { contextTokens: 1500 } };

  it("is judged to the last word, wherever the word is that breaks the rules", async () => {
    const { judge, readings } = await runGuard(folder, LLAMA_GUARD, small);
    for (const share of [0, 0.5, 0.99]) {
      const words = new Array(300).fill("word");
      words[Math.floor(share * 300)] = "dunce";
      const asked = readings.length;
      const verdict = await judge(words.join(" "));
      expect(verdict.probability).toBeCloseTo(0.8, 2);
      expect(verdict).toMatchObject({ categories: ["hate"], codes: ["S10"] });
      expect(readings.length).toBeGreaterThan(asked + 1);
    }
  });

  it("gives way only after what was said before it did, the oldest first, and is refused rather than judged in part", async () => {
    const { judge, readings } = await runGuard(folder, LLAMA_GUARD, small);
    const before = Array.from({ length: 12 }, () => ({ by: "person", text: "word ".repeat(40) }) as const);
    expect((await judge("you dunce", { before })).probability).toBeCloseTo(0.8, 2);
    expect(readings).toHaveLength(1);
    expect(readings[0]?.promptTokens).toBeGreaterThan(1000);

    await expect(judge("word ".repeat(4000))).rejects.toMatchObject({ name: "ModelError", code: "overflow" });
    expect(readings).toHaveLength(1);
  });

  it("is cut into windows that leave nothing out", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 1 }),
        fc.integer({ min: 2, max: 8 }),
        (text, count) => {
          let rest = text;
          for (const window of cutWindows(text, count)) {
            // Where the windows overlap, what the last one ended with comes again.
            const at = text.length - rest.length;
            const start = text.lastIndexOf(window, at);
            expect(text.slice(at, Math.max(at, start)).trim()).toBe("");
            rest = text.slice(Math.max(at, start + window.length));
          }
          expect(rest.trim()).toBe("");
        },
      ),
    );
  });
});

describe("Qwen3Guard", () => {
  const QWEN = {
    name: "Qwen3Guard Gen 0.6B",
    family: "qwen3",
    answerMarks: [":"],
    template: QWEN3GUARD_TEMPLATE,
    rules: [
      { reply: " Safe" },
      {
        when: ["idiot"],
        reply: [
          { text: " Unsafe\nCategories: Unethical Acts, Violent", share: 0.3 },
          { text: " Controversial\nCategories: PII", share: 0.6 },
          { text: " Safe", share: 0.1 },
        ],
      },
    ],
  } as const;

  it("counts what is controversial as unsafe when strict, which is the default, and not when loose", async () => {
    const strict = await (await runGuard(folder, QWEN)).judge("you idiot");
    expect(strict.probability).toBeCloseTo(0.9, 2);
    expect(strict).toMatchObject({ categories: ["privacy"], codes: ["PII"] });
    expect(strict.model).toMatch(/\(qwen3guard-gen-strict, /);
    const loose = await runGuard(folder, QWEN, { format: "qwen3guard-gen-loose" });
    expect((await loose.judge("you idiot")).probability).toBeCloseTo(0.3, 2);
    expect((await loose.judge("apples")).probability).toBeLessThan(0.01);
  });

  it("is asked by our own words when its file has no template of its kind, and calls unethical acts what they may be", async () => {
    const rules = [
      { reply: " Safe" },
      { when: ["idiot"], reply: " Unsafe\nCategories: Unethical Acts, Violent" },
    ];
    const { judge } = await runGuard(folder, { ...QWEN, rules, template: null });
    expect(await judge("you idiot")).toMatchObject({
      codes: ["Unethical Acts", "Violent"],
      categories: ["hate", "abuse", "threat"],
    });
  });
});

describe("a place's own rules", () => {
  it("are each asked beside Maru's own, and the likeliest to be broken counts; Maru's own have categories", async () => {
    const share = (yes: number) => [
      { text: "yes", share: yes },
      { text: "No", share: 1 - yes },
    ];
    const { judge } = await runGuard(
      folder,
      {
        rules: [
          { reply: "no" },
          { when: ["politics"], reply: share(0.6) },
          { when: ["spoilers"], reply: share(0.9) },
          { when: ["football"], reply: share(0.2) },
          { when: ["insult"], reply: share(0.7) },
        ],
      },
      { format: "custom" },
    );
    // The scripted model answers by the last of its words, which the rule is; a real one by the message too.
    const verdict = await judge("hm", {
      rules: ["Is it politics?", "Is it football?", "Are there spoilers?"],
    });
    expect(verdict.probability).toBeCloseTo(0.9, 2);
    expect(verdict).toMatchObject({ codes: ["10", "2", "8"], categories: ["own-rule", "abuse"] });
    expect(verdict.chances?.["own-rule"]).toBeCloseTo(0.9, 2);
    expect(verdict.chances?.abuse).toBeCloseTo(0.7, 2);
    expect(verdict.chances?.hate).toBeCloseTo(0, 2);
    for (const rules of [["Is it football?"], [], undefined]) {
      const other = await judge("hm", rules ? { rules } : {});
      expect(other).toMatchObject({ codes: ["2"], categories: ["abuse"] });
    }
  });
});
