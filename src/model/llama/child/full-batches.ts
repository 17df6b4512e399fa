import type { CustomBatchingPrioritizationStrategy } from "node-llama-cpp";

/** How often it is waited, a few microtasks each, for those that are about to queue up. */
const MOST_WAITS = 50;

/**
 * Makes sequences that work at the same time share a batch. node-llama-cpp starts the next batch before the last sequence of
 * the former one has queued up again, so that one always misses it. Each gets one token before any gets a second, and the rest
 * of the batch is filled in order.
 *
 * @param working how many sequences have something to compute
 */
export function fullBatches(working: () => number): CustomBatchingPrioritizationStrategy {
  let waits = 0;
  return ({ items, size }) => {
    if (items.length < working() && waits < MOST_WAITS) {
      waits += 1;
      return [];
    }
    waits = 0;
    let left = size;
    const first = items.slice(0, size).map((item) => {
      left -= 1;
      return { item, processAmount: 1 };
    });
    return first.map(({ item }) => {
      const more = Math.min(left, item.tokens.length - 1);
      left -= more;
      return { item, processAmount: 1 + more };
    });
  };
}
