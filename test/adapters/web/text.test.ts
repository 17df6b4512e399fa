import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText } from "../../../adapters/web/clean-text.ts";
import { readCommand } from "../../../adapters/web/command.ts";
import { webConfig } from "../../../adapters/web/config.ts";
import { growth } from "../../../adapters/web/growth.ts";
import { postBody } from "../../../adapters/web/http/read-body.ts";

const commands = [
  { name: "ask", description: { en: "", ko: "" }, words: [] },
  { name: "help", description: { en: "", ko: "" }, words: ["help"] },
] as const;

describe("text at the edge", () => {
  test("loses control characters and lone surrogates and keeps everything else", () => {
    expect(cleanText("a\u0000b\r\nc\td\u009be\ud800f👋\u007f")).toBe("ab\nc\tde\ufffdf👋");
  });

  test("keeps its lines apart, however they end", () => {
    expect(cleanText("1\r\n2\r3\n4\u00855\u20286\u20297\v8\f9\n\r")).toBe("1\n2\n3\n4\n5\n6\n7\n8\n9\n\n");
  });

  test("is judged together with everything else that is wrong with a body", () => {
    for (const text of [" \u0000", "x".repeat(16_001)]) {
      const faults = postBody.safeParse({ text, nonce: "" }).error?.issues.map(({ path }) => path.join("."));
      expect(faults).toEqual(["text", "nonce"]);
    }
  });

  test("a command stands at the start and is one of those that there are", () => {
    expect(readCommand("/ask  why?\nnow", commands)).toEqual({
      ...{ command: "ask", name: "ask" },
      argument: "why?\nnow",
    });
    expect(readCommand(" /HELP", commands)).toEqual({ command: "help", name: "help", argument: "" });
    expect(readCommand("/도움말 요약", commands)).toEqual({
      command: "help",
      name: "도움말",
      argument: "요약",
    });
    for (const text of ["/stop", "/asking", "see /ask", "/ask/x", "//ask", "/", "/ ask"]) {
      expect(readCommand(text, commands), text).toBeUndefined();
    }
  });

  test("growth turns the old text into the new one and never halves a character", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "👋", "👍", "한") });
    fc.assert(
      fc.property(text, text, text, (head, before, after) => {
        const { from, text: added } = growth(head + before, head + after);
        expect((head + before).slice(0, from) + added).toBe(head + after);
        expect(added.isWellFormed()).toBe(true);
        expect(added.length).toBeLessThanOrEqual(after.length + 1);
      }),
    );
    expect(growth("abc", "abcd")).toEqual({ from: 3, text: "d" });
    expect(growth("👋", "👍")).toEqual({ from: 0, text: "👍" });
  });
});

describe("the section platforms.web", () => {
  test("may be missing, empty or partial", () => {
    const defaults = { port: 7227, channels: ["general", "random"] };
    for (const value of [undefined, null, {}]) expect(webConfig.parse(value)).toEqual(defaults);
    expect(webConfig.parse({ port: 0, channels: ["잡담"] })).toEqual({ port: 0, channels: ["잡담"] });
    expect(webConfig.parse({ channels: ["잡담".normalize("NFD")] })?.channels).toEqual(["잡담"]);
    expect(webConfig.parse(false)).toBeNull();
  });

  test.each([
    [{ port: 70_000 }, "port"],
    [{ port: "7227" }, "port"],
    [{ channels: [] }, "channels"],
    [{ channels: ["a", "a"] }, "channels"],
    [{ channels: ["ok", "No Spaces"] }, "channels.1"],
    [{ channels: ["../x"] }, "channels.0"],
    [{ channels: Array.from({ length: 51 }, (_, index) => `c${index}`) }, "channels"],
    [{ prot: 1 }, ""],
    [true, ""],
  ])("is refused when it is %j", (value, path) => {
    const faults = webConfig.safeParse(value).error?.issues.map((issue) => issue.path.join("."));
    expect(faults).toEqual([path]);
  });
});
