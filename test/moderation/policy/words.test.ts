import { describe, expect, test } from "vitest";
import { said, stepsOf } from "./policy-of.ts";

const written = ["remove"];
const hidden = ["log", "queue"];

/** What a rule on these words, which removes, does with each text. */
const found = (words: readonly string[], texts: readonly string[]) =>
  stepsOf({ kind: "words", words, steps: ["remove"] }, ...texts);

describe("a word", () => {
  test.each([
    "cat",
    "A Cat!",
    "(cat)",
    "cat,dog",
    "the cat\nsat",
    "CAT를 봤어",
    "이cat은",
    "cat-like",
    "“cat”",
  ])("is found as it stands in %j", async (text) => {
    expect(await found(["cat"], [text])).toEqual([written]);
  });

  test.each(["concatenate", "cats", "cat5", "my_cat_1", "bobcat", "ca t", "", "고양이"])(
    "is not found in %j",
    async (text) => {
      expect(await found(["cat"], [text])).toEqual([undefined]);
    },
  );

  test.each(["c4t", "c.a.t", "c a t", "сat", "ｃａｔ", "c\u200bat", "caaaaat", "𝐜𝐚𝐭", "cа̀t"])(
    "is found behind the trick in %j, and then people look",
    async (text) => {
      expect(await found(["cat"], [text])).toEqual([hidden]);
    },
  );

  test("with * goes on as it likes on that side", async () => {
    expect(await found(["cat*"], ["cats", "category", "bobcat"])).toEqual([written, written, undefined]);
    expect(await found(["*cat"], ["cats", "bobcat", "cat"])).toEqual([undefined, written, written]);
    expect(await found(["*cat*"], ["concatenate", "dog"])).toEqual([written, undefined]);
  });

  test("may be several, with any white space between, and may hold signs", async () => {
    const words = ["buy now", "c++", "a.b"];
    expect(await found(words, ["Buy  now!", "buy\nnow", "buynow", "I like C++.", "a.b", "axb"])).toEqual([
      written,
      written,
      undefined,
      written,
      written,
      undefined,
    ]);
  });
});

describe("a Korean word", () => {
  test.each([
    "바보",
    "너 바보야?",
    "바보는 싫어",
    "바보들이야",
    "바보입니다.",
    "바보ㅋㅋㅋ",
    "이 바보같은!",
    "바보!",
    "바보라고 했어",
  ])("is found in %j", async (text) => {
    expect(await found(["바보"], [text])).toEqual([written]);
  });

  test.each(["바보상자", "울보바보상자를", "너바보", "바다보기", `바보${"는은이가".repeat(3)}`])(
    "is not found in %j",
    async (text) => {
      expect(await found(["바보"], [text])).toEqual([undefined]);
    },
  );

  test("is found with its letters taken apart, and with a point between its syllables", async () => {
    expect(await found(["바보"], ["ㅂㅏㅂㅗ", "바.보", "바보".normalize("NFD")])).toEqual([
      hidden,
      hidden,
      written,
    ]);
  });

  test("with * goes on as it likes", async () => {
    expect(await found(["죽어*"], ["죽어버려라", "안 죽었어"])).toEqual([written, undefined]);
  });
});

test("words in innocent ones are only looked at by people, never punished", async () => {
  const [steps] = await stepsOf({ kind: "words", words: ["penis"], steps: ["timeout"] }, "p e n i s land");
  expect(steps).toEqual(hidden);
});

test("names, titles and files are looked at too; for a name nothing is taken from anybody, and it is told once", async () => {
  const author = { id: "web:x", name: "bad word", kind: "person" } as const;
  const first = said("hello", { author });
  const rule = { kind: "words", words: ["bad word"], steps: ["remove"] };
  expect(
    await stepsOf(
      rule,
      first,
      said("again", { author }),
      first,
      said("hello", { author: { ...author, name: "a BAD WORD" } }),
      said("hello", { threadTitle: "a bad word" }),
      said("hello", { fileNames: ["ok.txt", "bad word.txt"] }),
    ),
  ).toEqual([hidden, undefined, hidden, hidden, written, written]);
});

test("a rule for a language holds for messages in it alone", async () => {
  const rule = { kind: "words", words: ["cat"], languages: ["ko"] };
  expect(await stepsOf(rule, "the cat is here", "여기 cat 있어요")).toEqual([undefined, ["queue"]]);
});
