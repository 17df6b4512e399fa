import { describe, expect, it } from "vitest";
import { type MarkdownContext, renderMarkdown } from "../../../../adapters/web/page/text/markdown.ts";
import { XSS_CORPUS } from "./xss-corpus.ts";

const context: MarkdownContext = {
  ownName: "Hana Kim",
  labels: {
    copyCode: "Copy",
    copyCodeLabel: "Copy the code",
    taskDone: "done",
    taskOpen: "to do",
    image: (name) => `image: ${name}`,
  },
};

const names = ["Maru", "Hana Kim", "민수"];
const render = (markdown: string) => renderMarkdown(markdown, names, context).join("");

/** Every tag of the HTML with its attributes. */
const tagsOf = (html: string) => [...html.matchAll(/<(\/?)([a-z][a-z0-9]*)([^>]*)>/gi)];

describe("Markdown from other people", () => {
  it.each(XSS_CORPUS)("makes no script, event handler, picture or strange link of %j", (vector) => {
    const html = render(vector);
    for (const [, , name = "", attributes = ""] of tagsOf(html)) {
      expect(name).toMatch(
        /^(?:p|br|a|em|strong|code|pre|span|div|button|ul|ol|li|table|thead|tbody|tr|th|td|blockquote)$/,
      );
      // Values stand in double quotes and every quote inside them is escaped: what is left are the names.
      const names = [...attributes.replaceAll(/"[^"]*"/g, "").matchAll(/([^\s=]+)=?/g)].map(
        ([, name]) => name,
      );
      for (const attribute of names) {
        expect([
          "href",
          "class",
          "rel",
          "target",
          "type",
          "role",
          "aria-label",
          "tabindex",
          "title",
          "start",
        ]).toContain(attribute);
      }
      const href = /\shref="([^"]*)"/.exec(attributes)?.[1];
      if (href !== undefined) expect(href).toMatch(/^(?:https?:|mailto:|#\/)/);
    }
  });

  it("shows a picture as a link that is not followed by itself", () => {
    expect(render("![a *cat*](https://a.example/cat.png)")).toContain(
      '<a class="image-link" href="https://a.example/cat.png" rel="noopener noreferrer" target="_blank">image: a cat',
    );
  });

  it("opens links elsewhere without telling where from, and links to this page inside it", () => {
    expect(render("<https://a.example/>")).toContain('rel="noopener noreferrer" target="_blank"');
    const inside = render("[there](#/general/12)");
    expect(inside).toContain('href="#/general/12"');
    expect(inside).not.toContain("_blank");
  });

  it("does not take a file's name for an address", () => {
    expect(render("see main.ts and README.md")).not.toContain("<a");
  });

  it("renders tables with alignment, task lists, and line breaks as written", () => {
    expect(render("| a | b |\n|---|--:|\n| 1 | 2 |")).toContain('<td class="align-right">2</td>');
    expect(render("- [x] done\n- [ ] open")).toMatch(/task task-done.*done[\s\S]*class="task"/);
    expect(render("one\ntwo")).toContain("one<br>\ntwo");
  });

  it("marks mentions, one's own more strongly, and none in code or links", () => {
    const html = render("@maru야, ask @Hana Kim or `@maru` or [@maru](https://a.example)");
    expect(html).toContain('<span class="mention">@maru</span>야');
    expect(html).toContain('<span class="mention mention-own">@Hana Kim</span>');
    expect(html.match(/class="mention/g)).toHaveLength(2);
    expect(render("mail me@maru.example, @maruko, @민수정")).not.toContain("mention");
    expect(render("@민수야, @민수님")).toContain('<span class="mention">@민수</span>님');
  });

  it("gives one piece of HTML per block, and growing the text changes only the last ones", () => {
    const text = "# One\n\ntwo\n\n- three\n- four\n\n```ts\nfive\n```\n\nsix";
    const blocks = renderMarkdown(text, names, context);
    expect(blocks).toHaveLength(5);
    const grown = renderMarkdown(`${text} and more`, names, context);
    expect(grown.slice(0, 4)).toEqual(blocks.slice(0, 4));
    expect(grown[4]).not.toBe(blocks[4]);
  });

  it.each([
    ["quotes", `${">".repeat(10_000)} deep`],
    ["lists", `${"- ".repeat(5_000)}deep`],
    ["emphasis", `${"**a *b ".repeat(1_500)}deep`],
    ["brackets", `${"[".repeat(8_000)}deep`],
    ["picture brackets", `${"![".repeat(5_000)}deep`],
    [
      "backticks",
      Array.from({ length: 150 }, (_, n) => "`".repeat(n))
        .join(" ")
        .slice(0, 15_900),
    ],
    ["table bars", `${"|a".repeat(4_000)}\n${"|-".repeat(4_000)}\ndeep`],
    ["angle brackets", "<".repeat(16_000)],
    ["autolinks", "https://a.example/((((".repeat(700)],
  ])("takes hostile %s in a moment and still shows the words", (_name, text) => {
    const began = performance.now();
    const html = render(text);
    expect(performance.now() - began).toBeLessThan(1_500);
    if (text.includes("deep")) expect(html).toContain("deep");
    let depth = 0;
    let deepest = 0;
    for (const [, closes, name = ""] of tagsOf(html)) {
      if (name === "br") continue;
      depth += closes ? -1 : 1;
      deepest = Math.max(deepest, depth);
    }
    expect(deepest).toBeLessThan(64);
  });
});
