import type { Logger } from "../../src/core/ports/logger.ts";
import { type Claims, type Store, StoreError } from "../../src/core/ports/store.ts";
import type { ChatEvent } from "../../src/core/types.ts";
import type { Subject } from "./archive.ts";
import type { Rating } from "./ratings.ts";

/** What a person asked for, as it is kept until it is done. */
export type Request =
  | {
      readonly type: "post";
      readonly place: string;
      readonly author: string;
      readonly text: string;
      readonly at: string;
      readonly root?: number;
      readonly about?: Subject;
    }
  | {
      readonly type: "edit";
      readonly place: string;
      readonly seq: number;
      readonly text: string;
      readonly at: string;
      /** The first edit of a message is 1. */
      readonly revision: number;
    }
  | { readonly type: "delete"; readonly place: string; readonly seq: number }
  | {
      readonly type: "rate";
      readonly place: string;
      readonly seq: number;
      readonly by: string;
      readonly rating: Rating;
    };

export type Outbox = Claims<Request>;

export const openOutbox = (store: Store): Outbox => store.claims<Request>("web/outbox");

/** For so long, a request that is sent again is known to be done. */
export const REMEMBER_MS = 7 * 24 * 60 * 60 * 1000;

/** Delivers to the core; any failure is a `StoreError`, since storing is all that it does. */
export type DeliverSafely = (event: ChatEvent) => Promise<void>;

export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  return new StoreError("failed", "The message could not be handed on; try again.", { cause: error });
}

/** Settles a request whose work is done. A failure only means that the work is found again, and is harmless then. */
export async function settleDone(outbox: Outbox, key: string, log: Logger): Promise<void> {
  await outbox.settle(key, REMEMBER_MS).catch((error: unknown) => {
    log.warn({ request: key, err: error }, "web request done but not settled");
  });
}
