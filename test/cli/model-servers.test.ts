import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findGuard } from "../../src/cli/find-guard.ts";
import { openServerModel } from "../../src/cli/open-server-model.ts";
import { type Config, loadConfig } from "../../src/config/index.ts";
import { isOnThisMachine } from "../../src/model/index.ts";
import { web } from "../config/adapters.ts";
import { type FakeServerOptions, startFakeServer } from "../fakes/openai/server.ts";
import { silentLog } from "../store/silent-log.ts";
import { run, tempFolder } from "./program-run.ts";

async function fakeServer(options: FakeServerOptions = {}) {
  const server = await startFakeServer(options);
  onTestFinished(() => server.stop());
  return server;
}

function configOf(settings: object): Config {
  const loaded = loadConfig({ text: JSON.stringify(settings), env: {}, adapters: [web] });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config;
}

/** Runs doctor with a config; its lines of one check. */
async function doctor(settings: object, env: Readonly<Record<string, string>> = {}) {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), JSON.stringify(settings));
  const { exitCode, out } = await run(["doctor"], folder, { env });
  const of = (check: string) =>
    out.split("\n").filter((line) => line.slice(6, 17).trim() === check && /^(ok|warn|fail) /.test(line));
  return { exitCode, out, of };
}

test("doctor tells what each server serves, and what is wrong with those that do not", async () => {
  const vllm = await fakeServer({ kind: "vllm", contextTokens: 32_768, models: ["org/model"] });
  const ollama = await fakeServer({ kind: "ollama", sees: true, models: ["llava:latest"] });
  const locked = await fakeServer({ key: "s3cret" });
  const gone = await startFakeServer();
  await gone.stop();
  const servers = [
    { url: vllm.url },
    { url: ollama.url, model: "llava" },
    { url: locked.url, keyVariable: "MARU_KEY_A" },
    { url: `${locked.url}/v1`, keyVariable: "MARU_KEY_B" },
    { url: gone.url },
  ];
  const { of, out, exitCode } = await doctor({ model: { servers } }, { MARU_KEY_A: "s3cret" });
  expect(of("model")).toEqual([
    `ok    model        ${vllm.url} (vllm) serves model: 16 at a time, 32768 tokens.`,
    `ok    model        ${ollama.url} (ollama) serves llava: 1 at a time, 4096 tokens, sees images.`,
    `ok    model        ${locked.url} serves fake-model: 4 at a time.`,
    expect.stringContaining("The environment has no MARU_KEY_B, the key of the model server"),
    `fail  model        ${gone.url} does not answer (ECONNREFUSED).`,
  ]);
  expect(out).toContain("Start the server, or correct model.servers in maru.yaml.");
  expect(out).not.toContain("s3cret");
  expect(exitCode).toBe(1);
});

test("a server that is not on this machine is a warning to doctor and at the start: people's words go there", async () => {
  const servers = [{ url: "http://model.invalid:8000" }];
  const { of } = await doctor({ model: { servers } });
  expect(of("model")[0]).toBe(
    "warn  model        The model server model.invalid:8000 is not on this machine: what people say goes there, and nothing hides them on the way (http, not https).",
  );
  const printed: string[] = [];
  const warned: unknown[] = [];
  const model = openServerModel({
    settings: configOf({ model: { servers } }).model,
    environment: {},
    log: { ...silentLog, warn: (fields) => void warned.push(fields) },
    observe() {},
    print: (line) => void printed.push(line),
  });
  await model.stop();
  expect(printed).toEqual([expect.stringContaining("model.invalid:8000 is not on this machine")]);
  expect(warned).toEqual([{ host: "model.invalid:8000" }]);
  const local = [
    "http://localhost:1",
    "http://127.0.0.1:1",
    "https://127.9.9.9",
    "http://[::1]:1/v1",
    "http://a.localhost",
  ];
  const away = [
    "http://10.0.0.1",
    "http://localhost.example.com",
    "http://0x7f.example",
    "https://api.example.com",
    "http://127.example.com",
  ];
  expect([...local, ...away].filter(isOnThisMachine)).toEqual(local);
});

test("the start says which key is missing", () => {
  const servers = [{ url: "http://127.0.0.1:9", keyVariable: "MARU_KEY" }];
  expect(() =>
    openServerModel({
      settings: configOf({ model: { servers } }).model,
      environment: { MARU_KEY: "  " },
      log: silentLog,
      observe() {},
      print() {},
    }),
  ).toThrow("The environment has no MARU_KEY, the key of the model server http://127.0.0.1:9.");
});

const guardOf = (guard: object) =>
  findGuard({
    config: configOf({ moderation: { guard } }),
    baseFolder: ".",
    dataFolder: tempFolder(),
    memory: { totalBytes: 16e9, availableBytes: 12e9 },
    environment: {},
  });

test("a served guard is asked by the format that its name tells, and judges", async () => {
  const server = await fakeServer({ models: ["meta-llama/Llama-Guard-3-8B"] });
  server.logprobs = { safe: Math.log(0.2), unsafe: Math.log(0.8) };
  server.answer = ["\nS10"];
  const found = await guardOf({ servers: [{ url: server.url }] });
  if (found.state !== "found") throw new Error(found.hint);
  expect(found.name).toBe(`Llama-Guard-3-8B (llama-guard-3) of ${new URL(server.url).host}`);
  const { guard, ready } = found.begin({ environment: {}, log: silentLog });
  onTestFinished(() => guard.stop());
  await ready(new AbortController().signal);
  const verdict = await guard.judge(
    { of: "message", text: "you idiot", before: [] },
    new AbortController().signal,
  );
  expect(verdict).toMatchObject({ categories: ["hate"], codes: ["S10"] });
  expect(verdict.probability).toBeCloseTo(0.8);
  expect(verdict.model).toMatch(/^Llama-Guard-3-8B \(llama-guard-3, [0-9a-f]{12}\)$/);
});

test("a served guard whose name tells no format has to be told one; doctor says so, and when it does not answer", async () => {
  const server = await fakeServer({ models: ["some-model"] });
  await expect(guardOf({ servers: [{ url: server.url }] })).rejects.toThrow(
    /cannot be told how the guard model some-model/,
  );
  const { of, exitCode } = await doctor({ moderation: { guard: { servers: [{ url: server.url }] } } });
  expect(of("guard")).toEqual([
    `ok    guard        ${server.url} serves some-model: 4 at a time.`,
    expect.stringMatching(/^fail {2}guard/),
  ]);
  expect(exitCode).toBe(1);
  server.down = { status: 500, body: {} };
  const down = await doctor({ moderation: { guard: { servers: [{ url: server.url }] } } });
  expect(down.of("guard")).toEqual([expect.stringMatching(/^fail {2}guard .*HTTP 500/)]);
});
