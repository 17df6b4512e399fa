import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { ModerationActions, ReviewCase } from "../../../src/core/ports/index.ts";
import type { CaseId } from "../../../src/core/types.ts";
import { thresholdForBudget } from "../../../src/moderation/report/daily/budget-threshold.ts";
import { createDailyReport } from "../../../src/moderation/report/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";
import { auditStory } from "./audit-story.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Post {
  readonly key: string;
  readonly en: string;
  readonly ko: string;
}

/** A platform that notes what is posted, and does not post while it is down. */
function platform(reports: ModerationActions["can"]["reports"] = "own") {
  const posts: Post[] = [];
  const state = { down: false, tries: 0 };
  const actions = {
    can: { reports } as ModerationActions["can"],
    async post(key: string, { en, ko }: { en: string; ko: string }) {
      state.tries++;
      if (state.down) throw new Error("503");
      posts.push({ key, en, ko });
    },
  } as unknown as ModerationActions;
  return { posts, state, actions };
}

const asCase = (id: CaseId) =>
  ({
    id,
    findings: { categories: ["hate"] },
    message: {
      link: `https://chat.example/${id}`,
      place: { id: "discord:1", name: "off_topic", kind: "channel" },
    },
  }) as unknown as ReviewCase;

/** Seoul is nine hours ahead: its day begins at 15:00 UTC, and nine o'clock is midnight. */
async function world(story: ReturnType<typeof auditStory>, at: string) {
  vi.setSystemTime(new Date(at));
  const store = await openStore("memory:", { dataFolder: "/nowhere", now: Date.now, log: silentLog });
  const discord = platform();
  const web = platform("all");
  const slack = platform(false);
  const running: { stop(): Promise<void> }[] = [];
  onTestFinished(async () => {
    for (const one of running) await one.stop();
    await store.close();
  });
  async function restart() {
    for (const one of running.splice(0)) await one.stop();
    const daily = createDailyReport({
      entries: async function* () {
        yield* story.entries;
      },
      store,
      desk: { find: async (id) => asCase(id) },
      platforms: new Map([
        ["discord", discord.actions],
        ["web", web.actions],
        ["slack", slack.actions],
      ]),
      log: silentLog,
      now: Date.now,
      timeZone: "Asia/Seoul",
      casesADay: 2,
      pause: async () => {},
    });
    running.push(daily);
    daily.start();
    await daily.stop();
    daily.start();
  }
  await restart();
  return { discord, web, slack, restart };
}

/** Cases in shadow mode on the days before 22 November in Seoul: two on the 20th, five on the 21st. */
function shadowDays() {
  const story = auditStory("2026-11-10T00:00:00Z");
  story.sampled(900, { at: "2026-11-10T00:00:00Z" });
  const of = { place: "discord:1", mode: "shadow" as const };
  for (const number of [1, 2]) story.opened(number, { ...of, at: "2026-11-20T03:00:00Z", guard: 0.6 });
  for (const number of [3, 4, 5, 6, 7])
    story.opened(number, {
      ...of,
      at: "2026-11-21T03:00:00Z",
      guard: 0.5 + number / 20,
      proposed: number > 5 ? ["log", "queue", "remove"] : ["log", "queue"],
    });
  // Of active places, of other platforms, and of today nothing is told.
  story.opened(8, { ...of, mode: "active", at: "2026-11-21T04:00:00Z" });
  story.opened(9, { place: "web:general", mode: "shadow", at: "2026-11-21T05:00:00Z" });
  story.opened(10, { ...of, at: "2026-11-21T15:30:00Z" });
  return story;
}

