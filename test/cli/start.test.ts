import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { adapter as web } from "../../adapters/web/index.ts";
import { createLateModel } from "../../src/cli/late-model.ts";
import { start } from "../../src/cli/start.ts";
import { loadConfig } from "../../src/config/index.ts";
import { type AdapterModule, type AdapterParts, OperatorError } from "../../src/core/ports/index.ts";
import { openStore } from "../../src/store/index.ts";
import { platform } from "../config/adapters.ts";
import { fakeModel } from "../fakes/model.ts";
import { bob, FakePlatform } from "../fakes/platform.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { silentLog } from "../store/silent-log.ts";
import { tempFolder } from "./program-run.ts";

/** A platform in memory that is on, and what it was built from. */
function memoryChat(over: Partial<ReturnType<FakePlatform["connect"]>> = {}) {
  const chat = new FakePlatform();
  let parts: AdapterParts | undefined;
  const module: AdapterModule = {
    ...platform(
      "fake",
      z.unknown().transform(() => ({})),
    ),
    create: async (_, given) => {
      parts = given;
      return Object.defineProperties(chat.connect(), Object.getOwnPropertyDescriptors(over));
    },
  };
  return {
    chat,
    module,
    given: () => parts!,
    health: async () => parts!.routes["/healthz"]!(),
    metrics: async () => (await parts!.routes["/metrics"]!()).text(),
  };
}

/** Starts Maru with a scripted model in a folder of its own; tells what it printed. */
function startWith(module: AdapterModule, over: { routerFile?: URL; settings?: string } = {}) {
  const folder = tempFolder();
  writeScriptedModel(join(folder, "chat.gguf"), { rules: [{ reply: "Sure." }] });
  const text = `{ model: { use: ./chat.gguf, contextTokens: 2048, threads: 1 }, log: { level: error }, answers: { places: { deny: [random] } } ${over.settings ?? ""} }`;
  writeFileSync(join(folder, "maru.yaml"), text);
  const loaded = loadConfig({ text, env: {}, adapters: [module] });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const printed: string[] = [];
  const running = start({
    config: loaded.config,
    baseFolder: folder,
    adapters: [module],
    environment: {},
    version: "1.2.3",
    ...(over.routerFile === undefined ? {} : { routerFile: over.routerFile }),
    print: (line) => void printed.push(line),
  });
  return { running, printed, folder };
}

test("a platform that cannot be started is told before any model is loaded", async () => {
  const { module } = memoryChat({
    start: () => Promise.reject(new OperatorError("The token is refused. Make a new one.")),
  });
  const { running, printed } = startWith(module);
  await expect(running).rejects.toThrow("The token is refused. Make a new one.");
  expect(printed).toEqual([]);
});

test("once the platforms are there the model is loaded, and answers", async () => {
  const { chat, module } = memoryChat();
  const { running, printed } = startWith(module);
  const maru = await running;
  expect(printed).toEqual([expect.stringMatching(/^Loading the model chat/), "Maru is ready"]);
  const reply = await chat.finished(await chat.say("@maru hello"));
  expect(reply).toMatchObject({ kind: "answer", text: "Sure." });
  await maru.stop();
  expect(printed).toContainEqual(expect.stringMatching(/^The model chat.* is ready\.$/));
});

test("ending while the model is being loaded says nothing about a model that cannot be used", async () => {
  const { module } = memoryChat();
  const { running, printed } = startWith(module);
  await (await running).stop();
  expect(printed.filter((line) => line.includes("cannot be used"))).toEqual([]);
});

test("a platform is told in which places the config lets Maru answer", async () => {
  const { module, given } = memoryChat();
  const { running } = startWith(module);
  await (await running).stop();
  const answersIn = (name: string, kind: "channel" | "direct" = "channel") =>
    given().mayAnswerIn({ id: "fake:1", name, kind });
  expect(["general", "random"].map((name) => answersIn(name))).toEqual([true, false]);
  expect(answersIn("random", "direct")).toBe(true);
});

test("platforms have the moderators' desk, unless moderation is off everywhere", async () => {
  const deskWith = async (settings: string) => {
    const { module, given } = memoryChat();
    await (await startWith(module, { settings }).running).stop();
    return given().desk;
  };
  expect(await deskWith("")).toBeDefined();
  expect(await deskWith(", moderation: { policy: { mode: off } }")).toBeUndefined();
  expect(
    await deskWith(", moderation: { policy: { mode: off, places: [{ match: [random], mode: shadow }] } }"),
  ).toBeDefined();
});

test("the web chat has no review page where moderation is off everywhere", async () => {
  const startWeb = async (mode: "off" | "shadow") => {
    const settings = `, platforms: { web: { port: 0 } }, moderation: { policy: { mode: ${mode} } }`;
    const { running, printed } = startWith(web, { settings });
    await (await running).stop();
    return printed.filter((line) => line.startsWith("Moderators review at"));
  };
  expect(await startWeb("shadow")).toHaveLength(1);
  expect(await startWeb("off")).toEqual([]);
});

