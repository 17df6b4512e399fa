import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createContext } from "../../src/core/context.ts";
import { preparePrompts } from "../../src/core/index.ts";
import type { Observation } from "../../src/core/ports/index.ts";
import { createLlamaModel } from "../../src/model/index.ts";
import { alice, bob, FakePlatform } from "../fakes/platform.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { settingsFor } from "../model/llama/settings-for.ts";
import { promptFiles } from "./prompt-files.ts";
import { quietLog, stage } from "./stage.ts";

const TURNS = 20;
const MAX_ANSWER_TOKENS = 64;
/** No word twice: then a scripted model writes it in the tokens in which it is read again. */
const REPLY = "Friday seems likely because every remaining check has passed by then.";

/** Asks a real model twenty questions in one thread, in which a second person joins, and counts what it evaluates. */
async function converse(contextTokens: number) {
  const folder = mkdtempSync(join(tmpdir(), "maru-prefixes-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { path } = writeScriptedModel(join(folder, "model.gguf"), { rules: [{ reply: REPLY }] });
  const replies: Extract<Observation, { type: "model-reply" }>[] = [];
  const model = createLlamaModel(settingsFor(path, { contextTokens }), {
    log: quietLog,
    observe: (observation) => void (observation.type === "model-reply" && replies.push(observation)),
  });
  onTestFinished(() => model.stop());
  const platform = new FakePlatform();
  const { maru } = await stage({ platform, model: model as never, maxAnswerTokens: MAX_ANSWER_TOKENS });
  await model.ready(AbortSignal.timeout(30_000));

  const root = await platform.say("@maru when is the release?");
  await platform.finished(root);
  for (let turn = 2; turn <= TURNS; turn++) {
    const by = turn > 8 && turn % 3 === 0 ? bob : alice;
    const question = await platform.say(
      `@maru and what about number ${turn}, will that be ready on the day too?`,
      {
        by,
        inThreadOf: root,
      },
    );
    expect((await platform.finished(question)).text).toBe(REPLY);
  }
  await maru.stop(1_000);

  const thread = await Array.fromAsync(platform.connect().history({ thread: root.thread }));
  const whole = await createContext(model)({
    system: preparePrompts(promptFiles, "Maru").system,
    selfName: "Maru",
    earlier: thread.slice(0, -2),
    question: thread.at(-2)!,
    maxTokens: 1_000_000,
  });
  if (!whole.fits) throw new Error("a million tokens are enough");
  /** All that was ever said, the prompt of an endless context. */
  const said = await model.measure(whole.turns);
  return { replies, said };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test.each([
  ["that fits the context nothing is evaluated twice", 4_096, 1.01],
  ["that outgrows the context little is evaluated twice", 1_750, 1.3],
])("of a thread %s", async (_, contextTokens, most) => {
  const { replies, said } = await converse(contextTokens);
  const evaluated = sum(replies.map(({ evaluatedTokens }) => evaluatedTokens));
  const written = sum(replies.slice(0, -1).map(({ writtenTokens }) => writtenTokens));
  expect(replies).toHaveLength(TURNS);
  expect(evaluated / (said - written)).toBeLessThanOrEqual(most);
  const isCut = replies.some(({ promptTokens }, at) => promptTokens < (replies[at - 1]?.promptTokens ?? 0));
  expect(isCut).toBe(said > contextTokens);
});
