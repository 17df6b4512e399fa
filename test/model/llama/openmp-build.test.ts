import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { hasOpenMpBuild } from "../../../src/model/index.ts";
import { temporaryFolder } from "./run-model.ts";

const folder = temporaryFolder();

function build(name: string, customCmakeOptions: unknown): void {
  mkdirSync(join(folder, name, "Release"), { recursive: true });
  const text = JSON.stringify({ buildOptions: { customCmakeOptions, gpu: false } });
  writeFileSync(join(folder, name, "Release", "_nlcBuildMetadata.json"), text);
}

it("a build with OpenMP is there when one was made with just its options, and to the end", async () => {
  expect(await hasOpenMpBuild(join(folder, "nowhere"))).toBe(false);
  build("other", { GGML_CUDA: "ON" });
  mkdirSync(join(folder, "broken-off"));
  expect(await hasOpenMpBuild(folder)).toBe(false);
  build("ours", { GGML_OPENMP: "ON" });
  expect(await hasOpenMpBuild(folder)).toBe(true);
});
