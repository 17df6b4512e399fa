import { describe, expect, it } from "vitest";
import { moveOfKey, movesFor, REASON_READERS } from "../../../../adapters/web/page/review/moves.ts";
import { reduceReview } from "../../../../adapters/web/page/review/reduce-review.ts";
import {
  emptyReview,
  openCase,
  pendingOf,
  type ReviewHappening,
  type ReviewState,
} from "../../../../adapters/web/page/review/review-state.ts";
import { type ReviewCase, REASON_READERS as readers } from "../../../../src/core/ports/index.ts";
import type { CaseId } from "../../../../src/core/types.ts";
import { message, person, reviewCase } from "../review-cases.ts";

const jonas = person(1, "Jonas");
const minjun = person(2, "Minjun");
const waiting = (number: number, more: Partial<ReviewCase> = {}) =>
  reviewCase(number, message(number, jonas, "hm"), more);
const play = (state: ReviewState, ...happenings: ReviewHappening[]) => happenings.reduce(reduceReview, state);
const page = (cases: readonly ReviewCase[], more = false, older = false): ReviewHappening => ({
  type: "page",
  tab: "waiting",
  page: { cases, more },
  older,
});
const told = (shown: ReviewCase): ReviewHappening => ({ type: "case", case: shown });
const select = (id: CaseId): ReviewHappening => ({ type: "select", tab: "waiting", case: id, read: false });
const ids = ({ lists }: ReviewState, tab: "waiting" | "shadow" | "settled" = "waiting") => lists[tab].ids;

const read = play(emptyReview, page([waiting(5), waiting(4), waiting(2)]));
const decided = {
  state: "decided",
  tab: "settled",
  decision: { move: "dismiss", by: minjun, at: "2026-11-20T01:00:00Z" },
} as const;

