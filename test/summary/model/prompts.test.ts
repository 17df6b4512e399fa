import { expect, test } from "vitest";
import { OperatorError } from "../../../src/core/ports/index.ts";
import { prepareSummaryPrompts } from "../../../src/summary/index.ts";
import { prompts } from "./parts.ts";

const files = {
  summary: "In {{language}}.\n---\n{{messages}} ({{language}})",
  merge: "In {{language}}.\n---\n{{notes}} ({{language}})",
};

test("the prompts that ship with Maru have the slots that are filled", () => {
  const [system, user] = prompts.read("[1] Ann: hi", "ko");
  expect(system!.text).toContain("Write in Korean.");
  expect(user!.text).toMatch(/^\[1\] Ann: hi\n\nThese were the messages\./);
  const [, notes] = prompts.merge("[1] Hi.", "en");
  expect(notes!.text).toMatch(/^\[1\] Hi\.\n\nThese were the notes\./);
});

test("what is filled in is not searched for slots", () => {
  expect(prepareSummaryPrompts(files).read("{{language}} $& {{x}}", "en")[1]!.text).toBe(
    "{{language}} $& {{x}} (English)",
  );
});

test("a lost slot, a strange one and a lost divider are named", () => {
  const refusal = (change: Partial<typeof files>) =>
    expect(() => prepareSummaryPrompts({ ...files, ...change }));
  refusal({ summary: "In {{language}}.\n---\n{{language}}" }).toThrow(
    new OperatorError("prompts/summary.md lacks the slot {{messages}}. Put it back."),
  );
  refusal({ merge: "{{team}} {{language}}\n---\n{{notes}}" }).toThrow(
    "prompts/summary-merge.md has the slot {{team}}, which nothing fills. Known slots: language.",
  );
  refusal({ summary: "{{language}} {{messages}}" }).toThrow("needs exactly one line ---");
});