describe("at nine", () => {
  test("moderators are told what would have been done the day before, once, also after a restart", async () => {
    const { discord, web, slack, restart } = await world(shadowDays(), "2026-11-21T23:59:00Z");
    expect(discord.posts).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(discord.posts).toHaveLength(1));
    const [{ key, en, ko }] = discord.posts as [Post];
    expect(key).toBe("shadow 2026-11-21");
    expect(en).toContain("**Shadow mode on 21 November 2026**");
    expect(en).toContain("- ask moderators: 5 (7 in the last 7 days)");
    expect(en).toContain("- hide or delete: 2 (2 in the last 7 days)");
    expect(en).toContain("- off\\_topic: 5 (7 in the last 7 days)");
    // Seven cases in seven days.
    expect(en).toContain("about 1 cases a day, within 2 a day");
    expect(en).toContain("- c7 · hate · [message](https://chat.example/c7)\n- c6 · ");
    expect(ko).toContain("**2026년 11월 21일 섀도 모드**");
    expect(ko).toContain("- 운영진에게 묻기: 5건 (최근 7일 7건)");
    await restart();
    await vi.advanceTimersByTimeAsync(10 * 3_600_000);
    expect(discord.posts).toHaveLength(1);
    // Where the cases of all platforms stand, moderators are told of all.
    expect(web.posts).toMatchObject([
      { en: expect.stringContaining("- ask moderators: 6 (8 in the last 7 days)") },
    ]);
    expect(slack.posts).toEqual([]);
  });

  test("what could not be posted is tried again an hour later", async () => {
    const { discord } = await world(shadowDays(), "2026-11-21T23:59:00Z");
    discord.state.down = true;
    await vi.advanceTimersByTimeAsync(60_000);
    await vi.waitFor(() => expect(discord.state.tries).toBe(1));
    discord.state.down = false;
    await vi.advanceTimersByTimeAsync(3_600_000);
    await vi.waitFor(() => expect(discord.posts).toHaveLength(1));
  });

  test("nothing is posted when nothing was seen the day before", async () => {
    const { discord } = await world(shadowDays(), "2026-11-23T02:00:00Z");
    // c10 was opened on the 22nd in Seoul; on the 23rd nothing was.
    await vi.waitFor(() => expect(discord.posts.map(({ key }) => key)).toEqual(["shadow 2026-11-22"]));
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(discord.posts).toHaveLength(1);
  });
});

test("a start after nine tells what was missed, one before nine waits", async () => {
  const early = await world(shadowDays(), "2026-11-21T22:00:00Z");
  expect(early.discord.posts).toEqual([]);
  const late = await world(shadowDays(), "2026-11-22T07:00:00Z");
  expect(late.discord.posts).toHaveLength(1);
});

test("with more cases than people want to look at, a threshold is suggested", async () => {
  const story = auditStory("2026-11-10T00:00:00Z");
  for (let number = 1; number <= 140; number++)
    story.opened(number, {
      place: "discord:1",
      mode: "shadow",
      at: `2026-11-${15 + (number % 7)}T03:00:00Z`,
      guard: 0.5 + number / 300,
    });
  const { discord } = await world(story, "2026-11-22T02:00:00Z");
  await vi.waitFor(() => expect(discord.posts).toHaveLength(1));
  // 14 in seven days: those from number 127 on, which is 0.9233.
  expect(discord.posts[0]?.en).toContain(
    "about 20 cases a day. With `0.93` as the threshold it would be at most 2 a day.",
  );
});

test("a threshold for a budget finds no more than that, and a hundredth less would find more", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9899 }), { maxLength: 60 }),
      fc.integer({ min: 0, max: 40 }),
      (numbers, budget) => {
        const probabilities = numbers.map((number) => number / 10_000);
        const threshold = thresholdForBudget(probabilities, budget);
        const found = (least: number) => probabilities.filter((one) => one >= least).length;
        if (threshold === undefined) {
          expect(probabilities.length).toBeLessThanOrEqual(budget);
          return;
        }
        expect(found(threshold)).toBeLessThanOrEqual(budget);
        expect(found(threshold - 0.010001)).toBeGreaterThan(budget);
      },
    ),
  );
});
