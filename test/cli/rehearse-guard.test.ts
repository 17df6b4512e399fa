import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { guardForCommands } from "../../src/cli/guard-for-commands.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { LLAMA_GUARD } from "../moderation/guard/run-guard.ts";
import { run, tempFolder } from "./program-run.ts";

test("a history is judged by the guard that the config names, in its own process", async () => {
  const folder = tempFolder();
  writeScriptedModel(join(folder, "guard.gguf"), LLAMA_GUARD);
  const categories = { hate: { queue: 0.5, remove: 0.95 } };
  const guard = { use: "./guard.gguf", gpu: false, threads: 1, contextTokens: 2048, parallel: 2 };
  writeFileSync(
    join(folder, "maru.yaml"),
    JSON.stringify({ moderation: { guard, policy: { categories, contextMessages: 0 } } }),
  );
  const texts = [
    "kill these vermin, every dunce",
    "kill these vermin, every idiot",
    "kill them, the vermin",
    "hi",
  ];
  const { exitCode, out, err } = await run(["rehearse", "-", "--guard"], folder, {
    piped: Array.from({ length: 12 }, (_, at) => `${texts[at % 4]}\n`),
    openGuard: guardForCommands(folder, {}),
  });
  expect([exitCode, err]).toEqual([0, ""]);
  // 0.97 for the idiots; 0.8 for the dunces; what the guard finds safe is clear, whatever the router said.
  expect(out).toMatch(/^#log +hate +remove +3 \(25 %\)$/m);
  expect(out).toMatch(/^#log +hate +queue +6 \(50 %\)$/m);
  expect(out).toContain(
    "Something would be done with: 6 messages:\n  log:2   #log  queue remove  hate threat  0.97",
  );
});

test("a guard that is not there is told before anything is read", async () => {
  const folder = tempFolder();
  const { exitCode, out, err } = await run(["rehearse", "nothing.jsonl", "--guard"], folder, {
    openGuard: guardForCommands(folder, {}),
  });
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toMatch(/^There is no guard to ask\. No guard model is installed\./);
});
