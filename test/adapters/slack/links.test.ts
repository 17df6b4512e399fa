import { describe, expect, test } from "vitest";
import { asMrkdwn } from "../../../adapters/slack/mrkdwn.ts";
import { asSlackMarkdown } from "../../../adapters/slack/slack-markdown.ts";
import { splitMarkdown } from "../../../src/text/split-markdown.ts";
import { activeLinks } from "../../moderation/screen/active-links.ts";
import { filteredForms } from "../filtered-forms.ts";

/** What of Slack's own mark-up a person could follow: links in angle brackets also in code, addresses outside of it (docs: messaging/formatting-message-text). */
function mrkdwnLinks(text: string): readonly string[] {
  const outsideCode = text.replace(/```[\s\S]*?```/g, " ").replace(/`[^`\n]+`/g, " ");
  return [
    ...(text.match(/<[^@!#>\s][^>]*>/g) ?? []),
    ...(outsideCode.match(/[a-z][a-z0-9+.-]*:\/\/\S+|\b[\w-]+\.(?:com|org|net|co)\b/gi) ?? []),
  ];
}

describe("what the screen lets pass without a link", () => {
  test("is none in Slack's Markdown, also where a long answer is cut", async () => {
    for (const before of ["", "word ".repeat(75), "x".repeat(360)])
      for (const form of await filteredForms(before))
        for (const part of splitMarkdown(form, 400))
          expect([form, activeLinks(asSlackMarkdown(part))]).toEqual([form, []]);
  });

  test("is none in its mark-up", async () => {
    for (const form of await filteredForms())
      for (const part of asMrkdwn(form, 3_000)) expect([form, mrkdwnLinks(part)]).toEqual([form, []]);
  });

  test("and a link is one in both", () => {
    const link = "[a](<https://a.example/x>)";
    expect(activeLinks(asSlackMarkdown(link))).toContain("https://a.example/x");
    expect(asMrkdwn(link, 3_000)).toEqual(["<https://a.example/x|a>"]);
  });
});
