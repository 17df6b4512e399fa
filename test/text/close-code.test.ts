import { expect, test } from "vitest";
import { closeCode } from "../../src/text/close-code.ts";

test.each([
  ["a block that is open", "so:\n```ts\nconst a", "so:\n```ts\nconst a\n```"],
  ["one with an empty last line", "```\na\n", "```\na\n```"],
  ["one of four marks", "````\n```\na", "````\n```\na\n````"],
  ["one in a quotation", "> ~~~\n> a", "> ~~~\n> a\n> ~~~"],
])("%s is closed", (_, text, closed) => {
  expect(closeCode(text)).toBe(closed);
  expect(closeCode(closed)).toBe(closed);
});

test.each(["", "plain `code", "```\na\n```", "```\na\n```\nand so on", "``` a ```"])(
  "%j stays as it is",
  (text) => {
    expect(closeCode(text)).toBe(text);
  },
);
