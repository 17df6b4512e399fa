import { expect, test } from "vitest";
import { neutraliseMentions } from "../../../adapters/discord/neutralise.ts";
import { splitMarkdown } from "../../../src/text/split-markdown.ts";
import { filteredForms } from "../filtered-forms.ts";

/** What a person could follow in a message of Discord: masked links and addresses with a scheme, all outside of code. */
function discordLinks(text: string): readonly string[] {
  const outsideCode = text.replace(/```[\s\S]*?```/g, " ").replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, " ");
  return outsideCode.match(/[a-z][a-z0-9+.-]*:\/\/\S+|\]\([^)]*\)|<[^@#:/>\s]+[@:.][^>\s]*>/gi) ?? [];
}

test("Discord makes no link of what the screen lets pass without one, also where a long answer is cut", async () => {
  for (const before of ["", "word ".repeat(395), "x".repeat(1_960)])
    for (const form of await filteredForms(before))
      for (const part of splitMarkdown(neutraliseMentions(form), 2_000))
        expect([form, discordLinks(part)]).toEqual([form, []]);
});

test("code is not cut in two, for half of it would be a link", () => {
  for (let length = 1_900; length < 2_000; length += 7) {
    const parts = splitMarkdown(
      `${"x".repeat(length)} \`curl https://evil.example.com/x y\` and more`,
      2_000,
    );
    expect(parts.flatMap(discordLinks)).toEqual([]);
    expect(parts.length).toBeGreaterThan(length > 1_990 ? 1 : 0);
  }
});
