import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keptFolder } from "../../src/cli/llama-settings.ts";
import { openChatModel } from "../../src/cli/open-chat-model.ts";
import { loadConfig } from "../../src/config/index.ts";

/** A data folder in which a model has kept what it read. */
function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-chat-model-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(keptFolder(folder));
  writeFileSync(join(keptFolder(folder), "thread-0"), "what was said");
  return folder;
}

function open(text: string, folder: string, keeps: boolean) {
  const loaded = loadConfig({ text, env: {}, adapters: [] });
  if (!loaded.ok) throw new Error("the config is not valid");
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  return openChatModel({
    ...{ config: loaded.config, baseFolder: folder, dataFolder: folder, environment: {} },
    ...{ log, observe() {}, print() {}, keeps },
  });
}

test.each([
  ["without a model", "model: { use: none }"],
  ["with servers", "model: { servers: [{ url: 'http://127.0.0.1:9' }] }"],
])("%s, what a model of Maru's own has kept of conversations is deleted", async (_, text) => {
  const folder = dataFolder();
  const opened = await open(text, folder, true);
  if (opened.state === "found") onTestFinished(() => opened.model.stop());
  expect(existsSync(keptFolder(folder))).toBe(false);
});

test("a command beside a running Maru leaves it alone", async () => {
  const folder = dataFolder();
  await open("model: { use: none }", folder, false);
  expect(existsSync(keptFolder(folder))).toBe(true);
});
