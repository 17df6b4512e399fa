import type { Token } from "node-llama-cpp";
import type { ThreadId } from "../../../core/types.ts";
import { canWait, type Urgency } from "../../urgency.ts";
import type { ChatSlot } from "./chat-slot.ts";
import { held, type SlotRules } from "./slots.ts";
import { worth } from "./worth.ts";

/** What bears on which slot a request gets, and when. It was asked for in Unix ms. */
export interface SlotWish extends Urgency {
  readonly thread: ThreadId | undefined;
  /** The prompt. */
  readonly tokens: readonly Token[];
}

/**
 * A thread gets the slot that holds its state; else the one whose state is worth the least is taken. What nobody waits for leaves
 * one slot to those who ask meanwhile, where there are several.
 *
 * @param all how many slots there are
 * @param now Unix ms
 */
export function slotRules({
  all,
  now,
}: {
  readonly all: number;
  readonly now: () => number;
}): SlotRules<ChatSlot, SlotWish> {
  return {
    rank: (wish) => (canWait(wish, now()) ? 1 : 0),
    choose(free, wish) {
      if (canWait(wish, now()) && all > 1 && free.length < 2) return undefined;
      const own = free.find(({ holds }) => holds !== undefined && holds.thread === wish.thread);
      if (own !== undefined) return own;
      const at = now();
      const candidates = free.map((slot) => ({
        slot,
        loss: slot.holds === undefined ? 0 : worth(slot.sequence.nextTokenIndex, slot.holds, at),
        held: held(slot.sequence, wish.tokens),
      }));
      return candidates.sort((a, b) => a.loss - b.loss || b.held - a.held)[0]?.slot;
    },
  };
}