describe("the queue of cases", () => {
  it("opens its first case, takes new ones in where they belong, and puts what is escalated first", () => {
    expect(openCase(read)?.id).toBe("c5");
    expect(ids(play(read, told(waiting(6))))).toEqual(["c6", "c5", "c4", "c2"]);
    expect(openCase(play(read, told(waiting(6))))?.id).toBe("c5");
    const escalated = play(read, told(waiting(2, { escalated: { by: minjun } })));
    expect(ids(escalated)).toEqual(["c2", "c5", "c4"]);
    expect(ids(play(emptyReview, told(waiting(6))))).toEqual([]);
    expect(ids(play(emptyReview, page([waiting(5)], true), told(waiting(3))))).toEqual(["c5"]);
    expect(ids(play(emptyReview, page([waiting(5)], true), page([waiting(3)], false, true)))).toEqual([
      "c5",
      "c3",
    ]);
  });

  it("lets a case go that was decided, but not from under the eyes of whoever looks at it", () => {
    expect(ids(play(read, told(waiting(4, decided))))).toEqual(["c5", "c2"]);
    const open = play(read, told(waiting(5, decided)));
    expect(ids(open)).toEqual(["c5", "c4", "c2"]);
    expect(openCase(open)?.decision?.by.name).toBe("Minjun");
    expect(ids(play(open, select("c4")))).toEqual(["c4", "c2"]);
    const elsewhere = play(open, { type: "tab", tab: "report" }, { type: "tab", tab: "waiting" });
    expect(ids(elsewhere)).toEqual(["c4", "c2"]);
    expect(openCase(elsewhere)?.id).toBe("c4");
  });

  it("puts each case into the list that the desk says", () => {
    const everything = play(
      read,
      { type: "page", tab: "shadow", page: { cases: [], more: false }, older: false },
      { type: "page", tab: "settled", page: { cases: [], more: false }, older: false },
      told(waiting(7, { mode: "shadow", tab: "shadow" })),
      told(waiting(8, { mode: "shadow" })),
      told(waiting(9, { tab: "settled" })),
    );
    expect(ids(everything)).toEqual(["c8", "c5", "c4", "c2"]);
    expect(ids(everything, "shadow")).toEqual(["c7"]);
    expect(ids(everything, "settled")).toEqual(["c9"]);
  });

  it("loses nothing that was told while a page was on its way, and believes what was told rather than the page", () => {
    const changed = {
      claim: { by: minjun, until: "2099-01-01T00:00:00Z" },
      changedAt: "2026-11-20T09:00:00.000Z",
    };
    const asked = play(emptyReview, { type: "reading", tab: "waiting" });
    const told6 = play(asked, told(waiting(6)), told(waiting(5, changed)), told(waiting(4, decided)));
    expect(ids(told6)).toEqual([]);
    const both = play(told6, page([waiting(5), waiting(4, { changedAt: "2026-11-20T00:00:00.000Z" })]));
    expect(ids(both)).toEqual(["c6", "c5"]);
    expect(both.cases.get("c5")?.claim?.by.name).toBe("Minjun");
    expect(ids(play(both, { type: "reading", tab: "waiting" }, page([waiting(5)])))).toEqual(["c6", "c5"]);
    expect(ids(play(both, select("c5"), { type: "reading", tab: "waiting" }, page([waiting(5)])))).toEqual([
      "c5",
    ]);
  });

  it("veils the words of each case anew", () => {
    const revealed = play(read, { type: "reveal", revealed: true });
    expect(revealed.revealed).toBe(true);
    expect(play(revealed, told(waiting(5))).revealed).toBe(true);
    expect(play(revealed, select("c4")).revealed).toBe(false);
    expect(play(revealed, { type: "tab", tab: "shadow" }).revealed).toBe(false);
  });

  it("veils each message of the sample anew", () => {
    const drawn = [1, 2].map((n) => ({ message: message(n, jonas, "hm"), at: "2026-11-20T00:00:00Z" }));
    const looking = play(
      emptyReview,
      { type: "tab", tab: "sample" },
      { type: "samples", samples: { state: "ready", left: drawn } },
      { type: "reveal", revealed: true },
    );
    expect(play(looking, { type: "samples", samples: { sending: true } }).revealed).toBe(true);
    expect(play(looking, { type: "samples", samples: { left: drawn.slice(1) } }).revealed).toBe(false);
    const atCase = play(
      read,
      { type: "reveal", revealed: true },
      { type: "samples", samples: { left: drawn } },
    );
    expect(atCase.revealed).toBe(true);
  });

  it("knows which move is on its way, and why one did not count", () => {
    const sending = play(read, { type: "sending", nonce: "n", move: { case: "c5", move: "uphold" } });
    expect(pendingOf(sending, "c5")).toBe("uphold");
    const refused = play(sending, {
      type: "answered",
      nonce: "n",
      refusal: { move: "uphold", why: "decided", by: "Minjun" },
    });
    expect(pendingOf(refused, "c5")).toBeUndefined();
    expect(refused.refusals.get("c5")).toEqual({ move: "uphold", why: "decided", by: "Minjun" });
    const again = play(refused, { type: "sending", nonce: "m", move: { case: "c5", move: "dismiss" } });
    expect(again.refusals.size).toBe(0);
    expect(play(again, { type: "answered", nonce: "other" })).toBe(again);
  });

  it("is empty for whoever comes next in the same tab", () => {
    const left = play(read, { type: "veil", veiled: false }, { type: "left" });
    expect(left).toEqual({ ...emptyReview, veiled: false });
  });

  it("begins anew for another platform", () => {
    const other = play(read, { type: "platform", platform: "discord" });
    expect(ids(other)).toEqual([]);
    expect(openCase(other)).toBeUndefined();
    const some = play(
      other,
      page([{ ...waiting(3), message: { ...waiting(3).message, id: "discord:1/2" } }]),
    );
    expect(ids(play(some, told(waiting(9))))).toEqual(["c3"]);
    expect(some.platforms).toEqual(["discord", "web"]);
  });
});

describe("moves", () => {
  it("are called by their keys where they can be made", () => {
    expect(moveOfKey("u", waiting(1))).toBe("uphold");
    expect(moveOfKey("c", waiting(1, { moves: ["release"] }))).toBe("release");
    expect(moveOfKey("z", waiting(1))).toBeUndefined();
    expect(moveOfKey("q", waiting(1))).toBeUndefined();
  });

  it("are not offered to those whose decision the appeal is about", () => {
    const appealed = waiting(1, {
      state: "appealed",
      deciders: ["web:p1"],
      moves: ["uphold", "dismiss", "escalate", "claim"],
    });
    expect(movesFor(appealed, "web:p1")).toEqual(["escalate", "claim"]);
    expect(movesFor(appealed, "web:p2")).toEqual(appealed.moves);
  });

  it("ask for the reasons that every other surface asks for", () => {
    expect(REASON_READERS).toEqual(readers);
  });
});
