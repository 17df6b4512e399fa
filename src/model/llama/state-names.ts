import { createHash } from "node:crypto";
import type { ThreadId } from "../../core/types.ts";

/** The name of the file in which what was evaluated of a thread is kept. It does not tell which thread. */
export function threadStateName(thread: ThreadId): string {
  return `thread-${digest(thread)}`;
}

/** The name of the file for what prompts with this system turn begin with. */
export function openingStateName(system: string): string {
  return `opening-${digest(system)}`;
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
