import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { GuardQuestion } from "../../../src/core/ports/index.ts";
import type { FamilyName } from "../../fixtures/gguf/index.ts";
import { loadModel } from "./loaded-model.ts";
import { QWEN3GUARD_TEMPLATE } from "./qwen3guard-template.ts";
import { temporaryFolder } from "./run-guard.ts";

const folder = temporaryFolder();

const MESSAGE: GuardQuestion = { of: "message", text: "you are all idiots\n바보들", before: [] };
const FOLLOWING: GuardQuestion = {
  of: "message",
  text: "They should all go home.",
  before: [
    { by: "person", text: "What do you think of them?" },
    { by: "self", text: "Nothing in particular." },
  ],
};
const ANSWER: GuardQuestion = {
  of: "answer",
  text: "Take two of them & rest.",
  before: [{ by: "person", text: "My head hurts" }],
};
const RULED: GuardQuestion = { ...FOLLOWING, rules: ["Is it spam?", "Is it about <politics>?"] };

interface Case {
  readonly name: string;
  readonly family: FamilyName;
  readonly format: string;
  readonly asked: GuardQuestion;
  readonly template?: string;
}

const FAMILY: Readonly<Record<string, FamilyName>> = {
  "llama-guard-3": "llama3",
  "llama-guard-3-1b": "llama3",
  "llama-guard-4": "llama4",
  "qwen3guard-gen-strict": "qwen3",
  "qwen3guard-gen-loose": "qwen3",
};

const CASES: readonly Case[] = [
  ...Object.entries(FAMILY).flatMap(([format, family]) => [
    { name: `${format}-message`, family, format, asked: MESSAGE },
    { name: `${format}-context`, family, format, asked: FOLLOWING },
    { name: `${format}-answer`, family, format, asked: ANSWER },
  ]),
  ...[FOLLOWING, ANSWER].map(
    (asked): Case => ({
      name: `qwen3guard-own-template-${asked.of}`,
      family: "qwen3",
      format: "qwen3guard-gen-strict",
      asked,
      template: QWEN3GUARD_TEMPLATE,
    }),
  ),
  { name: "custom-llama3-message", family: "llama3", format: "custom", asked: MESSAGE },
  { name: "custom-llama3-rules", family: "llama3", format: "custom", asked: RULED },
  { name: "custom-gemma-answer", family: "gemma", format: "custom", asked: ANSWER },
  { name: "custom-qwen3-rules", family: "qwen3", format: "custom", asked: RULED },
];

describe("where a model's own chat template cannot be used, our own words are", () => {
  it.each([
    ["it cannot be parsed", "{% Controversial"],
    ["it refuses", "{{ raise_exception('Controversial') }}"],
    ["it does not show what is said", "{{ 'Controversial<|im_start|>assistant\\n' }}"],
    ["it shows it twice", "{% for m in messages %}{{ 'Controversial' + m.content + m.content }}{% endfor %}"],
  ])("%s", async (_, template) => {
    const model = await loadModel(folder, { family: "qwen3", template }, "qwen3guard-gen-strict", true);
    const golden = readFileSync(new URL("golden/qwen3guard-gen-strict-context.txt", import.meta.url), "utf8");
    expect(model.text(FOLLOWING)).toBe(golden);
  });
});

describe("the prompt, token by token as the model gets it, is to the byte", () => {
  it.each(CASES)("$name", async ({ name, family, format, asked, template }) => {
    const options = { family, ...(template === undefined ? {} : { template }) };
    const model = await loadModel(folder, options, format, template !== undefined);
    const golden = readFileSync(new URL(`golden/${name}.txt`, import.meta.url), "utf8");
    expect(model.text(asked)).toBe(golden);
  });
});
