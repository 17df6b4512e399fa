import { onTestFinished, vi } from "vitest";
import type { Logger } from "../../src/core/ports/index.ts";
import type { ChatEvent, Place } from "../../src/core/types.ts";
import { createDigests, type Digest } from "../../src/digests/index.ts";
import { openStore } from "../../src/store/index.ts";
import { silentLog } from "../store/silent-log.ts";

export type DigestEvent = Extract<ChatEvent, { type: "digest" }>;

export const daily: Digest = {
  platform: "slack",
  place: "general",
  when: "0 9 * * *",
  length: "medium",
  language: "auto",
  leastMessages: 5,
};

/** A platform with places, which can be away, or take its time. */
export function platform(name: string, names: Readonly<Record<string, string>>) {
  const state = { away: false, waitsFor: Promise.resolve(), asked: 0, names: { ...names } };
  return {
    state,
    adapter: {
      name,
      async placeNamed(named: string): Promise<Place | undefined> {
        state.asked++;
        await state.waitsFor;
        if (state.away) throw new Error("503");
        const id = state.names[named];
        return id === undefined ? undefined : { id: `${name}:${id}`, name: named, kind: "channel" };
      },
    },
  };
}

/** Digests under a fake clock, on a store that outlives restarts. Times are told as the clock of UTC shows them. */
export async function world(at: string, digests: readonly Digest[], timeZone = "Asia/Seoul") {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
  vi.setSystemTime(new Date(at));
  const store = await openStore("memory:", { dataFolder: "/nowhere", now: Date.now, log: silentLog });
  const slack = platform("slack", { general: "T1/C1", "T1/C1": "T1/C1", random: "T1/C2" });
  const discord = platform("discord", { lobby: "7" });
  const events: DigestEvent[] = [];
  const warnings: { readonly message: string; readonly fields: object }[] = [];
  const log: Logger = {
    ...silentLog,
    warn: (fields, message) => void warnings.push({ fields, message: message ?? "" }),
  };
  /** `crashes`: right after it has stored an event. */
  const inbox = { full: false, crashes: false };
  let running: ReturnType<typeof createDigests> | undefined;

  async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  const all = {
    events,
    warnings,
    slack: slack.state,
    discord: discord.state,
    inbox,
    /** The days, or times, for which digests came. */
    came: () => events.map(({ at: time }) => time),
    /** Ends what runs, lets that much time pass, and starts anew. */
    async restart(afterMs = 0, wanted = digests) {
      await running?.stop();
      vi.setSystemTime(Date.now() + afterMs);
      running = createDigests({
        digests: wanted,
        timeZone,
        adapters: [slack.adapter, discord.adapter],
        async deliver(event) {
          if (inbox.full) throw new Error("no space left");
          if (event.type === "digest") events.push(event);
          if (inbox.crashes) throw new Error("killed");
        },
        store,
        log,
        now: Date.now,
      });
      running.start();
      await settle();
    },
    stop: async () => running?.stop(),
    /** Lets time pass, timers and all. */
    async pass(ms: number) {
      await vi.advanceTimersByTimeAsync(ms);
      await settle();
    },
    /** The machine sleeps so long, or its clock is set by as much: no timer notices. */
    setClock: (byMs: number) => vi.setSystemTime(Date.now() + byMs),
    settle,
  };
  onTestFinished(async () => {
    await running?.stop();
    vi.useRealTimers();
    await store.close();
  });
  await all.restart();
  return all;
}
