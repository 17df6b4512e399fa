import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionedNames } from "../../../adapters/web/mentions.ts";
import { type MarkdownContext, renderMarkdown } from "../../../adapters/web/page/text/markdown.ts";
import { createNames } from "../../../adapters/web/shared/mentions.ts";

const everybody = ["Maru", "Ann", "Ann Lee", "김민수", "김민", "snake_case", "İnci"];
const names = createNames(everybody);
const find = (text: string) => mentionedNames(text, names);

const context: MarkdownContext = {
  ownName: "Ann",
  labels: { copyCode: "", copyCodeLabel: "", taskDone: "", taskOpen: "", image: (name) => name },
};
/** What the page highlights of a message of which the server said whom it mentions. */
const highlighted = (text: string, mentioned: readonly string[]) => [
  ...renderMarkdown(text, mentioned, context)
    .join("")
    .matchAll(/<span class="mention[^"]*">([^<]*)/g),
];

describe("a mention", () => {
  test.each([
    ["@maru hello"],
    ["@MARU"],
    ["hello @Maru, are you there?"],
    ["@maru야 안녕"],
    ["@maru에게 물어봐"],
    ["안녕@maru"],
    ["(@maru)"],
    ["**@maru**"],
    ["> @maru"],
    ["- @maru"],
    ["# @maru"],
    ["@maru's"],
    ["thanks @maru."],
    ["@maru...what"],
    ["@@maru"],
    ["[a](https://chat.example)@maru"],
    ["- [ ] @maru"],
    ["`code` @maru"],
    ["| a |\n|---|\n| @maru |"],
  ])("of Maru stands in %j", (text) => {
    expect(find(text)).toEqual(["Maru"]);
    expect(highlighted(text, ["Maru"]).map(([, shown]) => shown?.toLowerCase())).toEqual(["@maru"]);
  });

  test.each([
    ["@maruko"],
    ["@maru2"],
    ["@maru_bot"],
    ["@maru-bot"],
    ["@maru.example"],
    ["me@maru"],
    ["me@maru.example"],
    ["me.@maru"],
    ["`@maru`"],
    ["``a ` @maru``"],
    ["```\n@maru\n```"],
    ["~~~~js\n@maru\n~~~\n@maru"],
    ["> ```\n> @maru"],
    ["    @maru"],
    ["https://chat.example/@maru"],
    ["https://chat.example/?to=x,@maru"],
    ["www.chat.example/a(@maru"],
    ["[@maru](https://chat.example)"],
    ["@[a](https://chat.example)maru"],
    ["https://chat.example/(@maru"],
    ["slack://chat.example/a,@maru"],
    ["mail maru@chat.example,@x or a.b@maru"],
    [`${"> ".repeat(30)}@maru`],
    ["![@maru](https://chat.example/a.png)"],
    ["<https://chat.example/a,@maru>"],
    ["\\@maru"],
    ["@ maru"],
    ["maru"],
    ["@everyone"],
  ])("does not stand in %j", (text) => {
    expect(find(text)).toEqual([]);
    expect(highlighted(text, everybody)).toEqual([]);
  });

  test("is of the longest name that fits, and each is told once", () => {
    expect(find("@ann lee and @Ann Lee's friend @ann leeway")).toEqual(["Ann Lee", "Ann"]);
    expect(find("@김민수야 @김민이 @김민")).toEqual(["김민수", "김민"]);
    expect(find("@김민지")).toEqual([]);
    expect(find("@snake_case")).toEqual(["snake_case"]);
    expect(find("@김민수".normalize("NFD"))).toEqual(["김민수"]);
    expect(find("İİ @İnci, @ann")).toEqual(["İnci", "Ann"]);
  });

  test("is found in bounded time, whatever the text", () => {
    for (const part of ["@", "@maru ", "[", "`@", "*@maru_", "> ", "@maru`", "www.", "a://", "<@", "\\@"]) {
      const text = part.repeat(Math.floor(16_000 / part.length));
      const start = performance.now();
      find(text);
      expect(performance.now() - start, part).toBeLessThan(2_000);
    }
  });

  test("never fails, and only known ones are found", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("@maru", "`", "\n", "@", "]("))),
        (parts) => {
          expect(everybody).toEqual(expect.arrayContaining([...find(parts.join(""))]));
        },
      ),
    );
  });

  test("is highlighted when, and only when, it was delivered", () => {
    const piece = fc.constantFrom(
      ...[
        "@",
        "@@",
        "@maru",
        "@Ann Lee",
        "Ann",
        "@김민수",
        "야",
        "\\",
        "*",
        "**",
        "_",
        "`",
        "```",
        "\n",
        "\n\n",
      ],
      ...[
        " ",
        ",",
        ".",
        "[",
        "](",
        "](https://a.example)",
        ")",
        "<",
        ">",
        "> ",
        "    ",
        "https://",
        "www.",
        "a@b.example",
      ],
      ...["&commat;", "|", "\n|---|\n", "- [ ] ", "![", "~~", "x", "1", "\u0130"],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const mentioned = find(text);
        expect(highlighted(text, mentioned).length > 0).toBe(mentioned.length > 0);
        // Names that nobody was told of are not highlighted even where they would fit.
        const known = highlighted(text, everybody).map(([, shown]) => shown);
        expect(highlighted(text, mentioned).map(([, shown]) => shown)).toEqual(known);
      }),
      { numRuns: 3_000 },
    );
  });

  test("may have emphasis inside, and is highlighted in all its parts", () => {
    expect(find("ask @Ann **Lee**")).toEqual(["Ann Lee"]);
    expect(highlighted("ask @Ann **Lee**", ["Ann Lee"]).map(([, shown]) => shown)).toEqual(["@Ann ", "Lee"]);
  });
});
