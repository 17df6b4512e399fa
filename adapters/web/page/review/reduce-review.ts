import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { CaseId } from "../../../../src/core/types.ts";
import type { CaseTab } from "../../shared/moderation-wire.ts";
import {
  type CaseList,
  caseTab,
  emptyReview,
  platformOf,
  type ReviewHappening,
  type ReviewState,
} from "./review-state.ts";

const CASE_TABS: readonly CaseTab[] = ["waiting", "shadow", "settled"];
const KEPT_POSTS = 30;

/** The state after something happened. Pure. */
export function reduceReview(state: ReviewState, happening: ReviewHappening): ReviewState {
  switch (happening.type) {
    case "left":
      return { ...emptyReview, tab: state.tab, veiled: state.veiled, reasons: state.reasons };
    case "tab":
      if (happening.tab === state.tab) return state;
      return sweep({ ...state, tab: happening.tab, reading: false, revealed: false });
    case "platform":
      return {
        ...state,
        platform: happening.platform,
        lists: { waiting: unread, shadow: unread, settled: unread },
        selected: {},
        reading: false,
        revealed: false,
      };
    case "reading":
      return withList(state, happening.tab, {
        ...state.lists[happening.tab],
        state: state.lists[happening.tab].state === "ready" ? "ready" : "reading",
        early: [],
      });
    case "failed": {
      const { early: _, ...list } = state.lists[happening.tab];
      return withList(state, happening.tab, { ...list, state: "failed" });
    }
    case "page":
      return afterPage(state, happening);
    case "case":
      return afterCase(
        happening.backlog === undefined ? state : { ...state, backlog: happening.backlog },
        happening.case,
      );
    case "backlog":
      return { ...state, backlog: happening.backlog };
    case "select": {
      const changed = state.selected[happening.tab] !== happening.case;
      const selected = { ...state.selected, [happening.tab]: happening.case };
      const list = state.lists[happening.tab];
      const ids = inOrder(state.cases, [...list.ids, happening.case]);
      const opened = withList(state, happening.tab, { ...list, ids });
      const revealed = changed ? false : state.revealed;
      return sweep({ ...opened, selected, revealed, reading: happening.read });
    }
    case "back":
      return { ...state, reading: false };
    case "reveal":
      return { ...state, revealed: happening.revealed };
    case "veil":
      return { ...state, veiled: happening.veiled, revealed: false };
    case "sending": {
      const refusals = new Map(state.refusals);
      refusals.delete(happening.move.case);
      return { ...state, refusals, pending: new Map(state.pending).set(happening.nonce, happening.move) };
    }
    case "answered": {
      const sent = state.pending.get(happening.nonce);
      if (sent === undefined) return state;
      const pending = new Map(state.pending);
      pending.delete(happening.nonce);
      const refusals = new Map(state.refusals);
      if (happening.refusal) refusals.set(sent.case, happening.refusal);
      return { ...state, pending, refusals };
    }
    case "samples": {
      const another = state.tab === "sample" && happening.samples.left?.[0] !== state.samples.left[0];
      const revealed = state.revealed && !(another && happening.samples.left !== undefined);
      return { ...state, revealed, samples: { ...state.samples, ...happening.samples } };
    }
    case "report":
      return { ...state, report: { ...state.report, ...happening.report } };
    case "posted": {
      const others = state.report.posts.filter(({ key }) => key !== happening.post.key);
      const posts = [happening.post, ...others].slice(0, KEPT_POSTS);
      return { ...state, report: { ...state.report, posts } };
    }
    case "dialog":
      return { ...state, dialog: happening.dialog };
    case "reasons":
      return { ...state, reasons: happening.reasons };
    default:
      return happening satisfies never;
  }
}

const unread: CaseList = { state: "unread", ids: [], more: false };
const numberOf = (id: CaseId) => Number(id.slice(1));

/** As the desk lists them: for whom another person was asked first, then the newest. Each once. */
function inOrder(cases: ReadonlyMap<CaseId, ReviewCase>, ids: Iterable<CaseId>): readonly CaseId[] {
  const isEscalated = (id: CaseId) => Number(cases.get(id)?.escalated !== undefined);
  return [...new Set(ids)].sort((a, b) => isEscalated(b) - isEscalated(a) || numberOf(b) - numberOf(a));
}

