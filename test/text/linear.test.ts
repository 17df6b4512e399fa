import { describe, expect, test } from "vitest";
import { neutraliseControlTokens } from "../../src/text/control-tokens.ts";
import { escapeMarkdown } from "../../src/text/escape-markdown.ts";
import { readForEverybody } from "../../src/text/for-everybody.ts";
import { detectLocale } from "../../src/text/language.ts";
import { createSentenceSplitter, sentencesOf } from "../../src/text/sentences.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import { superlinear } from "./linear.ts";

/** Many short lines, alone and as rows, items and code. */
const lines = [
  ...["a\n", "- a\n", "> a\n", "# a\n", "# \n\n", "|\n", "| a |\n", "| a |\n|-|\n", "a|b\n-|-\n"],
  ...[
    "```\na\n",
    "```\n|a\n",
    "```\n\n",
    "> ```\na\n",
    "|-",
    "|- ",
    "a|",
    "a\\|",
    "`a` | ",
    "<br>",
    "가\n",
    "👍🏽\n",
  ],
];

describe("time that grows with the text's length only, however hostile the text:", () => {
  test.each<[string, (text: string) => unknown]>([
    ["the language of a text", (text) => detectLocale(text, "en")],
    [
      "the language of a text that is short enough to be read whole",
      (text) => detectLocale(text.slice(-2000), "en"),
    ],
    ["control tokens", neutraliseControlTokens],
    ["escaping Markdown", escapeMarkdown],
    ["whether something is for everybody to see", readForEverybody],
    ["sentences", (text) => sentencesOf(text)],
    [
      "sentences in small pieces",
      (text) => {
        const splitter = createSentenceSplitter();
        for (let at = 0; at < text.length; at += 7) splitter.push(text.slice(at, at + 7));
        return splitter.end();
      },
    ],
    ["splitting for a chat", (text) => splitMarkdown(text, 2_000)],
  ])("%s", (_, read) => {
    expect(superlinear(read)).toEqual([]);
  });

  test("splitting many short lines for a chat", () => {
    expect(superlinear((text) => splitMarkdown(text, 2_000), lines)).toEqual([]);
    // A table from the first line on: all others are its rows.
    expect(superlinear((text) => splitMarkdown(`| a |\n|---|\n${text}`, 2_000), lines)).toEqual([]);
    expect(superlinear((text) => splitMarkdown(`\`\`\`ts\n${text}`, 2_000), lines)).toEqual([]);
  });

  test("and what is not linear is found out", () => {
    expect(superlinear((text) => /a+b/.test(text), ["a", "b"])).toEqual([expect.stringContaining('"a"')]);
  });
});
