import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Turn } from "../../../src/core/types.ts";
import { toHistory } from "../../../src/model/llama/child/history.ts";

const anyTurn = fc.record({
  role: fc.constantFrom<Turn["role"]>("system", "user", "assistant"),
  text: fc.string(),
});

function textOf(item: ReturnType<typeof toHistory>[number]): string {
  return item.type === "model" ? item.response.join("") : String(item.text);
}

describe("turns as a template takes them", () => {
  it("alternate between user and model after at most one system turn, and end open", () => {
    fc.assert(
      fc.property(fc.array(anyTurn), (turns) => {
        const types = toHistory(turns).map((item) => item.type);
        expect(types.slice(1)).not.toContain("system");
        expect(types.join(" ")).toMatch(/^(system ?)?(user model ?)*(user model model|model|user model)$/);
      }),
    );
  });

  it("keep every word, in order", () => {
    fc.assert(
      fc.property(fc.array(anyTurn), (turns) => {
        let rest = toHistory(turns).map(textOf).join("\n\n");
        for (const { text } of turns) {
          expect(rest).toContain(text);
          rest = rest.slice(rest.indexOf(text) + text.length);
        }
      }),
    );
  });

  it("joins turns of one role by an empty line, and counts a later system turn as the user's", () => {
    expect(
      toHistory([
        { role: "system", text: "a" },
        { role: "system", text: "b" },
        { role: "user", text: "c" },
        { role: "system", text: "d" },
      ]),
    ).toEqual([
      { type: "system", text: "a\n\nb" },
      { type: "user", text: "c\n\nd" },
      { type: "model", response: [] },
    ]);
  });
});
