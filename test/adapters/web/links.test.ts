import { expect, test } from "vitest";
import { renderMarkdown } from "../../../adapters/web/page/text/markdown.ts";
import { filteredForms } from "../filtered-forms.ts";

const labels = { copyCode: "", copyCodeLabel: "", taskDone: "", taskOpen: "", image: (name: string) => name };

test("the page makes no link of what the screen lets pass without one", async () => {
  for (const form of await filteredForms()) {
    const html = renderMarkdown(form, [], { ownName: "Ann", labels }).join("");
    expect([form, html]).toEqual([form, expect.not.stringMatching(/<(?:a|img)[\s>]/)]);
  }
});

test("the page does make links of what the screen let be one", () => {
  const html = renderMarkdown("[a](<https://a.example/x>) <https://a.example/y>", [], {
    ownName: "Ann",
    labels,
  });
  expect(html.join("").match(/href="https:\/\/a\.example\/[xy]"/g)).toHaveLength(2);
});
