import { describe, expect, test, vi } from "vitest";
import type { CaseQuery, ReviewCase } from "../../../src/core/ports/index.ts";
import type { CaseId } from "../../../src/core/types.ts";
import { begin, message, mona, opening, person, START } from "./setup.ts";

type Begun = Awaited<ReturnType<typeof begin>>;

async function openMany({ cases }: Begun, count: number, over: Parameters<typeof opening>[0] = {}) {
  for (let at = 0; at < count; at++)
    await cases.open(opening({ ...over, message: message({ id: `fake:${over.mode}/${Math.random()}` }) }));
}

async function idsOf({ cases }: Begun, query: CaseQuery) {
  const { cases: listed, more } = await cases.desk.list(query);
  for (const { tab } of listed) expect(tab).toBe(query.tab);
  return { ids: listed.map(({ id }) => id), more };
}

describe("the desk lists", () => {
  test("the newest first, a page at a time", async () => {
    const maru = await begin();
    await openMany(maru, 5);
    expect(await idsOf(maru, { tab: "waiting", last: 2 })).toEqual({ ids: ["c5", "c4"], more: true });
    expect(await idsOf(maru, { tab: "waiting", last: 2, before: "c4" })).toEqual({
      ids: ["c3", "c2"],
      more: true,
    });
    expect(await idsOf(maru, { tab: "waiting", last: 2, before: "c2" })).toEqual({
      ids: ["c1"],
      more: false,
    });
  });

  test("whether a decision about a case would only be noted", async () => {
    const maru = await begin();
    await openMany(maru, 1);
    await openMany(maru, 1, { mode: "shadow" });
    expect(await maru.cases.desk.find("c1")).toMatchObject({ tab: "waiting", isNotedOnly: false });
    expect(await maru.cases.desk.find("c2")).toMatchObject({ tab: "shadow", isNotedOnly: true });
  });

  test("each case in one list, by what is to be done about it", async () => {
    const maru = await begin();
    await openMany(maru, 1);
    await openMany(maru, 1, { mode: "shadow" });
    await openMany(maru, 1, { proposed: ["note"] });
    await openMany(maru, 1);
    await maru.move("dismiss", mona, undefined, "c4");
    expect((await idsOf(maru, { tab: "waiting", last: 9 })).ids).toEqual(["c1"]);
    expect((await idsOf(maru, { tab: "shadow", last: 9 })).ids).toEqual(["c2"]);
    expect((await idsOf(maru, { tab: "settled", last: 9 })).ids).toEqual(["c4", "c3"]);
    expect((await idsOf(maru, { tab: "waiting", last: 9, platform: "other" })).ids).toEqual([]);
  });

  test("what was escalated on top, once, on whatever page it stands", async () => {
    const maru = await begin();
    await openMany(maru, 6);
    for (const id of ["c2", "c4"] as const) await maru.move("escalate", mona, undefined, id);
    const seen: CaseId[] = [];
    let page = await idsOf(maru, { tab: "waiting", last: 1 });
    for (;;) {
      seen.push(...page.ids);
      if (!page.more) break;
      page = await idsOf(maru, { tab: "waiting", last: 1, before: seen.at(-1)! });
    }
    expect(seen).toEqual(["c4", "c2", "c6", "c5", "c3", "c1"]);
  });

  test("the same after a restart", async () => {
    const maru = await begin();
    await openMany(maru, 3);
    await maru.move("dismiss", mona, undefined, "c2");
    await maru.cases.stop();
    const again = await begin({ store: maru.store });
    expect((await idsOf(again, { tab: "waiting", last: 9 })).ids).toEqual(["c3", "c1"]);
    expect((await idsOf(again, { tab: "settled", last: 9 })).ids).toEqual(["c2"]);
    expect(again.cases.desk.backlog()).toEqual({ waiting: 2, oldestAt: new Date(START).toISOString() });
    await again.cases.stop();
  });

  test("among 100,000 settled cases, within a moment, also at start", async () => {
    const { store } = await begin();
    // As 100,000 decided cases leave them.
    const lists = store.records("moderation/case-lists");
    const entry = { tab: "settled", platform: "fake", openedAt: new Date(START).toISOString() };
    for (let chunk = 0; chunk < 500; chunk++)
      await lists.set(
        String(chunk),
        Array.from({ length: 200 }, (_, at) => (chunk + at === 0 ? null : entry)),
      );
    const started = performance.now();
    const maru = await begin({ store });
    await openMany(maru, 1);
    const opened = performance.now() - started;
    expect((await idsOf(maru, { tab: "waiting", last: 50 })).ids).toEqual(["c100000"]);
    const before = performance.now();
    const { more } = await maru.cases.desk.list({ tab: "settled", last: 50 });
    await maru.cases.desk.list({ tab: "shadow", last: 50 });
    const listed = performance.now() - before;
    expect(more).toBe(true);
    // Far above what it takes, far below what reading 100,000 cases would.
    expect(opened).toBeLessThan(1500);
    expect(listed).toBeLessThan(300);
    await maru.cases.stop();
  });
});

describe("whoever watches", () => {
  test("hears of every change, until they stop listening", async () => {
    const { cases, move } = await begin();
    const seen: ReviewCase[] = [];
    const end = cases.desk.watch((changed) => void seen.push(changed));
    await cases.open(opening());
    await move("claim", mona);
    expect(seen.map(({ state, claim }) => [state, claim?.by])).toEqual([
      ["open", undefined],
      ["open", mona],
    ]);
    end();
    await move("dismiss", mona);
    expect(seen).toHaveLength(2);
  });

  test("and fails keeps nobody else from it", async () => {
    const { cases } = await begin();
    cases.desk.watch(() => {
      throw new Error("gone");
    });
    const seen: ReviewCase[] = [];
    cases.desk.watch((changed) => void seen.push(changed));
    await cases.open(opening());
    expect(seen).toHaveLength(1);
  });
});

describe("cards", () => {
  test("are shown for what people are to look at, and for nothing else", async () => {
    const { cases, actions } = await begin();
    const open = (id: string, over: Parameters<typeof opening>[0]) =>
      cases.open(opening({ ...over, message: message({ id: `fake:general/${id}` }) }));
    await open("1", { proposed: ["log"] });
    await open("2", { proposed: ["note"] });
    await open("3", { proposed: ["queue"] });
    await open("4", { proposed: ["queue", "remove"] });
    await open("5", { proposed: ["queue"], mode: "shadow" });
    // A further message of a flood.
    await open("6", { proposed: ["log", "remove", "timeout"] });
    await cases.stop();
    expect([...actions.cards.keys()]).toEqual(["c3", "c4"]);
  });

  test("are updated one at a time, and end as the case stands", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    const moderators = Array.from({ length: 20 }, (_, at) => person(`moderator${at}`));
    for (const by of moderators) {
      await move("claim", by);
      await move("release", by);
    }
    await move("dismiss", mona);
    await vi.waitFor(async () => expect(actions.cards.get("c1")).toEqual(await cases.desk.find("c1")));
    expect(actions.violations).toEqual([]);
    expect(actions.cards.get("c1")).toMatchObject({ state: "decided" });
  });
});
