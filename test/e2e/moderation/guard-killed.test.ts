import type { ChildProcess } from "node:child_process";
import diagnostics from "node:diagnostics_channel";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { start } from "../../../src/cli/start.ts";
import { loadConfig } from "../../../src/config/index.ts";
import type { AdapterModule, AdapterParts, ReviewCase } from "../../../src/core/ports/index.ts";
import type { MessageId } from "../../../src/core/types.ts";
import { openAudit } from "../../../src/moderation/audit/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { platform } from "../../config/adapters.ts";
import { FakePlatform } from "../../fakes/platform.ts";
import { writeScriptedModel } from "../../fixtures/gguf/index.ts";
import { silentLog } from "../../store/silent-log.ts";

const MESSAGES = 1_000;
/** Of three messages one is worth a look; of those the guard finds every other one harmful. */
const LOOKED_AT = Math.ceil(MESSAGES / 3);
const EARLY = 30;
/** About one a second: each time it takes longer until there is the next process, and it is killed when it has judged so many. */
const KILLS = 4;
const JUDGED_BETWEEN = 20;

const textOf = (at: number) => {
  if (at % 3 !== 0) return `See you at noon, table ${at}`;
  return `All of them are ${at % 2 === 0 ? "idiot" : "subhuman"} filth and should be wiped out, number ${at}`;
};

test("a guard that is killed again and again under a thousand messages loses no case, and opens none twice", async () => {
  const folder = await mkdtemp(join(tmpdir(), "maru-guard-killed-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const unsafe = [
    { text: "unsafe\nS10", share: 0.97 },
    { text: "safe", share: 0.03 },
  ];
  writeScriptedModel(join(folder, "guard.gguf"), {
    name: "Llama Guard 3 8B",
    rules: [{ reply: "safe" }, { when: ["idiot"], reply: unsafe }],
  });

  const chat = new FakePlatform();
  let given: AdapterParts | undefined;
  const module: AdapterModule = {
    ...platform(
      "fake",
      z.unknown().transform(() => ({})),
    ),
    create: async (_, parts) => {
      given = parts;
      return chat.connect();
    },
  };
  const config = {
    model: { use: "none" },
    log: { level: "error" },
    moderation: {
      budget: 0.5,
      guard: {
        ...{ use: "./guard.gguf", contextTokens: 2048, parallel: 2, threads: 1, gpu: false },
        ...{ backlog: MESSAGES, deadlineSeconds: 120 },
      },
      policy: { sampleShare: 0, contextMessages: 0, places: [{ match: ["general"], mode: "active" }] },
    },
  };
  const loaded = loadConfig({ text: JSON.stringify(config), env: {}, adapters: [module] });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));

  /** The guard's process: there is no other. */
  const processes: ChildProcess[] = [];
  const onProcess = (message: unknown) => void processes.push((message as { process: ChildProcess }).process);
  diagnostics.subscribe("child_process", onProcess);
  onTestFinished(() => void diagnostics.unsubscribe("child_process", onProcess));

  const maru = await start({
    config: loaded.config,
    baseFolder: folder,
    adapters: [module],
    environment: {},
    version: "0.0.0",
    print: () => {},
  });
  onTestFinished(() => maru.stop());
  const { desk, routes } = given!;
  const guard = () => desk!.backlog().guard;
  const metrics = async () => (await routes["/metrics"]!()).text();
  const guardedAs = async (outcome: string) =>
    Number(
      new RegExp(`maru_moderation_guard_seconds_count\\{outcome="${outcome}"\\} (\\d+)`).exec(
        await metrics(),
      )?.[1] ?? 0,
    );
  const judged = async () => {
    const outcomes = ["allowed", "found", "crashed", "unavailable", "deadline", "failed"];
    return (await Promise.all(outcomes.map(guardedAs))).reduce((sum, count) => sum + count, 0);
  };
  const texts = new Map<MessageId, number>();
  const say = async (at: number) => void texts.set((await chat.say(textOf(at))).id, at);

  // Those that come while it is loaded go to people without its word.
  for (let at = 0; at < EARLY; at++) await say(at);
  await expect.poll(judged, { timeout: 20_000 }).toBe(EARLY / 3);
  const isReady = () => guard()?.state === "ready";
  await expect.poll(isReady, { timeout: 20_000 }).toBe(true);

  const killer = (async () => {
    for (let kills = 0, before = EARLY / 3; kills < KILLS; kills++) {
      while (!isReady() || (await judged()) < before + JUDGED_BETWEEN) await pause(10);
      before = await judged();
      processes.at(-1)!.kill("SIGKILL");
      await expect.poll(isReady, { timeout: 5_000, interval: 2 }).toBe(false);
    }
  })();
  for (let at = EARLY; at < MESSAGES; at++) await say(at);
  await killer;
  await expect.poll(judged, { timeout: 40_000, interval: 20 }).toBe(LOOKED_AT);
  const [allowed, found] = [await guardedAs("allowed"), await guardedAs("found")];
  await maru.stop();

  const store = await openStore("sqlite:maru.db", {
    ...{ dataFolder: join(folder, "data"), now: Date.now, log: silentLog },
  });
  onTestFinished(() => store.close());
  const audit = openAudit({ store, now: Date.now });
  expect(await audit.verify()).toMatchObject({ whole: true });
  const opened = new Map<MessageId, ReviewCase["findings"]["guard"]>();
  for await (const { entry } of audit.scan()) {
    if (entry.type !== "opened") continue;
    expect(opened.has(entry.message), `a second case of ${entry.message}`).toBe(false);
    opened.set(entry.message, entry.findings.guard);
  }
  const unasked: MessageId[] = [];
  let allowedByGuard = 0;
  for (const [id, at] of texts) {
    const heard = opened.get(id);
    if (at % 3 !== 0) expect(heard, textOf(at)).toBeUndefined();
    else if (heard && "unavailable" in heard) unasked.push(id);
    else if (at % 2 === 0) expect(heard, textOf(at)).toMatchObject({ probability: expect.closeTo(0.97, 1) });
    else {
      expect(heard, textOf(at)).toBeUndefined();
      allowedByGuard++;
    }
  }
  // Whoever has no case was allowed by the guard, and whoever the guard could not be asked about has one that says so.
  expect(allowedByGuard).toBe(allowed);
  expect(opened.size).toBe(found + unasked.length);
  expect(unasked.length).toBeGreaterThanOrEqual(EARLY / 3);
  expect(processes).toHaveLength(KILLS + 1);
  expect(await Array.fromAsync(store.claims("core/inbox").pending())).toEqual([]);
}, 90_000);
