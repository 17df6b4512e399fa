import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { asMrkdwn, asNotification } from "../../../adapters/slack/mrkdwn.ts";
import { neutraliseMentions, withoutNeutralising } from "../../../adapters/slack/neutralise.ts";
import { asSlackMarkdown, fromSlackMarkdown } from "../../../adapters/slack/slack-markdown.ts";
import {
  advance,
  closeAt,
  firstBeginning,
  restOf,
  type Sizes,
  type Stretch,
  textOf,
} from "../../../adapters/slack/stretches.ts";
import { openReplier } from "./replier.ts";

/** Bits of text that are mentions, become some when put together, or look like some. */
const mentionBits = [
  ..."<!@#>&;|^\\`* \n",
  "<!here>",
  "<!channel>",
  "<!everyone|everyone>",
  "<!subteam^S012|@team>",
  "<@U012ABC>",
  "<@W012ABC|ann>",
  "<#C012|hall>",
  "&lt;!here&gt;",
  "&amp;lt;@U012",
  "&#60;!channel",
  "<&#33;here>",
  "<\\!here>",
  "@here",
  "@Channel",
  "@everyone",
  "her",
  "e",
  "subteam^S1>",
  "U012ABC>",
  "`",
  "```\n",
  "한글",
  "👩‍👩‍👧",
];
const mentioning = fc.array(fc.constantFrom(...mentionBits), { maxLength: 40 }).map((bits) => bits.join(""));

