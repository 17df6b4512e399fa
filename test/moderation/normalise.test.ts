import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextBuffer, makePlain, typedInHangul } from "../../src/moderation/normalise/index.ts";
import { textOf } from "../../src/moderation/normalise/text-buffer.ts";
import { hostileAtoms } from "../text/hostile.ts";
import { superlinear } from "../text/linear.ts";

/** One for all texts, as in the router, and small, so that it has to grow. */
const buffer = createTextBuffer(16);

function plainOf(text: string, start = 0, end = text.length) {
  makePlain(text, start, end, buffer);
  const { from, until, length } = buffer;
  return { text: textOf(buffer), from: from.slice(0, length), until: until.slice(0, length) };
}

const plain = (text: string) => plainOf(text).text;
/** White space at the ends comes of emoji, which are parted from what stands beside them. */
const words = (text: string) => plain(text).trim();

/** Text made of what tricks are made of. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom("a", "e", "1", "4", "$", "@", " ", "  ", ".", "-", "*", "\n", "'"),
      fc.constantFrom(
        "가",
        "시",
        "발",
        "ㅅ",
        "ㅂ",
        "ㅣ",
        "ㅏ",
        "\u1109",
        "\u1175",
        "\u11ab",
        "\uffa1",
        "\uffc2",
      ),
      fc.constantFrom(
        "\u200b",
        "\u0301",
        "\u0336",
        "\u3164",
        "а",
        "ｅ",
        "𝓪",
        "🅰",
        "🐀",
        "👩\u200d❤\ufe0f\u200d👩",
        "🇰🇷",
        "🏿",
      ),
      fc.constantFrom("\ud800", "\udc00", "\0", "\u202e", "ß", "é", "ﬃ", "㈜"),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("the plain form of a text", () => {
  it("folds case, width, styles and marks", () => {
    expect(words("Some ＷＯＲＤＳ")).toBe("some words");
    expect(words("𝓼𝓸𝓶𝓮 𝕨𝕠𝕣𝕕𝕤 ⓑⓨ ʜᴀɴᴅ 🅞🅡 🅱🅾🆇")).toBe("some words by hand or box");
    expect(words("z̶̡̛a̵l̴͝g̷o and café")).toBe("zalgo and cafe");
  });

  it("drops what cannot be seen", () => {
    expect(words("in\u200bvi\u00adsi\u2060ble \u3164 \u2800word\ufeff")).toBe("invisible word");
  });

  it("reads letters of other scripts that look Latin as the Latin ones", () => {
    expect(words("һоmоglурhѕ аrе tісkу".replace("tісkу", "trісkу"))).toBe("homoglyphs are tricky");
  });

  it("undoes leetspeak inside words and leaves numbers and names of things alone", () => {
    expect(words("h4rml3ss w0rd5 in d15gui5e")).toBe("harmless words in disguise");
    expect(words("3 apples, mp3, win10, 24/7, $5")).toBe("3 apples, mp3, win10, 24/7, $5");
    expect(words("mail me@example.org or http://a.b/x1y2 @user1name")).toBe(
      "mail me@example.org or http://a.b/x1y2 @user1name",
    );
  });

  it("joins letters that are spelled out, and keeps words apart where the gap is wider", () => {
    expect(words("s o m e  w o r d s")).toBe("some words");
    expect(words("w.o.r.d.s and w-o-r-d-s")).toBe("words and words");
    expect(words("plan b or c")).toBe("plan b or c");
  });

  it("shortens runs of letters to two, and of spaces between words to one", () => {
    expect(words("sooooo goood!!!!")).toBe("soo good!!");
    expect(words("와아아아아    좋다아아")).toBe("와아아 좋다아아");
    expect(words("soooo   much")).toBe("soo much");
  });

  it("puts Hangul together however it was taken apart", () => {
    expect(words("안녕하세요".normalize("NFD"))).toBe("안녕하세요");
    expect(words("ㅇㅏㄴㄴㅕㅇ ㄱㅏㅂㅅ이")).toBe("안녕 갑ㅅ이");
    expect(words("나.쁜 말/투 나 쁜 말")).toBe("나쁜 말투 나쁜말");
    expect(words("했다.그래서")).toBe("했다.그래서");
  });

  it("keeps initials and laughter as they are", () => {
    expect(words("ㅇㅋ ㅋㅋㅋㅋㅋ 하하ㅎㅎ")).toBe("ㅇㅋ ㅋㅋ 하하ㅎㅎ");
  });

  it("says in words what an emoji means", () => {
    expect(words("you 🐀")).toBe("you rat");
    expect(words("👨🏿 and 👩‍❤️‍💋‍👩 and 🇰🇷")).toBe("black man and lesbian couple and korean");
  });

  it("reads Korean typed on an English keyboard", () => {
    expect(typedInHangul("dkssud")).toBe("안녕");
    expect(typedInHangul("rhkgkr")).toBe("과학");
  });

  it("is not changed by normalising twice", () => {
    // Emoji, spelled letters and leetspeak are undone once: what they leave is plain text of another kind.
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."abcdeyz 가나다라마바사,.?"), maxLength: 40 }),
        (text) => {
          const once = plain(text);
          expect(plain(once)).toBe(once);
        },
      ),
    );
  });

  it("keeps for every character where it came from, in order and within the original", () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expectOffsets(plainOf(text), text);
      }),
      { numRuns: 500 },
    );
  });

  it("shows evidence in the message's own words", () => {
    const text = "such a n1c\u200be day";
    const { text: found, from, until } = plainOf(text);
    const at = found.indexOf("nice");
    expect(text.slice(from[at], until[at + 3])).toBe("n1c\u200be");
  });

  it("is the same for a part of a longer text, counted from the beginning of that", () => {
    const around = fc.string({ unit: fc.constantFrom(..."ab ,가"), maxLength: 10 });
    fc.assert(
      fc.property(around, tricky, around, (before, part, after) => {
        const alone = plainOf(part);
        const within = plainOf(before + part + after, before.length, before.length + part.length);
        expect(within).toEqual({
          text: alone.text,
          from: alone.from.map((at) => at + before.length),
          until: alone.until.map((at) => at + before.length),
        });
      }),
    );
  });

  it("puts syllables together that end in two consonants", () => {
    expect(plain("ㅅㅣㅀㄷㅏ")).toBe("싫다");
    expect(plain("ㅇㅓㅄㅇㅓ")).toBe("없어");
    expect(plain("ㄴㅡㄺㅇㅡㄴ")).toBe("늙은");
  });

  it("answers whatever it is given", () => {
    expect(plain("")).toBe("");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof plain(text) === "string"));
    expect(plain("\ud800\ud800")).toBe("\ufffd\ufffd");
  });

  it("takes time linear in the length of the text", () => {
    const atoms = [
      ...hostileAtoms,
      "1a",
      "a1",
      "a.",
      "시.",
      "ㅅㅣ",
      "a\u200b",
      "🐀",
      "👩\u200d",
      "🇰",
      "\u0301",
      "a b ",
      "* ",
    ];
    expect(superlinear((text) => makePlain(text, 0, text.length, buffer), atoms)).toEqual([]);
  });
});

function expectOffsets({ text, from, until }: ReturnType<typeof plainOf>, original: string): void {
  expect(from.length).toBe(text.length);
  let before = 0;
  let beforeEnd = 0;
  for (let i = 0; i < text.length; i++) {
    const [start, end] = [from[i] as number, until[i] as number];
    expect(start).toBeGreaterThanOrEqual(before);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(original.length);
    expect(end).toBeGreaterThanOrEqual(beforeEnd);
    before = start;
    beforeEnd = end;
  }
}
