import { array, assert, constantFrom, integer, oneof, property, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { splitMarkdown } from "../../src/text/split-markdown.ts";

const MAX = 400;
const split = (markdown: string) => splitMarkdown(markdown, MAX);
const visible = (text: string) => text.replace(/[\s\u200b]/g, "");

/** Whether every character of `wanted`, white space aside, comes in `text` in the same order. */
function holds(text: string, wanted: string): boolean {
  const characters = visible(text);
  let at = 0;
  for (const character of visible(wanted)) {
    at = characters.indexOf(character, at);
    if (at < 0) return false;
    at += character.length;
  }
  return true;
}

const word = constantFrom(
  "alpha",
  "beta",
  "다람쥐",
  "헌",
  "쳇바퀴에",
  "👩‍👩‍👧‍👦",
  "🇰🇷",
  "가",
  "e\u0301",
  "end.",
  "정말요?",
  "日本語",
);
const words = (maxLength: number) => array(word, { minLength: 1, maxLength }).map((all) => all.join(" "));
const paragraph = words(60);
const overlong = array(word, { minLength: 60, maxLength: 150 }).map((all) => all.join(""));
const list = array(words(10), { minLength: 1, maxLength: 8 }).map((items) =>
  items.map((item) => `- ${item}`).join("\n"),
);
const quote = array(words(12), { minLength: 1, maxLength: 6 }).map((lines) =>
  lines.map((line) => `> ${line}`).join("\n"),
);
const heading = tuple(integer({ min: 1, max: 3 }), words(4)).map(
  ([level, title]) => `${"#".repeat(level)} ${title}`,
);
const fence = tuple(
  constantFrom("```", "````", "~~~"),
  constantFrom("", "ts", "c++"),
  array(oneof(words(8), constantFrom("", "  x = 1;", "| a | b |", "# no heading", "``")), { maxLength: 25 }),
).map(([mark, language, lines]) => [`${mark}${language}`, ...lines, mark].join("\n"));
const table = tuple(integer({ min: 2, max: 4 }), array(words(3), { minLength: 2, maxLength: 40 })).map(
  ([width, cells]) => {
    const rows: string[] = [];
    for (let at = 0; at + width <= cells.length; at += width)
      rows.push(`| ${cells.slice(at, at + width).join(" | ")} |`);
    return [rows[0] ?? "| a | b |", `|${" --- |".repeat(width)}`, ...rows.slice(1)].join("\n");
  },
);
const prose = array(oneof(paragraph, overlong, list, quote, heading, fence), {
  minLength: 1,
  maxLength: 6,
}).map((blocks) => blocks.join("\n\n"));
const markdown = array(oneof(paragraph, overlong, list, quote, heading, fence, table), {
  minLength: 1,
  maxLength: 6,
}).map((blocks) => blocks.join("\n\n"));

describe("a text that is too long for one message", () => {
  it("is split into messages that fit, whatever it holds", () => {
    void assert(
      property(oneof(markdown, string({ unit: "grapheme", maxLength: 2_000 })), (text) => {
        for (const message of split(text)) {
          expect(message.length).toBeLessThanOrEqual(MAX);
          expect(message.trim()).not.toBe("");
        }
      }),
    );
  });

  it("loses nothing but white space", () => {
    void assert(
      property(prose, (text) => {
        expect(holds(split(text).join("\n"), text.replace(/[`~]{3,}|^> /gm, ""))).toBe(true);
      }),
    );
  });

  it("loses no cell of a table", () => {
    void assert(
      property(table, (text) => {
        const cells = text
          .split("\n")
          .filter((_, at) => at !== 1)
          .join(" ")
          .replaceAll("|", "");
        const rendered = split(text).join("\n");
        for (const cell of cells.split(" ").filter(Boolean)) expect(rendered).toContain(cell);
      }),
    );
  });

  it("cuts no surrogate pair and no grapheme cluster", () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
    const clusters = (text: string) =>
      [...segmenter.segment(text)].map(({ segment }) => segment).filter((segment) => visible(segment) !== "");
    void assert(
      property(
        array(constantFrom("👩‍👩‍👧‍👦", "🇰🇷", "각", "e\u0301", "👍🏽", "字"), {
          minLength: 1,
          maxLength: 300,
        }),
        (all) => {
          // Between two flags there is no telling which letters belong together.
          const text = all.join("").replaceAll("🇰🇷🇰🇷", "🇰🇷 🇰🇷").replaceAll("🇰🇷🇰🇷", "🇰🇷 🇰🇷");
          expect(split(text).flatMap(clusters)).toEqual(clusters(text));
        },
      ),
    );
  });

  it("changes only its last message while it grows", () => {
    void assert(
      property(markdown, integer({ min: 1, max: 40 }), (text, step) => {
        const characters = [...text];
        let before: readonly string[] = [];
        for (let length = step; length < characters.length + step; length += step) {
          const now = split(characters.slice(0, length).join(""));
          expect(now.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
          expect(now.length).toBeGreaterThanOrEqual(before.length);
          before = now;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("has every code fence closed in the message that opens it", () => {
    void assert(
      property(markdown, (text) => {
        for (const message of split(text)) expect((message.match(/```/g) ?? []).length % 2).toBe(0);
      }),
    );
  });

  it("opens a code block again with its language", () => {
    const code = Array.from({ length: 40 }, (_, at) => `const line${at} = ${at};`).join("\n");
    const messages = split(`Look:\n\n\`\`\`ts\n${code}\n\`\`\`\n\nDone.`);
    expect(messages.length).toBeGreaterThan(2);
    for (const message of messages.slice(1)) expect(message).toMatch(/^```ts\n/);
    expect(messages.at(-1)).toMatch(/```\n\nDone\.$/);
  });

  it("leaves out what stands behind the language of a code block, in its first message and in all that follow", () => {
    const code = Array.from({ length: 40 }, (_, at) => `const line${at} = ${at};`).join("\n");
    for (const info of ['ts title="src/a.ts"', "ts {1,3}", " ts\ttitle=x"]) {
      const messages = split(`\`\`\`${info}\n${code}\n\`\`\``);
      expect(messages.length).toBeGreaterThan(2);
      for (const message of messages) expect(message).toMatch(/^```ts\nconst /);
      expect(messages.join("\n")).not.toMatch(/title|\{1,3\}/);
    }
    expect(split("```{.ts}\n1\n```")).toEqual(["```\n1\n```"]);
  });

  it("never leaves the mark that closes a code block to the next message", () => {
    const code = Array.from({ length: 20 }, (_, at) => `line${at}();`).join("\n");
    for (let before = 0; before < MAX; before++)
      for (const mark of ["```", "~~~~"]) {
        const messages = split(`${"x".repeat(before)}\n\n${mark}ts\n${code}\n${mark}\n\nDone.`);
        expect(messages.join("\n")).not.toMatch(/```ts\n```/);
        for (const message of messages) expect(message.length).toBeLessThanOrEqual(MAX);
      }
  });

  it("fits however deeply code is quoted", () => {
    for (let depth = 1; depth < 40; depth++) {
      const quote = ">".repeat(depth);
      const code = Array.from({ length: 80 }, (_, at) => `${quote}line${at}`);
      const messages = split([`${quote}\`\`\`ts`, ...code, `${quote}\`\`\``].join("\n"));
      for (const message of messages) expect(message.length).toBeLessThanOrEqual(MAX);
      for (const line of code) expect(messages.join("\n").split("\n")).toContain(line);
    }
  });

  it("is cut between paragraphs rather than in one", () => {
    const first = "One. ".repeat(55).trim();
    const second = "Two. ".repeat(55).trim();
    expect(split(`${first}\n\n${second}`)).toEqual([first, second]);
  });

  it("takes a heading along with the text under it", () => {
    const [first, second] = split(`${"One. ".repeat(70).trim()}\n\n## Next\n\n${"Two. ".repeat(30).trim()}`);
    expect(first).not.toContain("Next");
    expect(second).toMatch(/^## Next\n/);
  });

  it("goes on in the same quotation", () => {
    const messages = split(`> ${"quoted words ".repeat(60)}`);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expect(message).toMatch(/^> /);
  });
});

describe("what the chat cannot show", () => {
  it("a small table becomes an aligned code block", () => {
    expect(split("| Name | 나이 |\n|---|--:|\n| **Bo** | 7 |\n| 다람쥐 | `12` |")).toEqual([
      "```\nName   │ 나이\n───────┼─────\nBo     │ 7\n다람쥐 │ 12\n```",
    ]);
  });

  it("a wide table becomes a list with the header's names", () => {
    const long = "a rather long description of it";
    expect(split(`| Name | What | Why |\n|---|---|---|\n| **A** | ${long} | ${long} |`)).toEqual([
      `- **Name:** **A** · **What:** ${long} · **Why:** ${long}`,
    ]);
  });

  it("a table that is cut repeats its header", () => {
    const rows = Array.from({ length: 50 }, (_, at) => `| row ${at} | ${at * at} |`).join("\n");
    const messages = split(`| n | square |\n|---|---|\n${rows}`);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) expect(message).toMatch(/^```\nn +│ square\n/);
  });

  it("deep headings become bold, and fences are told in the marks that it knows", () => {
    expect(split("#### Deep\n\n~~~py\nprint()\n~~~")).toEqual(["**Deep**\n\n```py\nprint()\n```"]);
    expect(split("````md\n```js\n1\n```\n````")).toEqual(["```md\n``\u200b`js\n1\n``\u200b`\n```"]);
  });

  it("blank text makes no message", () => {
    expect(split("")).toEqual([]);
    expect(split(" \n\n ")).toEqual([]);
  });
});

it("a line of nothing but quotation marks is no riddle", () => {
  // Were a space between two marks tried on either side, this would take longer than the universe has.
  for (const mark of ["> ", ">", "  > ", ">  "]) {
    const line = `${mark.repeat(500)}x`;
    const words = splitMarkdown(`Sure:\n${line}\n`, 2_000).join("");
    expect(words.replace(/[^x]/g, "")).toBe("x");
  }
});
