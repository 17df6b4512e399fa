import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openModeration } from "../src/cli/open-moderation.ts";
import { readRouter } from "../src/cli/read-router.ts";
import { loadConfig } from "../src/config/index.ts";
import type { ChatAdapter, Deliver, ReviewDesk } from "../src/core/ports/index.ts";
import type { ChatEvent, Message, Place } from "../src/core/types.ts";
import { createMetrics } from "../src/ops/index.ts";
import { openStore } from "../src/store/index.ts";
import { quietLog, stage } from "../test/core/stage.ts";
import { readSuites } from "../test/moderation/suites/read-suites.ts";
import { median, type Row } from "./row.ts";

const RUNS = 7;
const MESSAGES = 20_000;
/** Delivered and not yet stored: what comes over one connection while a raid is on. */
const AT_A_TIME = 256;
const AIM_PER_SECOND = 10_000;
const PLACES = 20;
const PEOPLE = 200;

/**
 * The router-only path, end to end in the core: from an event's delivery until it is stored, scored, held against the place's policy and
 * settled, with the real store (a SQLite file), router, policies, metrics and cases, and no guard. What the router sends on goes to people:
 * its cases are opened within the time measured.
 */
export async function measureModerationPath(): Promise<readonly Row[]> {
  const texts = await clearTexts();
  const rates: number[] = [];
  let cases = 0;
  for (let run = 0; run < RUNS; run++) {
    const measured = await measureRun(texts);
    rates.push(measured.perSecond);
    cases = measured.cases;
  }
  const perSecond = median(rates);
  const span = `${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}`;
  return [
    {
      what: `messages/s through core, router and policy without a guard, SQLite file, shadow mode (median of ${RUNS} × ${MESSAGES.toLocaleString("en")}, ${span}; ${cases} of them became cases)`,
      aim: `≥ ${AIM_PER_SECOND.toLocaleString("en")} /s`,
      measured: `${perSecond.toFixed(0)} /s`,
      met: perSecond >= AIM_PER_SECOND,
    },
  ];
}

/** The harmless texts of the functional tests that the router finds clear by far: such are nearly all that a team writes. */
async function clearTexts(): Promise<readonly string[]> {
  const { router, header } = await readRouter();
  const isClear = (text: string) => {
    const { look, language } = router.score(text);
    return look < header.threshold[language].look / 4;
  };
  return readSuites().flatMap(({ hateful, text }) => (!hateful && isClear(text) ? [text] : []));
}

async function measureRun(texts: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  const store = await openStore("sqlite:bench.db", { dataFolder: folder, now: Date.now, log: quietLog });
  const loaded = loadConfig({
    text: "{ moderation: { guard: { use: none }, policy: { sampleShare: 0 } } }",
    env: {},
    adapters: [],
  });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const { observe } = createMetrics();
  const platform = connectable();
  const opened = await openModeration({
    ...{ config: loaded.config, baseFolder: folder, dataFolder: folder, environment: {} },
    ...{ store, log: quietLog, observe, print: () => {} },
    adapters: () => [platform.adapter],
  });
  const { maru } = await stage({
    ...{ store, observe, moderation: opened.moderation, adapters: [platform.adapter] },
    unixNow: Date.now,
  });
  try {
    await opened.start();
    const events = Array.from({ length: MESSAGES }, (_, at) => eventOf(at, texts));
    const startedAt = performance.now();
    await deliverAll(events, platform.deliver);
    while (await hasPending(store)) await new Promise((resolve) => setTimeout(resolve, 1));
    const perSecond = MESSAGES / ((performance.now() - startedAt) / 1000);
    return { perSecond, cases: await countCases(opened.desk) };
  } finally {
    await maru.stop(1_000);
    await opened.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A platform of which nothing is asked. */
function connectable(): { readonly adapter: ChatAdapter; readonly deliver: Deliver } {
  let connected: Deliver | undefined;
  return {
    deliver: (event) => connected!(event),
    adapter: {
      name: "bench",
      start: async (deliver) => {
        connected = deliver;
      },
      stop: async () => {},
      async *history() {},
      openReply: () => Promise.reject(new Error("nobody asked")),
      openPost: () => Promise.reject(new Error("nothing is due")),
      placeNamed: async () => undefined,
      locate: async () => undefined,
      mayRead: async () => false,
    },
  };
}

async function deliverAll(events: readonly ChatEvent[], deliver: Deliver): Promise<void> {
  const left = events.values();
  await Promise.all(
    Array.from({ length: AT_A_TIME }, async () => {
      for (const event of left) await deliver(event);
    }),
  );
}

function eventOf(at: number, texts: readonly string[]): ChatEvent {
  const place: Place = { id: `bench:place${at % PLACES}`, name: `place${at % PLACES}`, kind: "channel" };
  const message: Message = {
    id: `bench:${at}`,
    thread: `bench:${at}`,
    startsThread: true,
    place,
    author: { id: `bench:person${at % PEOPLE}`, name: `Person ${at % PEOPLE}`, kind: "person" },
    // No two are the same.
    text: `${texts[at % texts.length]} ${at}`,
    mentions: [],
    sentAt: new Date(Date.UTC(2026, 0, 1) + at).toISOString(),
    link: `https://chat.example/${at}`,
  };
  return { type: "message", id: `bench:event/${at}`, message };
}

async function hasPending(store: Awaited<ReturnType<typeof openStore>>): Promise<boolean> {
  for await (const _ of store.claims("core/inbox").pending()) return true;
  return false;
}

async function countCases(desk: ReviewDesk): Promise<number> {
  const { cases } = await desk.list({ tab: "shadow", last: 1 });
  return Number(cases[0]?.id.slice(1) ?? 0);
}
