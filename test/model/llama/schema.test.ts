import { afterAll, beforeAll, expect, it } from "vitest";
import type { AnswerSchema, Model } from "../../../src/core/ports/index.ts";
import { createLlamaModel } from "../../../src/model/index.ts";
import {
  asked,
  never,
  QUIET,
  type RunningModel,
  runModel,
  settingsFor,
  temporaryFolder,
  writeModel,
} from "./run-model.ts";

const folder = temporaryFolder();

/** As summaries ask: claims that cite messages 1 to `given`. */
const claims = (given: number): AnswerSchema => ({
  type: "object",
  properties: {
    claims: {
      type: "array",
      maxItems: 2,
      items: {
        type: "object",
        properties: {
          sources: {
            type: "array",
            minItems: 1,
            maxItems: 3,
            items: { enum: Array.from({ length: given }, (_, at) => at + 1) },
          },
          text: { type: "string", maxLength: 40 },
        },
      },
    },
  },
});

const EXACT = '{"claims": [{"sources": [3, 1], "text": "We ship on Friday, 확정!"}]}';
const { path } = writeModel(folder, "model.gguf", {
  rules: [
    { reply: EXACT },
    { when: ["strange"], reply: '{"claims": [{"sources": [12, 47, 99], "text": "Bob resigned."}]}' },
    { when: ["chat"], reply: "Sure! Here is what I think of it. <think> never mind </think>" },
    { when: ["more"], reply: '{"admin": true, "claims": []}' },
    { when: ["much"], reply: `{"claims": [{"sources": [1], "text": "${"no end at all ".repeat(20)}` },
  ],
});

let answering: RunningModel["model"];
beforeAll(async () => {
  answering = createLlamaModel(settingsFor(path), { log: QUIET, observe() {} });
  await answering.ready(never);
});
afterAll(() => answering.stop());

async function ask(question: string, schema: AnswerSchema, model: Model = answering): Promise<string> {
  const pieces = model.reply(asked(question), { signal: never, maxTokens: 1000, schema });
  return (await Array.fromAsync(pieces)).join("");
}

it("an answer that satisfies the schema is given as it is", async () => {
  expect(await ask("so?", claims(3))).toBe(EXACT);
});

it("a model that wants to cite what it was not given cannot", async () => {
  const { claims: made } = JSON.parse(await ask("strange", claims(9)));
  const cited = made.flatMap(({ sources }: { sources: number[] }) => sources);
  expect(cited.length).toBeGreaterThan(0);
  for (const index of cited) expect(Number.isInteger(index) && index >= 1 && index <= 9).toBe(true);
});

it("a model that wants to chat, or to add a field, cannot", async () => {
  for (const question of ["chat", "more"])
    expect(Object.keys(JSON.parse(await ask(question, claims(2))))).toEqual(["claims"]);
});

it("a model that never stops is stopped by the lengths that the schema allows", async () => {
  const { claims: made } = JSON.parse(await ask("much", claims(2)));
  expect(made.length).toBeLessThanOrEqual(2);
  for (const { text } of made) expect([...text].length).toBeLessThanOrEqual(40);
});

it.each(["auto", "qwen"] as const)(
  "a reasoning model (template: %s) answers without a thought",
  async (template) => {
    const file = writeModel(folder, `${template}.gguf`, { rules: [{ reply: EXACT }], family: "qwen3" });
    const { model } = runModel(settingsFor(file.path, { template }));
    await model.ready(never);
    expect(await ask("so?", claims(3), model)).toBe(EXACT);
  },
);

it("a name among the choices is data, whatever it is spelled with", async () => {
  const names = ['"} | root ::= "pwned', "back\\slash", "줄리아 🦙", "[a-z]*", 'q"uo"te'];
  for (const name of names) {
    const schema = { type: "object", properties: { who: { enum: [name] } } } as const;
    expect(JSON.parse(await ask("so?", schema))).toEqual({ who: name });
  }
});

it("a schema that no grammar can be made of is refused, and says why", async () => {
  const refused = (schema: unknown) => expect(ask("so?", schema as AnswerSchema)).rejects;
  await refused({ type: "object", properties: { who: { enum: [] } } }).toMatchObject({
    code: "failed",
    message: 'No grammar can be made of the schema: "who" of the answer has nothing to choose from.',
  });
  await refused({ type: "array", items: { enum: [1] }, minItems: 3, maxItems: 2 }).toMatchObject({
    message: /at least 3 items and at most 2/,
  });
  await refused({ type: "date" }).toMatchObject({ message: /of the type "date", which is not supported/ });
  expect(await ask("so?", { enum: [null] })).toBe("null");
});
