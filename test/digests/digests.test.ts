import { describe, expect, test, vi } from "vitest";
import { daily, world } from "./world.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("a digest", () => {
  test("comes at its time, by the clock of its time zone, and tells of the time since the one before", async () => {
    const { pass, events } = await world("2026-11-20T12:00:00Z", [{ ...daily, when: "0 9 * * 1-5" }]);
    await pass(2 * DAY + 12 * HOUR - SECOND);
    expect(events).toEqual([]);
    await pass(2 * SECOND);
    expect(events).toEqual([
      {
        type: "digest",
        id: "slack:digest/T1/C1/2026-11-23T00:00:00.000Z",
        place: { id: "slack:T1/C1", name: "general", kind: "channel" },
        at: "2026-11-23T00:00:00.000Z",
        since: "2026-11-20T00:00:00.000Z",
        length: "medium",
        leastMessages: 5,
      },
    ]);
    await pass(DAY);
    expect(events.map(({ since, at }) => [since, at]).slice(1)).toEqual([
      ["2026-11-23T00:00:00.000Z", "2026-11-24T00:00:00.000Z"],
    ]);
  });

  test("comes within a moment of its time", async () => {
    const { pass, came } = await world("2026-11-21T23:59:47.613Z", [daily]);
    await pass(12_387);
    expect(came()).toHaveLength(1);
  });

  test("is written in the language asked for, and as long", async () => {
    const asked = { ...daily, language: "ko", length: "short", leastMessages: 1 } as const;
    const { pass, events } = await world("2026-11-21T12:00:00Z", [asked]);
    await pass(DAY);
    expect(events).toMatchObject([{ locale: "ko", length: "short", leastMessages: 1 }]);
  });

  test("goes to the place that bears the name when it is due", async () => {
    const { pass, events, slack } = await world("2026-11-21T12:00:00Z", [daily]);
    await pass(DAY);
    slack.names["general"] = "T1/C9";
    await pass(DAY);
    expect(events.map(({ place }) => place.id)).toEqual(["slack:T1/C1", "slack:T1/C9"]);
  });

  test("of a place that is due twice at one time is one event, of the longer time", async () => {
    const weekly = { ...daily, when: "0 9 * * 1", length: "long" } as const;
    const { pass, events } = await world("2026-11-22T12:00:00Z", [daily, weekly]);
    await pass(DAY);
    // Both are the same event to the inbox, which takes the first.
    expect(new Set(events.map(({ id }) => id)).size).toBe(1);
    expect(events[0]).toMatchObject({ since: "2026-11-16T00:00:00.000Z", length: "long" });
  });

  test("of an unknown place is missed with one word in the log, and comes soon after Maru is invited", async () => {
    const { pass, came, warnings, slack } = await world("2026-11-21T23:59:00Z", [{ ...daily, place: "new" }]);
    await pass(HOUR);
    expect(warnings).toEqual([
      {
        message: "no digest: unknown place",
        fields: { platform: "slack", place: "new", remedy: expect.stringMatching(/^Invite Maru/) },
      },
    ]);
    // Seldom enough for any platform.
    expect(slack.asked).toBeLessThan(12);
    slack.names["new"] = "T1/C3";
    await pass(10 * MINUTE);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
    await pass(DAY);
    expect(came()).toHaveLength(2);
    expect(warnings).toHaveLength(1);
  });

  test("of a platform that is off is told once, with what to do, and no other waits for it", async () => {
    const off = { ...daily, platform: "web" };
    const { pass, events, warnings } = await world("2026-11-21T12:00:00Z", [off, daily]);
    await pass(2 * DAY);
    expect(events).toHaveLength(2);
    expect(warnings).toMatchObject([
      { message: "no digest: its platform is off", fields: { platform: "web", place: "general" } },
    ]);
  });

  test("is tried again while the platform is away or the store is full, until it is too late", async () => {
    const { pass, came, slack, inbox } = await world("2026-11-21T23:59:00Z", [daily]);
    slack.away = true;
    await pass(HOUR);
    slack.away = false;
    inbox.full = true;
    await pass(HOUR);
    expect(came()).toEqual([]);
    inbox.full = false;
    await pass(10 * MINUTE);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
    slack.away = true;
    await pass(34 * HOUR);
    slack.away = false;
    await pass(8 * HOUR);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
    await pass(9 * HOUR);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z", "2026-11-24T00:00:00.000Z"]);
  });

  test("waits for no platform that does not answer but its own, nor does the end of Maru", async () => {
    const { pass, came, warnings, slack, stop } = await world("2026-11-21T23:59:00Z", [
      daily,
      { ...daily, platform: "discord", place: "lobby" },
    ]);
    const answer = Promise.withResolvers<void>();
    slack.waitsFor = answer.promise;
    await pass(HOUR);
    expect(came()).toHaveLength(1);
    expect(slack.asked).toBe(1);
    await stop();
    answer.resolve();
    await pass(HOUR);
    expect(came()).toHaveLength(1);
    expect(warnings).toEqual([]);
  });
});

