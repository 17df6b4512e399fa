import { expect, test } from "vitest";
import { allows } from "../../src/text/choice.ts";

test("with nothing said, everything is chosen", () => {
  expect(allows({ allow: [], deny: [] })(["random"])).toBe(true);
});

test.each(["random", "#random", "Random", "C012", "c012", "#잡담"])(
  "%s names the channel however it is written",
  (name) => {
    const channel = ["slack:C012", "C012", "random", "잡담"];
    expect(allows({ allow: [], deny: [name] })(channel)).toBe(false);
    expect(allows({ allow: [name], deny: [] })(channel)).toBe(true);
    expect(allows({ allow: [name], deny: [] })(["general"])).toBe(false);
  },
);

test("what is both allowed and denied is denied", () => {
  expect(allows({ allow: ["random"], deny: ["random"] })(["random"])).toBe(false);
});
