import { describe, expect, it } from "vitest";
import { markText, tricksIn } from "../../../../adapters/web/page/review/marked-text.ts";
import { evidence } from "../review-cases.ts";

const shown = (text: string) =>
  markText(text, [])
    .map((stretch) => stretch.text)
    .join("");
const tricks = (text: string) => tricksIn(markText(text, []));

describe("words under review", () => {
  it("are cut where what weighed begins and ends, by how much", () => {
    const text = "a total clown, thanks for trying";
    expect(markText(text, evidence(text, { "total clown": 3, "thanks for": -1 }))).toEqual([
      { text: "a ", weight: 0 },
      { text: "total clown", weight: 3 },
      { text: ", ", weight: 0 },
      { text: "thanks for", weight: -1 },
      { text: " trying", weight: 0 },
    ]);
  });

  it("add up parts that lie over one another, and leave out what is not where it says it is", () => {
    const text = "clowns";
    const parts = [...evidence(text, { clown: 1, owns: 2 }), { text: "other", start: 0, end: 5, weight: 9 }];
    expect(markText(text, parts).map(({ text: part, weight }) => [part, weight])).toEqual([
      ["cl", 1],
      ["own", 3],
      ["s", 2],
    ]);
  });

  it("show what hides itself", () => {
    expect(shown("p\u200be\u2060o")).toBe("p·e·o");
    expect(shown("a\u00a0b\u3164c")).toBe("a␣b␣c");
    expect(shown("\u202egnp.exe")).toBe("⇄gnp.exe");
    expect(shown("a\u0007b\ue000")).toBe("a¤b¤");
    expect(shown("two\nlines\tand a tab")).toBe("two\nlines\tand a tab");
    expect(tricks("p\u200be\u200b\u202e")).toEqual([
      { kind: "invisible", count: 2 },
      { kind: "direction", count: 1 },
    ]);
    expect(markText("\u200b", [])).toEqual([
      { text: "·", weight: 0, trick: { kind: "invisible", codes: "U+200B" } },
    ]);
  });

  it("mark letters of another alphabet in a Latin word, and leave honest words alone", () => {
    expect(tricks("keybоard")).toEqual([{ kind: "lookalike", count: 1 }]);
    expect(tricks("привет hello αβγ 한국어 中文 👩‍👩‍👧‍👦 ❤️ café 🇰🇷")).toEqual([]);
  });

  it("lose nothing and split no character", () => {
    const text = "😀 가나다 e\u0301 <b>&amp;</b>";
    const parts = [{ text: "\ude00 가", start: 1, end: 4, weight: 1 }];
    const cut = markText(text, parts);
    expect(cut.map((stretch) => stretch.text).join("")).toBe(text);
    expect(cut.every((stretch) => stretch.text.isWellFormed())).toBe(true);
  });
});