/** What Slack takes for a mention, after any number of rounds of reading escapes (docs: messaging/formatting-message-text). */
function mentionsIn(text: string): readonly string[] {
  const read = (round: string) =>
    round
      .replace(/&(?:lt|#0*60|#x0*3c);/gi, "<")
      .replace(/&(?:#0*33|excl);/gi, "!")
      .replace(/&(?:#0*64|commat);/gi, "@")
      .replace(/&amp;/gi, "&")
      .replace(/\\(?=[!@#<])/g, "");
  const rounds = [text, read(text), read(read(text)), read(read(read(text)))];
  return rounds.flatMap((round) => [
    ...(round.match(/<(?:[!#@])/g) ?? []),
    ...(round.match(/(?<![\p{L}\p{N}_])@(?:here|channel|everyone)/giu) ?? []),
  ]);
}

describe("what Maru writes calls nobody", () => {
  test("however mentions are written, in code too", () => {
    fc.assert(
      fc.property(mentioning, (text) => {
        const neutral = neutraliseMentions(text);
        expect(mentionsIn(neutral)).toEqual([]);
        expect(withoutNeutralising(neutral)).toBe(withoutNeutralising(text));
        expect(neutral.replaceAll("\u200b", "")).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  test("nor when it comes in two pieces: what was written of the first stays", () => {
    fc.assert(
      fc.property(mentioning, fc.nat(), (text, at) => {
        const cut = at % (text.length + 1);
        expect(neutraliseMentions(text).startsWith(neutraliseMentions(text.slice(0, cut)))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test("e-mail addresses and code without mentions stay as they are", () => {
    for (const text of [
      "ann@here.example",
      "if (a < b && c <= d) {}",
      "<https://example.com>",
      "#general @ann",
    ])
      expect(neutraliseMentions(text)).toBe(text);
  });

  const calls =
    "<!here> <!channel> <!everyone> <!subteam^S0123> <@U0MARU> @here and `<!here>`\n\n```\n<!channel>\n```\n\n";

  test.for(["streamed", "edited"] as const)("on Slack itself, %s piece by piece", async (way) => {
    await using world = await openReplier();
    if (way === "edited") world.slack.forbidStreaming(world.slack.general);
    const question = world.ask();
    const reply = await world.replying.open(question);
    const text = `${calls}Some more words, ${calls}and the end.`;
    for (let length = 1; length < text.length; length += 3) await reply.update(text.slice(0, length));
    await reply.finish(text, "answer");
    const [only] = world.own(question);
    expect(only!.pings).toEqual([]);
    expect(fromSlackMarkdown(only!.text)).toBe(text);
    expect(mentionsIn(only!.fallback.replaceAll("&lt;", "<"))).toEqual([]);
    for (const earlier of only!.earlierTexts) expect(mentionsIn(earlier)).toEqual([]);
  });

  test("nor in mrkdwn", () => {
    fc.assert(
      fc.property(mentioning, (text) => {
        for (const part of asMrkdwn(text, 1_000)) {
          expect(mentionsIn(part)).toEqual([]);
          expect(part).not.toMatch(/<(?!https?:)/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

const commonMark = new MarkdownIt("commonmark");
const bold = (markdown: string) =>
  [...commonMark.render(markdown).matchAll(/<strong>(.*?)<\/strong>/g)].length;

describe("bold that touches Hangul", () => {
  test.for([
    ["**마루(Maru)**는 대청이에요.", 1],
    ['그는 **"인용"**이라고 했다.', 1],
    ["마루는**「대청」**이다.", 1],
    ["**50%**를 넘었고 **C++**은 **굵게**은, (**끝**)이다.", 4],
    ["**bold** words stay **bold!** as they **are**.", 3],
  ] as const)("is bold by CommonMark's rules: %s", ([markdown, count]) => {
    const written = asSlackMarkdown(markdown);
    expect(bold(written)).toBe(count);
    expect(written.replaceAll("\u200b", "")).toBe(markdown);
    expect(fromSlackMarkdown(written)).toBe(markdown);
  });

  test("is bold by mrkdwn's, which wants no letter right behind the mark", () => {
    expect(asMrkdwn("**굵게**은 *기울임*을 ~~줄~~로, 그리고 **끝**.", 1_000)).toEqual([
      "*굵게*\u200b은 _기울임_\u200b을 ~줄~\u200b로, 그리고 *끝*.",
    ]);
  });

  test("and code stays as it is", () => {
    const code = "`f(a)**한` and\n```\nf(a)**한\n```";
    expect(asSlackMarkdown(code)).toBe(code);
  });
});

describe("mrkdwn", () => {
  test.for([
    ["# Rain\n\nIt **rains** __much__.", "*Rain*\n\nIt *rains* *much*."],
    ["- one\n  - two\n* three\n1. four", "• one\n  • two\n• three\n1. four"],
    ["- [ ] do\n- [x] done", "☐ do\n☑ done"],
    ["[the docs](https://e.example/a_(b)?c=1&d=2)", "<https://e.example/a_(b)?c=1&amp;d=2|the docs>"],
    [
      "<https://e.example> ![a hall](https://e.example/h.png)",
      "<https://e.example> <https://e.example/h.png|a hall>",
    ],
    ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["a & b < c > d", "a &amp; b &lt; c &gt; d"],
    ["`a < b` and ``x ` y``", "`a &lt; b` and `x ˋ y`"],
    ["```ts\na<b\n```", "```\na&lt;b\n```"],
    ["> it **rains**\n> > much", "> it *rains*\n> much"],
    ["snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"],
    ["\\*not bold\\* and **open", "*not bold* and **open"],
    ["***both***", "*_both_*"],
    ["| a | b |\n|---|---|\n| 1 | 2 |", "```\na │ b\n──┼──\n1 │ 2\n```"],
  ] as const)("of %j", ([markdown, mrkdwn]) => {
    expect(asMrkdwn(markdown, 3_000)).toEqual([mrkdwn]);
  });

  test("fits its limit, also when escaping makes it longer, and nothing is lost", () => {
    const markdown = Array.from({ length: 300 }, (_, at) => `${at}<&> **w${at}**`).join("\n\n");
    const parts = asMrkdwn(markdown, 1_000);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(1_000);
    expect(parts.join("\n").match(/\*w\d+\*/g)).toHaveLength(300);
    expect(asNotification(markdown).length).toBeLessThanOrEqual(1_000);
    expect(asNotification("")).not.toBe("");
  });

  test("takes no long time for marks that nothing closes", () => {
    for (const hostile of ["**a ", "[a](", "_a ", "`a ``b ", "<http://", "\\", "> ", "~~a "]) {
      const startedAt = performance.now();
      asMrkdwn(hostile.repeat(3_000), 3_000);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    }
  });
});

const rain = "It rains on the hills, and the hall stays dry.";
const list = "- one\n- two **bold**\n  - three";
const quotedCode = "> ```\n> quoted code\n> ```";
const table = "| a | b |\n|---|---|\n| 1 | 한글 |\n| 2 | `x` |";
const lines = "Line one\nline `two` <!here>\nline three";
const hangul = "비가 와서 **마루(Maru)**는 젖지 않았다. 👩‍👩‍👧";
const kanji = "漢字がとても長く続くので空白はどこにもなくてどこで切るかが問題になるのである。".repeat(3);
const fence = "```";
const longWord = "x".repeat(600);
const blocks = [
  rain,
  "# Rain",
  "##### Hall",
  "#### Hall of many words",
  list,
  "- item:\n  ```js\n  indented();\n  ```",
  "> quoted `code`\n> more",
  "> ",
  "> > nested quotation with some words\n> > and\n> less",
  "```ts\nconst a = 1;\n\n  return a < b;\n```",
  "```\nfoo ```\n``` bar\n>>>\n```",
  "~~~\nplain ``` inside\n~~~",
  "````md\n```js\nx\n```\n````",
  quotedCode,
  "> ```\n> left open",
  table,
  "> | q | r |\n> |---|---|\n> | 1 | 2 |",
  "| no table",
  lines,
  "one ~~~ two `three ``` four # five > six",
  hangul,
  kanji,
  fence,
  "---",
  "   ",
  longWord,
];
const document = fc
  .array(fc.tuple(fc.constantFrom(...blocks), fc.constantFrom("\n\n", "\n", "\n\n\n")), {
    minLength: 1,
    maxLength: 14,
  })
  .map((parts) => parts.flat().join(""));
const paragraphs = (...parts: readonly string[]) => parts.map((part) => `${part}\n\n`).join("");
const small: Sizes = { goodChars: 250, maxChars: 450 };

/**
 * Streams a text in pieces of a length, and returns the messages, and all of it as it is after the last message that is
 * full, were it to go on by edits. Throws when what was shown would have to change.
 *
 * @param rotateEvery after so many pieces a message ends as it is
 */
function stream(text: string, pieceChars: number, rotateEvery = Number.POSITIVE_INFINITY) {
  const full: { readonly shown: string; readonly stretch: Stretch }[] = [];
  let begins = firstBeginning;
  let shownTo = 0;
  let shown = "";
  const show = (next: string) => {
    if (!next.startsWith(shown)) throw new Error(`changed: ${JSON.stringify([shown, next])}`);
    shown = next;
  };
  const end = (step: ReturnType<typeof closeAt>) => {
    full.push(step);
    shown = "";
    begins = step.next;
    shownTo = begins.from;
  };
  for (let piece = 1; ; piece += 1) {
    const now = text.slice(0, piece * pieceChars);
    const isWhole = now.length === text.length;
    for (;;) {
      const step = advance(now, begins, shownTo, small, isWhole);
      show(step.shown);
      if (step.is === "open") {
        shownTo = step.to;
        break;
      }
      end(step);
    }
    if (isWhole) break;
    if (piece % rotateEvery !== 0 || shown === "") continue;
    const step = closeAt(now.slice(0, shownTo), begins, shownTo);
    show(step.shown);
    end(step);
  }
  for (const { shown: known, stretch } of full) expect(textOf(text, stretch)).toBe(known);
  const before = full.map((message) => message.shown);
  return {
    messages: [...before, shown].filter((message) => message.trim() !== ""),
    edited: [...before, restOf(text, full.at(-1)?.stretch)],
  };
}

const lettersOf = (...texts: readonly string[]) => texts.join("").replace(/[^\p{L}\p{N}]/gu, "");

/** What is opened again in the next message (a code block's language, a table's header) may come on top. */
function expectAllOf(text: string, messages: readonly string[]): void {
  const letters = lettersOf(text);
  let at = 0;
  for (const letter of lettersOf(...messages)) if (letter === letters[at]) at += 1;
  expect(letters.slice(at)).toBe("");
}

describe("a text that grows", () => {
  test("never changes what it has shown, and at its end all of it stands there", () => {
    fc.assert(
      fc.property(
        document,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(3, 10, Number.POSITIVE_INFINITY),
        (text, pieceChars, rotateEvery) => {
          const { messages, edited } = stream(text, pieceChars, rotateEvery);
          for (const message of messages) {
            expect(message.length).toBeLessThanOrEqual(small.maxChars);
            expect(message.isWellFormed()).toBe(true);
          }
          expectAllOf(text, messages);
          expectAllOf(text, edited);
        },
      ),
      {
        numRuns: 400,
        // Messages begin in a code block, and the next thing is one in a quotation: that does not end it.
        examples: [
          [
            paragraphs(rain, "| no table", rain, fence, rain, longWord, list, rain, quotedCode, rain),
            1,
            Number.POSITIVE_INFINITY,
          ],
          [
            paragraphs(
              ...["---", rain, list, hangul, quotedCode, rain, fence, longWord],
              ...[lines, quotedCode, "##### Hall"],
            ),
            20,
            Number.POSITIVE_INFINITY,
          ],
          [
            paragraphs(rain, "##### Hall", hangul, fence, kanji, longWord, quotedCode, table, rain),
            20,
            Number.POSITIVE_INFINITY,
          ],
          [
            paragraphs(rain, fence, rain, rain, longWord, rain, "| no table", quotedCode, table),
            51,
            Number.POSITIVE_INFINITY,
          ],
          // A line is cut, and its rest looks like a code block's mark.
          [paragraphs("one ~~~ two `three ``` four", rain), 1, 3],
          [paragraphs("```\nfoo\n``` bar\n```"), 1, Number.POSITIVE_INFINITY],
        ],
      },
    );
  });

  test("opens nothing again of which nothing is left", () => {
    const shown = (text: string, to: number) => {
      const { next } = closeAt(text, firstBeginning, to);
      return advance(text, next, to, small, true).shown;
    };
    for (const before of ["```ts\nrain();\n", "> ```\n> rain();\n", "| a |\n|---|\n| 1 |\n", "> It rains."])
      for (const after of ["\n\nMuch.", "\nMuch."]) {
        const mark = before.startsWith("```") ? "```" : "";
        expect(shown(`${before}${mark}${after}`, before.length)).toBe("Much.");
      }
  });

  test("never shows half of a character", () => {
    const text = `${"👩‍👩‍👧👍🏽".repeat(120)} ${"e\u0301".repeat(300)}`;
    const clusters = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment !== " ").length;
    const { messages } = stream(text, 1);
    const found = messages.flatMap((message) => [...new Intl.Segmenter().segment(message)]);
    expect(found.filter(({ segment }) => segment.trim() !== "")).toHaveLength(clusters);
  });

  test("whose table has no mark before its header is right at the end", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    const text = "Rain:\n\nday of rain | mm\n--- | ---\nMonday | 3\n\nMuch.";
    for (let length = 4; length < text.length; length += 4) await reply.update(text.slice(0, length));
    await reply.finish(text, "answer");
    expect(world.shown(question)).toEqual([
      "Rain:\n\n```\nday of rain │ mm\n────────────┼───\nMonday      │ 3\n```\n\nMuch.",
    ]);
  });
});
