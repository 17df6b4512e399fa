import { expect, it } from "vitest";
import { llamaSettings } from "../../src/cli/llama-settings.ts";
import { settingsSchema } from "../../src/config/schema.ts";

function settingsOf(model: object) {
  const config = settingsSchema.parse({ model });
  return llamaSettings(config.model, { path: "model.gguf", baseFolder: "/maru", dataFolder: "/maru/data" });
}

it("what is left to Maru is absent, so that it goes by the machine", () => {
  const settings = settingsOf({});
  for (const name of ["threads", "parallel", "chunkTokens", "flashAttention", "mmap"])
    expect(settings).not.toHaveProperty(name);
});

it("what the config says counts", () => {
  const wanted = { threads: 32, parallel: 6, chunkTokens: 128, flashAttention: false, mmap: true };
  expect(settingsOf(wanted)).toMatchObject(wanted);
});
