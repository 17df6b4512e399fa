import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lookAtPattern } from "../../../src/config/pattern-fault.ts";
import { policiesOf, said } from "./policy-of.ts";

const rules = [
  { name: "words", kind: "words", words: ["*bad*", "worse", "바보", "나쁜 말*", "aaaaaaaaaaaaaaaaaaaab"] },
  {
    name: "patterns",
    kind: "pattern",
    patterns: ["(a+)+b", "(x+x+)+y", "(?:a?){30}a{30}b", "바보+", "(.*)(.*)(.*)z\\z"],
  },
  { name: "links", kind: "links", allow: ["good.org"], deny: ["evil.com"] },
  { name: "flood", kind: "flood", messages: 3, seconds: 5 },
  { name: "mentions", kind: "mentions", moreThan: 3 },
];

test("no text, name or title makes the rules fail", async () => {
  const policies = await policiesOf({ rules });
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: "grapheme", maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom("https://", ".", "/", "@", "a", "바", "ㅂ", "\u0300", "\ud800", "\u200b", " "),
      maxLength: 100,
    }),
  );
  fc.assert(
    fc.property(text, text, (words, name) => {
      const author = { id: "web:x", name, kind: "person" } as const;
      const message = said(words, { author, threadTitle: name, fileNames: [name] });
      for (const { steps } of policies.for(message.place).match(message))
        expect(steps.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

describe("texts made to be slow take time in line with their length:", () => {
  const unit = 4_000;
  test.each([
    ["one letter", "a"],
    ["letters of patterns", "x"],
    ["dots", "a."],
    ["schemes", "a://"],
    ["www", "www."],
    ["a domain that never ends", "evil.com."],
    ["mentions", "@a"],
    ["marks", "a\u0300"],
    ["syllables", "바보상자"],
    ["particles", "바보는은이가"],
    ["letters of Hangul", "ㅂㅏ"],
    ["spelled letters", "b a "],
    ["brackets", "[.] ( "],
    ["blanks", " "],
  ])("%s", async (_, piece) => {
    const policies = await policiesOf({ rules });
    const timeFor = (times: number) => {
      const text = piece.repeat(Math.ceil((unit * times) / piece.length));
      const took = [0, 1, 2].map(() => {
        const message = said(text);
        const began = process.cpuUsage();
        policies.for(message.place).match(message);
        return process.cpuUsage(began).user / 1000;
      });
      return Math.min(...took);
    };
    timeFor(1);
    const [shortMs, longMs] = [timeFor(1), timeFor(8)];
    // In line is 8 times as long; if it were the square, 64 times.
    expect(longMs).toBeLessThan(24 * Math.max(shortMs, 2));
  });
});

test("whatever pattern the config lets pass compiles and matches without failing", async () => {
  const part = fc.constantFrom(
    "a",
    "바",
    "(",
    ")",
    "[",
    "]",
    "*",
    "+",
    "?",
    "{3}",
    "{9,}",
    "\\w",
    "\\1",
    "(?:",
    "(?=",
    "|",
    "^",
    "$",
    ".",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), async (parts) => {
      const pattern = parts.join("");
      fc.pre("size" in lookAtPattern(pattern));
      const policies = await policiesOf({ rules: [{ name: "p", kind: "pattern", patterns: [pattern] }] });
      const message = said("aaa 바바바 ()[]*");
      expect(policies.for(message.place).match(message).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});
