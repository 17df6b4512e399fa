import { describe, expect, test } from "vitest";
import type { Author } from "../../../src/core/types.ts";
import { author, begin, DAY, message, mona, nils, opening, policyOf, rita } from "./setup.ts";

const report = (by: Author, over: { readonly id?: string; readonly text?: string } = {}) =>
  ({
    type: "report",
    id: over.id ?? `fake:report by ${by.name}`,
    message: message(over.text ? { text: over.text } : {}),
    words: `says ${by.name}`,
    by,
  }) as const;

describe("a message", () => {
  test("judged twice with the same words has one case", async () => {
    const { cases, entries, observed } = await begin();
    const [one, two] = await Promise.all([cases.open(opening()), cases.open(opening())]);
    expect(two).toEqual(one);
    expect(await entries()).toHaveLength(1);
    expect(observed).toEqual([{ type: "case-opened", source: "router", mode: "active" }]);
  });

  test("that was edited brings its open case up to date, and what it newly asks for is done", async () => {
    const { cases, actions } = await begin();
    await cases.open(opening());
    const edited = message({ text: "they are vermin and should be shot" });
    const again = await cases.open(
      opening({ message: edited, sources: ["guard"], proposed: ["queue", "remove"] }),
    );
    expect(again).toMatchObject({
      id: "c1",
      message: { text: edited.text },
      sources: ["router", "guard"],
      proposed: ["queue", "remove"],
      done: [{ step: "remove" }],
    });
    expect(actions.removed.size).toBe(1);
  });

  test("that was edited after the decision has a new case, and the old words have none", async () => {
    const { cases, move } = await begin();
    await cases.open(opening());
    await move("dismiss", mona);
    expect(await cases.open(opening())).toMatchObject({ id: "c1", state: "decided" });
    expect(await cases.open(opening({ message: message({ text: "worse" }) }))).toMatchObject({
      id: "c2",
      state: "open",
      history: { cases: 1, upheld: 0, dismissed: 1 },
    });
  });

  test("deleted by its author needs nobody any more", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening());
    await cases.gone("fake:general/1");
    expect(await cases.desk.find("c1")).toMatchObject({ state: "gone", moves: [] });
    expect((await move("delete", mona)).outcome).toEqual({ type: "refused", why: "not-possible" });
    expect(cases.desk.backlog()).toEqual({ waiting: 0 });
    expect(actions.removed.size).toBe(0);
  });

  test("that Maru itself removed is not taken for one that its author deleted", async () => {
    const { cases } = await begin();
    await cases.open(opening({ proposed: ["queue", "remove"] }));
    await cases.gone("fake:general/1");
    expect(await cases.desk.find("c1")).toMatchObject({ state: "open" });
  });

  test("deleted after the decision changes nothing", async () => {
    const { cases, move } = await begin();
    await cases.open(opening());
    await move("warn", mona);
    await cases.gone("fake:general/1");
    expect(await cases.desk.find("c1")).toMatchObject({ state: "decided" });
  });
});

describe("numbers", () => {
  test("have no gaps, however many are opened at once, and go on after a restart", async () => {
    const { cases, store } = await begin();
    const many = Array.from({ length: 30 }, (_, at) =>
      opening({ message: message({ id: `fake:general/${at}` }) }),
    );
    const opened = await Promise.all(many.map((one) => cases.open(one)));
    const ids = opened.map(({ id }) => Number(id.slice(1))).sort((a, b) => a - b);
    expect(ids).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    await cases.stop();
    const again = await begin({ store });
    expect(await again.cases.open(opening({ message: message({ id: "fake:general/x" }) }))).toMatchObject({
      id: "c31",
    });
    await again.cases.stop();
  });
});

