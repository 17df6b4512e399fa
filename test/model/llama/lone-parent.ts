/** Run as a process by `process.test.ts`: starts the model at the path given, answers without end, and says so. */
import { createLlamaModel } from "../../../src/model/index.ts";
import { asked, never, QUIET, settingsFor } from "./settings-for.ts";

const model = createLlamaModel(settingsFor(process.argv[2] ?? ""), {
  log: QUIET,
  observe() {},
  environment: process.env,
});
await model.ready(never);
for await (const _ of model.reply(asked("count"), { signal: never, maxTokens: 1900 })) {
  process.send?.({ pid: model.pid });
  break;
}
for await (const _ of model.reply(asked("count"), { signal: never, maxTokens: 1900 }));
