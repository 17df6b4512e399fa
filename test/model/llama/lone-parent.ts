/**
 * Run as a process by `process.test.ts`: starts the model at the path given, which keeps what it reads in the folder given, answers
 * without end, and says so.
 */
import { createLlamaModel } from "../../../src/model/index.ts";
import { asked, never, QUIET, settingsFor } from "./settings-for.ts";

const [, , path = "", folder = ""] = process.argv;
const kept = { folder, mostBytes: 1e9 };
const model = createLlamaModel(settingsFor(path, { parallel: 2, kept }), {
  log: QUIET,
  observe() {},
  environment: process.env,
});
await model.ready(never);
const turns = asked(`count ${"word ".repeat(60)}`);
for await (const _ of model.reply(turns, { signal: never, maxTokens: 1500, thread: "test:1" })) {
  process.send?.({ pid: model.pid });
  break;
}
for await (const _ of model.reply(asked("count"), { signal: never, maxTokens: 1900 }));