const withList = (state: ReviewState, tab: CaseTab, list: CaseList): ReviewState => ({
  ...state,
  lists: { ...state.lists, [tab]: list },
});

function afterPage(
  state: ReviewState,
  { tab, page, older }: Extract<ReviewHappening, { type: "page" }>,
): ReviewState {
  const cases = new Map(state.cases);
  for (const each of page.cases) {
    const known = cases.get(each.id);
    // What was told meanwhile is newer than the page.
    if (known === undefined || known.changedAt <= each.changedAt) cases.set(each.id, each);
  }
  const open = state.selected[tab];
  const list = state.lists[tab];
  const held = older ? list.ids : [];
  const found = [...held, ...page.cases.map(({ id }) => id), ...(list.early ?? [])];
  const stays = (id: CaseId) => {
    const known = cases.get(id);
    return known?.tab === tab;
  };
  // What is open stays, whatever became of it.
  const kept = state.tab === tab && open !== undefined ? [open] : [];
  const ids = inOrder(cases, [...kept, ...found.filter(stays)]);
  const next = withList({ ...state, cases, platforms: platformsOf(state, page.cases) }, tab, {
    state: "ready",
    ids,
    more: page.more,
  });
  const first = ids[0];
  if (open !== undefined || first === undefined) return next;
  return { ...next, selected: { ...next.selected, [tab]: first } };
}

function afterCase(state: ReviewState, changed: ReviewCase): ReviewState {
  const { id } = changed;
  const { tab: home } = changed;
  const cases = new Map(state.cases).set(id, changed);
  const lists = { ...state.lists };
  for (const tab of CASE_TABS) {
    const known = lists[tab];
    const isMeant = tab === home && (state.platform === undefined || platformOf(changed) === state.platform);
    const list = known.early && isMeant ? { ...known, early: [...known.early, id] } : known;
    lists[tab] = list;
    const shown = list.ids.includes(id);
    const stays = tab === home || (tab === state.tab && state.selected[tab] === id);
    if (shown && !stays) lists[tab] = { ...list, ids: list.ids.filter((other) => other !== id) };
    else if (shown || (tab === home && belongs(state, list, changed))) {
      lists[tab] = { ...list, ids: inOrder(cases, [...list.ids, id]) };
    }
  }
  const next = { ...state, cases, lists, platforms: platformsOf(state, [changed]) };
  const first = lists[home].ids[0];
  if (home !== state.tab || state.selected[home] !== undefined || first === undefined) return next;
  return { ...next, selected: { ...next.selected, [home]: first } };
}

/** Whether a case that is not in the list lies in the part of it that was read. */
function belongs(state: ReviewState, list: CaseList, changed: ReviewCase): boolean {
  if (list.state !== "ready") return false;
  if (state.platform !== undefined && platformOf(changed) !== state.platform) return false;
  const oldest = list.ids.at(-1);
  return !list.more || oldest === undefined || numberOf(changed.id) > numberOf(oldest);
}

/** Takes what stayed only because it was open out of the lists that it left. */
function sweep(state: ReviewState): ReviewState {
  const lists = { ...state.lists };
  for (const tab of CASE_TABS) {
    const list = lists[tab];
    const ids = list.ids.filter((id) => {
      const known = state.cases.get(id);
      return known !== undefined && (known.tab === tab || (tab === state.tab && state.selected[tab] === id));
    });
    if (ids.length < list.ids.length) lists[tab] = { ...list, ids };
  }
  const tab = caseTab(state.tab);
  const open = tab && state.selected[tab];
  if (!tab || (open !== undefined && lists[tab].ids.includes(open))) return { ...state, lists };
  const { [tab]: _, ...selected } = state.selected;
  const first = lists[tab].ids[0];
  return { ...state, lists, selected: first === undefined ? selected : { ...selected, [tab]: first } };
}

function platformsOf(state: ReviewState, seen: readonly ReviewCase[]): readonly string[] {
  const all = new Set([...state.platforms, ...seen.map(platformOf)]);
  return all.size === state.platforms.length ? state.platforms : [...all].sort();
}
