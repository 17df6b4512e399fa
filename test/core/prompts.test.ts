import { expect, test } from "vitest";
import { preparePrompts } from "../../src/core/index.ts";
import { promptFiles } from "./prompt-files.ts";

test("the prompts that ship with Maru have exactly the slots that are filled", () => {
  const { system } = preparePrompts(promptFiles, "Maru");
  expect(system).toContain("You are Maru,");
  expect(system).not.toMatch(/\{\{|\}\}/);
});

test("an unknown slot is named, with the slots there are", () => {
  const files = { ...promptFiles, persona: "You are {{name}} of {{team}}." };
  expect(() => preparePrompts(files, "Maru")).toThrow(
    "prompts/persona.md has the slot {{team}}, which nothing fills. Known slots: name.",
  );
});

test("a lost slot is named", () => {
  expect(() => preparePrompts({ ...promptFiles, system: "{{name}}, hello." }, "Maru")).toThrow(
    "prompts/system.md lacks the slot {{persona}}. Put it back.",
  );
});

test("a filled-in value is not searched for slots again", () => {
  const files = { ...promptFiles, system: "{{persona}} {{name}}", persona: "I am {{name}}" };
  expect(preparePrompts(files, "{{x}}").system).toBe("I am {{x}} {{x}}");
});