test("what a platform needs an operator for stands in the health check", async () => {
  const state: { fault?: string } = {};
  const { module, health } = memoryChat({
    get fault() {
      return state.fault;
    },
  });
  const { running } = startWith(module);
  const maru = await running;
  onTestFinished(() => maru.stop());
  expect(await (await health()).json()).toMatchObject({ status: "ok", platforms: ["fake"] });
  state.fault = "The token was reset. Make a new one.";
  const failing = await health();
  expect(failing.status).toBe(503);
  expect(await failing.json()).toMatchObject({
    status: "failing",
    platforms: [],
    faults: { fake: "The token was reset. Make a new one." },
  });
});

describe("moderation's router", () => {
  test("scores what people say, and what it learned is stored at the end", async () => {
    const { chat, module, metrics } = memoryChat();
    const { running, folder } = startWith(module);
    const maru = await running;
    await chat.finished(await chat.say("@maru hello"));
    expect(await metrics()).toContain('maru_moderation_routed_total{route="clear",language="en"} 1');
    await maru.stop();
    const dataFolder = join(folder, "data");
    const store = await openStore("sqlite:maru.db", { dataFolder, now: Date.now, log: silentLog });
    onTestFinished(() => store.close());
    const { value } = await store.records("moderation/thresholds").iterator!(undefined).next();
    expect(value).toMatchObject([
      expect.any(String),
      { scores: { en: { bins: [[expect.any(Number), 1]] } } },
    ]);
  });

  test("is left out when the config says so", async () => {
    const { chat, module, metrics } = memoryChat();
    const { running, printed } = startWith(module, { settings: ", moderation: { router: false }" });
    const maru = await running;
    onTestFinished(() => maru.stop());
    await chat.finished(await chat.say("@maru hello"));
    expect(await metrics()).not.toContain("maru_moderation_routed_total{");
    expect(printed.join()).not.toContain("not scored");
  });

  test.each([
    [
      "missing",
      undefined,
      /^Messages are not scored: models\/router\/router\.bin is missing\. It ships with Maru: restore it/,
    ],
    [
      "damaged",
      "MaruRtr",
      /^Messages are not scored: The router's weights cannot be read: .* Restore models\/router/,
    ],
  ])("whose file is %s is told with what to do, and Maru works without", async (_, content, words) => {
    const file = join(tempFolder(), "router.bin");
    if (content !== undefined) writeFileSync(file, content);
    const { chat, module } = memoryChat();
    const { running, printed } = startWith(module, { routerFile: pathToFileURL(file) });
    const maru = await running;
    onTestFinished(() => maru.stop());
    expect(printed).toContainEqual(expect.stringMatching(words));
    expect(await chat.finished(await chat.say("@maru hello"))).toMatchObject({ text: "Sure." });
  });
});

test("a reported message comes to moderators with those before it in its thread", async () => {
  const { chat, module, given } = memoryChat();
  const { running } = startWith(module, { settings: ", moderation: { policy: { contextMessages: 2 } }" });
  const maru = await running;
  onTestFinished(() => maru.stop());
  const first = chat.post("Shall we?");
  const [, , , message] = ["Where?", "When?", "Now", "You again"].map((text) =>
    chat.post(text, { inThreadOf: first }),
  );
  chat.post("elsewhere");
  await chat.deliver({ type: "report", id: "fake:report/1", message: message!, words: "", by: bob });
  await vi.waitUntil(() => given().desk?.find("c1"));
  expect(await given().desk?.find("c1")).toMatchObject({
    sources: ["report"],
    message: { text: "You again" },
    context: [{ text: "When?" }, { text: "Now" }],
  });
});

describe("a model that is loaded late", () => {
  const never = new AbortController().signal;

  test("is being loaded until then, and is waited for", async () => {
    const real = fakeModel(["Sure."]);
    const late = createLateModel(() => real);
    expect(late.health()).toEqual({ state: "loading" });
    const waiting = Promise.all([
      late.ready(never),
      late.countTokens(["one two"]),
      late.measure([{ role: "user", text: "one" }]),
      Array.fromAsync(late.reply([{ role: "user", text: "hello" }], { signal: never, maxTokens: 8 })),
    ]);
    late.begin(false);
    late.begin(false);
    expect(await waiting).toEqual([undefined, [2], 4, ["Sure."]]);
    expect(late.health()).toBe(real.state);
  });

  test("lets go of whoever does not wait any longer", async () => {
    const late = createLateModel(() => fakeModel());
    const abort = new AbortController();
    const waiting = late.ready(abort.signal);
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
    await expect(late.ready(AbortSignal.abort())).rejects.toMatchObject({ code: "aborted" });
  });

  test("is never loaded once it was stopped", async () => {
    let made = 0;
    const late = createLateModel(() => {
      made++;
      return fakeModel();
    });
    await late.stop();
    late.begin(false);
    expect(made).toBe(0);
  });
});