describe("after a restart", () => {
  test("what became due meanwhile is made up for once", async () => {
    const { restart, pass, came } = await world("2026-11-21T12:00:00Z", [daily]);
    await pass(HOUR);
    await restart(14 * HOUR);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
    await restart(HOUR);
    await restart();
    await pass(HOUR);
    expect(came()).toHaveLength(1);
  });

  test.each([
    ["0 9 * * *", 11 * HOUR + 59 * MINUTE, 1],
    ["0 9 * * *", 12 * HOUR, 0],
    ["0 9 * * 1", 12 * HOUR, 0],
    ["0 * * * *", 29 * MINUTE, 1],
    ["0 * * * *", 30 * MINUTE, 0],
  ])(
    "what %s would have brought %i ms ago comes only when it is not too late",
    async (when, lateMs, times) => {
      const { restart, came, warnings } = await world("2026-11-22T23:59:00Z", [{ ...daily, when }]);
      await restart(MINUTE + lateMs);
      expect(came()).toHaveLength(times);
      expect(warnings).toHaveLength(1 - times);
    },
  );

  test("a crash right after the delivery brings the same event again, which the inbox knows", async () => {
    const { restart, events, pass, inbox } = await world("2026-11-21T23:59:00Z", [daily]);
    inbox.crashes = true;
    await pass(1.5 * MINUTE);
    inbox.crashes = false;
    await restart(HOUR);
    expect(events).toHaveLength(2);
    expect(events[1]).toEqual(events[0]);
  });

  test("the same place under its id has the same event", async () => {
    const { restart, pass, events } = await world("2026-11-21T12:00:00Z", [
      daily,
      { ...daily, place: "T1/C1" },
    ]);
    await pass(DAY);
    await restart();
    expect(events.map(({ id }) => id)).toEqual([events[0]!.id, events[0]!.id]);
  });

  test("a first start does not look back", async () => {
    const { pass, came } = await world("2026-11-22T00:00:01Z", [daily]);
    await pass(23 * HOUR);
    expect(came()).toEqual([]);
  });
});

describe("the clock", () => {
  test("set back does not bring a digest twice", async () => {
    const { pass, came, setClock } = await world("2026-11-21T23:59:00Z", [daily]);
    await pass(2 * MINUTE);
    setClock(-HOUR);
    await pass(3 * HOUR);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
    await pass(DAY);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z", "2026-11-23T00:00:00.000Z"]);
  });

  test("set back does not put off what is to be tried again", async () => {
    const { pass, came, slack, setClock } = await world("2026-11-21T23:59:00Z", [daily]);
    slack.away = true;
    await pass(HOUR);
    setClock(-HOUR / 2);
    slack.away = false;
    await pass(MINUTE);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
  });

  test("that was years ahead for a while does not silence what comes", async () => {
    const { pass, came, setClock } = await world("2026-11-21T12:00:00Z", [daily]);
    setClock(1000 * DAY);
    await pass(DAY);
    const ahead = came().length;
    setClock(-1000 * DAY);
    await pass(2 * DAY);
    expect(came().slice(ahead)).toEqual(["2026-11-23T00:00:00.000Z", "2026-11-24T00:00:00.000Z"]);
  });

  test("that slept through the time is noticed within half a minute", async () => {
    const { pass, came, setClock } = await world("2026-11-21T12:00:00Z", [daily]);
    setClock(15 * HOUR);
    await pass(30 * SECOND);
    expect(came()).toEqual(["2026-11-22T00:00:00.000Z"]);
  });

  test("set forward or back for the summer brings each day's digest once", async () => {
    // Berlin: on 29 March there is no 02:30, on 25 October there are two.
    const night = { ...daily, when: "30 2 * * *" };
    const spring = await world("2026-03-28T00:00:00Z", [night], "Europe/Berlin");
    await spring.pass(3 * DAY);
    expect(spring.came()).toEqual([
      "2026-03-28T01:30:00.000Z",
      "2026-03-29T01:00:00.000Z",
      "2026-03-30T00:30:00.000Z",
    ]);
    vi.useRealTimers();
    const autumn = await world("2026-10-24T00:00:00Z", [night], "Europe/Berlin");
    await autumn.pass(3 * DAY);
    expect(autumn.events.map(({ since, at }) => [since, at]).slice(1)).toEqual([
      ["2026-10-24T00:30:00.000Z", "2026-10-25T00:30:00.000Z"],
      ["2026-10-25T00:30:00.000Z", "2026-10-26T01:30:00.000Z"],
    ]);
  });
});