describe("a report", () => {
  test("of a message without a case opens one for people, also in shadow mode", async () => {
    const { cases, actions } = await begin();
    await cases.take(report(mona));
    expect(actions.answers.at(-1)?.outcome).toEqual({ type: "reported" });
    expect(await cases.desk.find("c1")).toMatchObject({
      mode: "shadow",
      sources: ["report"],
      findings: { categories: [] },
      reports: [{ by: mona.id, words: "says Mona" }],
    });
    expect(cases.desk.backlog()).toMatchObject({ waiting: 1 });
    expect(actions.pings).toEqual(["c1"]);
  });

  test("comes with as many messages before it as the policy shows", async () => {
    const before = [message({ id: "fake:general/0", author: rita, text: "what do you think?" })];
    const asked: unknown[] = [];
    const { cases } = await begin({
      policyOf: (place) => ({ ...policyOf(place), contextMessages: 7 }),
      contextOf: async ({ id }, count) => {
        asked.push([id, count]);
        return before;
      },
    });
    await cases.take(report(mona));
    await cases.take(report(nils));
    expect(asked).toEqual([["fake:general/1", 7]]);
    expect((await cases.desk.find("c1"))?.context).toEqual(before);
  });

  test("joins the open case, which then is for people, and can be acted on", async () => {
    const { cases, actions, move } = await begin();
    await cases.open(opening({ mode: "shadow", proposed: ["queue", "remove"] }));
    expect(cases.desk.backlog()).toEqual({ waiting: 0 });
    await cases.take(report(rita));
    expect(cases.desk.backlog()).toMatchObject({ waiting: 1 });
    expect(actions.removed.size).toBe(0);
    await move("uphold", mona);
    expect(actions.removed.size).toBe(1);
  });

  test("by the same person counts once, whatever they pressed how often", async () => {
    const { cases, actions } = await begin();
    for (const id of ["fake:1", "fake:2", "fake:2"]) await cases.take(report(mona, { id }));
    await cases.take(report(nils));
    expect((await cases.desk.find("c1"))?.reports.map(({ by }) => by)).toEqual([mona.id, nils.id]);
    expect(actions.answers.map(({ outcome }) => outcome.type)).toEqual(Array(4).fill("reported"));
  });

  test("of what was decided asks once more, for each who had not reported it yet", async () => {
    const { cases, move } = await begin();
    await cases.take(report(rita));
    await move("dismiss", mona);
    await cases.take(report(rita, { id: "fake:again" }));
    expect(await cases.desk.find("c2")).toBeUndefined();
    await cases.take(report(nils));
    expect(await cases.desk.find("c2")).toMatchObject({ state: "open", reports: [{ by: nils.id }] });
  });

  test("alone holds a message no further than until people dismiss it", async () => {
    const { cases, move } = await begin();
    await cases.take(report(rita));
    expect((await move("uphold", mona)).consequence).toEqual({ held: "fake:general/1" });
    expect((await move("undo", mona)).consequence).toEqual({ released: "fake:general/1" });
  });

  test("in quiet hours pings nobody", async () => {
    const { cases, actions } = await begin({
      policyOf: (place) => ({ ...policyOf(place), isQuiet: () => true }),
    });
    await cases.take(report(rita));
    await cases.stop();
    expect(actions.cards.size).toBe(1);
    expect(actions.pings).toEqual([]);
  });
});

describe("words", () => {
  test("vanish when their time is over, and all else stays", async () => {
    const { cases, clock, move, entries, store } = await begin();
    await cases.open(opening());
    await cases.take(report(rita));
    await move("dismiss", mona, "fine by me");
    clock.now += 30 * DAY + 1;
    const kept = await cases.desk.find("c1");
    expect(kept).toMatchObject({
      hasText: false,
      context: [],
      message: { id: "fake:general/1", text: "", author: { id: author.id, name: "" }, place: { name: "" } },
      findings: { router: { score: 0.9, evidence: [{ text: "", start: 17, weight: 2.5 }] } },
      reports: [{ by: rita.id, words: "" }],
      decision: { move: "dismiss", by: { id: mona.id, name: "" } },
    });
    const rest = JSON.stringify([
      await entries(),
      await Array.fromAsync(store.records("moderation/cases").iterator!(undefined)),
    ]);
    for (const word of ["vermin", "those", "what do you", "says Rita", "fine by me", "Mona", "Author"])
      expect(rest).not.toContain(word);
  });

  test("can be proved to be the ones that were judged, while they are kept", async () => {
    const { cases, entries, store } = await begin();
    await cases.open(opening());
    const [opened] = await entries();
    const kept = await store.records<{ salt: string }>("moderation/case-words").get("c1");
    const words = '{"author":"Author","text":"those people are vermin"}';
    const bytes = new TextEncoder().encode(`${kept?.salt} ${words}`);
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    expect(opened).toMatchObject({ words: digest });
  });

  test("of a settled case are erased when their author asks, of an open one when it is settled", async () => {
    const { cases, move } = await begin();
    await cases.open(opening());
    await cases.open(opening({ message: message({ id: "fake:general/2", text: "another" }) }));
    await move("dismiss", mona, undefined, "c1");
    expect(await cases.count(author.id)).toBe(2);
    expect(await cases.erase(author.id)).toBe(2);
    expect(await cases.desk.find("c1")).toMatchObject({ hasText: false });
    expect(await cases.desk.find("c2")).toMatchObject({ hasText: true });
    await move("dismiss", mona, undefined, "c2");
    expect(await cases.desk.find("c2")).toMatchObject({ hasText: false });
    expect(await cases.count(author.id)).toBe(0);
  });

  test("of somebody else in the context, or in a report, go alone", async () => {
    const { cases, move } = await begin();
    await cases.open(opening());
    await cases.take(report(nils));
    await move("dismiss", mona);
    await cases.erase(rita.id);
    await cases.erase(nils.id);
    expect(await cases.desk.find("c1")).toMatchObject({
      hasText: true,
      context: [],
      reports: [{ by: nils.id, words: "" }],
    });
  });
});
