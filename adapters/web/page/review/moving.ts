import type { MoveOutcome } from "../../../../src/core/ports/index.ts";
import type { CaseId, CaseMove } from "../../../../src/core/types.ts";
import { faultOf } from "../chat/teller.ts";
import { endsLooking, movesFor, REASON_READERS } from "./moves.ts";
import type { ReviewParts } from "./review-parts.ts";
import { caseTab, openCase, pendingOf, type Refusal } from "./review-state.ts";

/** Goes from case to case, and makes moves. */
export interface Moving {
  select(id: CaseId, read: boolean): void;
  step(by: 1 | -1): void;
  begin(move: CaseMove): void;
  make(id: CaseId, move: CaseMove, reason: string): Promise<void>;
  /** It is known what became of the move that was sent with this nonce. */
  told(nonce: string, outcome: MoveOutcome): void;
}

/** When nothing was told of a move by then, the case is read again. */
const ANSWER_WITHIN_MS = 10_000;
const KEPT_REASONS = 5;

export function createMoving(parts: ReviewParts, readMore: () => Promise<void>): Moving {
  const { store, api, keepsakes, words, teller } = parts;
  const token = () => keepsakes.token() ?? "";

  function answered(nonce: string, refusal?: Refusal): void {
    const sent = store.get().pending.get(nonce);
    store.dispatch({ type: "answered", nonce, ...(refusal ? { refusal } : {}) });
    if (sent && refusal) {
      const why = words.say(`refusal.${refusal.why}`, { name: refusal.by ?? "" });
      teller.toast(words.say("review.refused", { case: sent.case, why }), "bad");
    }
  }

  async function readAgain(nonce: string, id: CaseId): Promise<void> {
    if (!store.get().pending.has(nonce)) return;
    const found = await api.find(token(), id).catch(() => undefined);
    if (found) store.dispatch({ type: "case", case: found });
    store.dispatch({ type: "answered", nonce });
  }

  function select(id: CaseId, read: boolean): void {
    const tab = caseTab(store.get().tab);
    if (tab) store.dispatch({ type: "select", tab, case: id, read });
  }

  function step(by: 1 | -1): void {
    const { tab: shown, lists, selected, reading } = store.get();
    const tab = caseTab(shown);
    if (!tab) return;
    const { ids, more } = lists[tab];
    const open = selected[tab];
    const at = open === undefined ? -1 : ids.indexOf(open);
    const next = ids[at + by];
    if (next !== undefined) select(next, reading);
    if (more && at + by >= ids.length - 3) void readMore();
  }

  /** After a decision: the next case, or the one before at the end of the list. */
  function goOn(id: CaseId): void {
    const { tab: shown, lists, selected, reading } = store.get();
    const tab = caseTab(shown);
    if (!tab || selected[tab] !== id) return;
    const { ids } = lists[tab];
    const at = ids.indexOf(id);
    const next = ids[at + 1] ?? ids[at - 1];
    if (next !== undefined) select(next, reading);
  }

  async function make(id: CaseId, move: CaseMove, said: string): Promise<void> {
    const nonce = parts.nonce();
    const reason = said.trim();
    store.dispatch({ type: "dialog", dialog: undefined });
    store.dispatch({ type: "sending", nonce, move: { case: id, move } });
    if (reason !== "") {
      const reasons = [reason, ...store.get().reasons.filter((other) => other !== reason)].slice(
        0,
        KEPT_REASONS,
      );
      store.dispatch({ type: "reasons", reasons });
      keepsakes.setReasons(reasons);
    }
    if (endsLooking(move)) goOn(id);
    try {
      await api.move(token(), id, { move, nonce, ...(reason === "" ? {} : { reason }) });
      parts.after(ANSWER_WITHIN_MS, () => void readAgain(nonce, id));
    } catch (error) {
      answered(nonce, { move, why: faultOf(error) === "not-found" ? "no-such-case" : "not-sent" });
    }
  }

  return {
    select,
    step,
    make,
    begin(move) {
      const open = openCase(store.get());
      if (!open || pendingOf(store.get(), open.id) !== undefined) return;
      if (!movesFor(open, `web:${parts.page.get().me?.person.id ?? ""}`).includes(move)) return;
      if (REASON_READERS[move] !== "none")
        store.dispatch({ type: "dialog", dialog: { kind: "reason", case: open, move } });
      else void make(open.id, move, "");
    },
    told(nonce, outcome) {
      if (outcome.type !== "refused") return answered(nonce);
      const move = store.get().pending.get(nonce)?.move;
      if (move) answered(nonce, { move, why: outcome.why, ...(outcome.by ? { by: outcome.by.name } : {}) });
    },
  };
}
