import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createThoughtFilter } from "../../../src/model/thought-filter.ts";
import type { FamilyName } from "../../fixtures/gguf/index.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();

function shown(pieces: readonly string[], open = false): string {
  const filter = createThoughtFilter(open);
  return pieces.map((piece) => filter.push(piece)).join("") + filter.end();
}

describe("thoughts written as plain text", () => {
  it.each([
    ["<think>\nhm\n</think>\n\nYes.", "Yes."],
    ["\n <think></think> <think>more</think>Yes.", "Yes."],
    ["<think>never done", ""],
    ["<think>a</thin</think>b", "b"],
    ["Use the <think> tag: <think>x</think>", "Use the <think> tag: <think>x</think>"],
    ["<thin air", "<thin air"],
    ["<thi", "<thi"],
    ["  Yes. ", "Yes. "],
    ["", ""],
  ])("%j is shown as %j, in whatever pieces it comes", (text, expected) => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length })), (cuts) => {
        const at = [...cuts, 0, text.length].sort((a, b) => a - b);
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        expect(shown(pieces)).toBe(expected);
      }),
    );
  });

  it("are known as such when the prompt itself opened them", () => {
    expect(shown(["still thinking", "</th", "ink>\n", "Yes."], true)).toBe("Yes.");
  });

  it("hold nothing back longer than needed", () => {
    const filter = createThoughtFilter(false);
    expect(filter.push("Y")).toBe("Y");
    expect(filter.push("<think>")).toBe("<think>");
  });
});

it.each<FamilyName>(["llama3", "qwen3", "chatml", "stablelm"])(
  "a reasoning model of the family %s streams its answer only",
  async (family) => {
    const { path } = writeModel(folder, `${family}.gguf`, { family });
    const { model, observations, answer } = runModel(settingsFor(path));
    await model.ready(never);
    expect(await answer("ponder please")).toBe("I have thought.");
    expect(observations).toContainEqual(expect.objectContaining({ type: "model-reply" }));
  },
);

it("a Qwen model that thinks though it should not streams its answer only", async () => {
  const { path } = writeModel(folder, "named.gguf", { family: "qwen3" });
  const { model, answer } = runModel(settingsFor(path, { template: "qwen" }));
  await model.ready(never);
  expect(await answer("ponder please")).toBe("I have thought.");
});
