import { hash } from "node:crypto";
import type { MessageId } from "./types.ts";

/** How much of the budget is let go at once. After that a third is left, and the thread can grow by the other two. */
const BLOCK = 2 / 3;

/** Of a thread with more messages perhaps only the newest were read: then the first of them is another one each time. */
const READ_FROM_THE_START = 300;
/** Which part of the messages, the older one, is looked through for one to count from in its stead. */
const LOOKED_THROUGH = 3 / 4;

/**
 * Where a transcript that may be too long can begin, the earliest first. What a model has evaluated of a prompt is good for
 * the next only as far as both begin alike; so the beginning must stay where it is for many turns, although the thread
 * grows by one message after the other and nothing is remembered in between: it depends on the thread alone. The tokens are counted
 * from the thread's start, and the transcript begins where a block of them does. Each time the beginning moves, what is left
 * is evaluated again: a third of the budget for every two thirds that came new, so that in the longest of threads no
 * more than one and a half times what is new is evaluated. Only before a message longer than a third of the budget
 * message after message is let go, once no block is left.
 *
 * @param ids of the messages, oldest first; the last is the question
 * @param costs tokens of each
 * @param budget tokens that all may take
 */
export function beginnings(
  ids: readonly MessageId[],
  costs: readonly number[],
  budget: number,
): readonly number[] {
  const block = Math.max(1, Math.floor(budget * BLOCK));
  const first = anchor(ids);
  const found = [first];
  let counted = 0;
  let blocks = 0;
  for (let at = first; at < ids.length; counted += costs[at++]!) {
    if (Math.floor(counted / block) === blocks) continue;
    blocks = Math.floor(counted / block);
    found.push(at);
  }
  for (let at = found.at(-1)! + 1; at < ids.length; at++) found.push(at);
  return found;
}

/**
 * From where tokens are counted: the thread's start; or where that was not read, the message with the smallest digest,
 * which stays the same for long while the messages before it fall off one by one.
 */
function anchor(ids: readonly MessageId[]): number {
  if (ids.length <= READ_FROM_THE_START) return 0;
  const digests = ids.slice(0, Math.floor(ids.length * LOOKED_THROUGH)).map((id) => hash("sha1", id));
  return digests.reduce((least, digest, at) => (digest < digests[least]! ? at : least), 0);
}
