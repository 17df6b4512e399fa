import type { Message } from "../../core/types.ts";

/** A message of the history, or why there is none. */
export type HistoryEntry =
  | {
      readonly message: Message;
      /** Whether the history says when it was sent. */
      readonly isTimed: boolean;
    }
  /** A sentence that names the place and holds nothing of what stands there. */
  | { readonly problem: string };
