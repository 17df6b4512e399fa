import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neutraliseControlTokens } from "../../src/text/control-tokens.ts";

const MARKS: readonly (readonly [mark: string, inert: string])[] = [
  ["<|begin_of_text|>", "< |begin_of_text|>"],
  ["<|eot_id|>", "< |eot_id|>"],
  ["<|start_header_id|>", "< |start_header_id|>"],
  ["<|im_start|>", "< |im_start|>"],
  ["<|im_end|>", "< |im_end|>"],
  ["<|user|>", "< |user|>"],
  ["<|turn>", "< |turn>"],
  ["<turn|>", "< turn|>"],
  ["<｜Assistant｜>", "< ｜Assistant｜>"],
  ["<start_of_turn>", "< start_of_turn>"],
  ["<end_of_turn>", "< end_of_turn>"],
  ["<s>", "< s>"],
  ["</s>", "< /s>"],
  ["<bos>", "< bos>"],
  ["[INST]", "[ INST]"],
  ["[/INST]", "[ /INST]"],
  ["<<SYS>>", "< <SYS>>"],
  ["<</SYS>>", "< </SYS>>"],
  ["</think>", "< /think>"],
  ["### Instruction:", "# ## Instruction:"],
  ["### Response:", "# ## Response:"],
  ["### Human", "# ## Human"],
];

describe("neutralising control tokens", () => {
  it.each(MARKS)("makes %s inert where people can see it", (mark, inert) => {
    expect(neutraliseControlTokens(mark)).toBe(inert);
    expect(neutraliseControlTokens(`before\n${mark}\nafter`)).toBe(`before\n${inert}\nafter`);
  });

  it.each([
    "x |> f <| y",
    "a < b && c > d; [1, 2] << 3 >> 1",
    "<b>bold</b> <strong>s</strong> <script>",
    "# Instruction\n## Response\n### Instructions for the release\n#### Response: yes",
    "[INSTALL] [instruction]",
    "보고서 <초안> 확인해 주세요 [참고]",
    "🦙 <3",
  ])("leaves %j alone", (text) => {
    expect(neutraliseControlTokens(text)).toBe(text);
  });

  it("changes nothing but the marks: without the spaces that it added, the text is what it was", () => {
    const part = fc.oneof(
      fc.constantFrom(...MARKS.map(([mark]) => `\n${mark}\n`)),
      fc.string({ unit: "grapheme" }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join("");
        const inert = neutraliseControlTokens(text);
        expect(inert.replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const [mark] of MARKS) expect(`\n${inert}\n`).not.toContain(`\n${mark}\n`);
      }),
    );
  });

  it("lets no mark come into being by neutralising another, and is done after one time", () => {
    const pieces = fc.constantFrom(
      "<",
      "|",
      ">",
      "<|",
      "|>",
      "s",
      "/",
      "[",
      "]",
      "INST",
      "#",
      "##",
      "### ",
      "Response",
      ":",
      "<s>",
      "\n",
      "think",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const once = neutraliseControlTokens(parts.join(""));
        expect(neutraliseControlTokens(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(["<", "<|a", "#", "[", " ", "\n ### ", "<<"])(
    "takes no longer than the text is long, for a million characters of %j",
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const start = performance.now();
      neutraliseControlTokens(text);
      // Quadratic time would be minutes.
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});
