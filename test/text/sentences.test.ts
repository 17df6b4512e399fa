import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSentenceSplitter, type SentenceBounds, sentencesOf } from "../../src/text/sentences.ts";

/** Sentences without the white space that leads them. */
const plain = (text: string, bounds?: SentenceBounds) => sentencesOf(text, bounds).map((s) => s.trim());

/** Text that is rich in what the rules look at. */
const markdownish = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...'배포가 끝났다.|그리고|했어요|할까요?|좋네요!|다.|e.g.|i.e.|Dr.|v1.2|3.14|https://a.b/c.d|1.|2)|- |* |# |> |`a. b`|`|```|```ts|~~~|~~~~|````|\n|\n\n| |  |\t|.|?|!|…|。|！|)|"|**|_|Done.|Is it?|etc.|J.|한글|word|👩‍👩‍👧|é|e\u0301|\r\n'.split(
            "|",
          ),
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
      { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

const smallBounds = { maxChars: 24, maxBlockChars: 60 };

describe("sentences", () => {
  test("end at a period, question or exclamation mark that a space follows", () => {
    expect(plain("It works. Does it? Yes! Good… fine")).toEqual([
      "It works.",
      "Does it?",
      "Yes!",
      "Good…",
      "fine",
    ]);
  });

  test("keep the quotes, brackets and emphasis that close them", () => {
    expect(plain('He said "stop." (Really.) **Now!** Then')).toEqual([
      'He said "stop."',
      "(Really.)",
      "**Now!**",
      "Then",
    ]);
  });

  test("do not end at abbreviations, initials, decimals, versions and addresses", () => {
    for (const whole of [
      "Use a cache, e.g. Redis, for it",
      "Ask Dr. Kim or J. Park about it",
      "It costs 3.14 or v1.2 of it",
      "See https://example.org/a.b?c=d!e for more",
      "Edit src/main.ts now",
    ]) {
      expect(plain(`${whole}. Next`)).toEqual([`${whole}.`, "Next"]);
    }
  });

  test("may end with a version or an address", () => {
    expect(plain("Take v1.2. It is on https://example.org/x. Try")).toEqual([
      "Take v1.2.",
      "It is on https://example.org/x.",
      "Try",
    ]);
  });

  test("end at Korean endings, also where the space after them was forgotten", () => {
    expect(plain("배포했습니다. 확인했어요! 될까요? 네")).toEqual([
      "배포했습니다.",
      "확인했어요!",
      "될까요?",
      "네",
    ]);
    expect(plain("배포했다.그리고 쉬었다.끝")).toEqual(["배포했다.", "그리고 쉬었다.", "끝"]);
    expect(plain("가.나.라 순서")).toEqual(["가.나.라 순서"]);
  });

  test("end at full-width marks without a space", () => {
    expect(plain("좋다。다음！끝")).toEqual(["좋다。", "다음！", "끝"]);
  });

  test("end at line ends, so that headings, list items and table rows stand alone", () => {
    expect(plain("# How to\n\n1. Build it\n2. Ship it. Rest\n- a\n- b\n| x | y |")).toEqual([
      "# How to",
      "1. Build it",
      "2. Ship it.",
      "Rest",
      "- a",
      "- b",
      "| x | y |",
    ]);
  });

  test("do not end inside inline code, but an unclosed backtick holds only its line", () => {
    expect(plain("Run `a. b` now. Ok")).toEqual(["Run `a. b` now.", "Ok"]);
    expect(plain("A ` tick. so\nYes. No")).toEqual(["A ` tick. so", "Yes.", "No"]);
  });

  test("keep a fenced code block whole, with the longer fence that it was opened with", () => {
    const block = "````md\nFirst. Second.\n```\nnot yet\n````";
    expect(plain(`Look:\n${block}\nDone. Yes`)).toEqual(["Look:", block, "Done.", "Yes"]);
    const inList = "- ```sh\n  npm ci. x\n  ```";
    expect(plain(`${inList}\n- b`)).toEqual([inList, "- b"]);
    expect(plain("~~~\na. b\n```\n~~~\nc")).toEqual(["~~~\na. b\n```\n~~~", "c"]);
  });

  test("take three backticks that close on their own line for inline code", () => {
    expect(plain("```x``` is code\nYes. No")).toEqual(["```x``` is code", "Yes.", "No"]);
  });

  test("cut overlong prose at a space and an overlong block at a line end", () => {
    expect(plain("aaaa bbbb cccc dddd eeee ffff", { maxChars: 16, maxBlockChars: 16 })).toEqual([
      "aaaa bbbb cccc",
      "dddd eeee ffff",
    ]);
    expect(sentencesOf("```\naaaa\nbbbb\ncccc\n```\nx", { maxChars: 16, maxBlockChars: 16 })).toEqual([
      "```\naaaa\nbbbb\n",
      "cccc\n```",
      "\nx",
    ]);
  });

  test("never cut through an emoji or a letter with its accents", () => {
    const pieces = sentencesOf("👍".repeat(50) + "e\u0301".repeat(50), { maxChars: 7, maxBlockChars: 7 });
    for (const piece of pieces) {
      expect(piece).toBe(piece.toWellFormed());
      expect(piece).not.toMatch(/^\p{M}/u);
    }
  });

  test("add up to the text, whatever the text", () => {
    fc.assert(
      fc.property(markdownish, fc.constantFrom(undefined, smallBounds), (text, bounds) => {
        expect(sentencesOf(text, bounds).join("")).toBe(text);
      }),
    );
  });

  test("do not depend on how the text was chunked", () => {
    fc.assert(
      fc.property(
        markdownish,
        fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 10 }),
        fc.constantFrom(undefined, smallBounds),
        (text, lengths, bounds) => {
          const splitter = createSentenceSplitter(bounds);
          const sentences: string[] = [];
          for (let at = 0, n = 0; at < text.length; n++) {
            const length = lengths[n % lengths.length] as number;
            sentences.push(...splitter.push(text.slice(at, at + length)));
            at += length;
          }
          expect([...sentences, ...splitter.end()]).toEqual(sentencesOf(text, bounds));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test("are no longer than the bounds", () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        for (const sentence of sentencesOf(text, smallBounds))
          expect(sentence.length).toBeLessThanOrEqual(60);
      }),
    );
  });

  test("are released as soon as the character after them is known", () => {
    const splitter = createSentenceSplitter();
    expect(splitter.push("One.")).toEqual([]);
    expect(splitter.push(" ")).toEqual(["One."]);
    expect(splitter.push("Two\n")).toEqual([" Two"]);
    expect(splitter.end()).toEqual(["\n"]);
    expect(splitter.push("```")).toEqual([]);
    expect(splitter.push("\nx. y\n```\n")).toEqual(["```\nx. y\n```"]);
  });

  test("of hostile text are found in time that grows with its length only", () => {
    const hostile = [
      "a".repeat(1e6),
      ".".repeat(1e6),
      " ".repeat(1e6),
      "`".repeat(1e6),
      "\n```".repeat(2e5),
      `e${"\u0301".repeat(1e6)}`,
      "> ".repeat(5e5),
      "a. ".repeat(3e5),
    ];
    for (const text of hostile) {
      const before = performance.now();
      expect(sentencesOf(text).join("")).toBe(text);
      expect(performance.now() - before).toBeLessThan(5000);
    }
  });
});
