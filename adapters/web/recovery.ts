import type { Logger } from "../../src/core/ports/logger.ts";
import type { Changing } from "./changing.ts";
import { type Outbox, REMEMBER_MS } from "./outbox.ts";
import type { Places } from "./places.ts";
import type { Posting } from "./posting.ts";

/**
 * Finishes what people asked for and a crash left undone, in the order in which they asked. Every step may have
 * been taken before and is harmless to repeat. Rejects with a `StoreError`.
 */
export async function finishOutbox(parts: {
  readonly outbox: Outbox;
  readonly places: Places;
  readonly posting: Posting;
  readonly changing: Changing;
  readonly log: Logger;
}): Promise<void> {
  const { outbox, places, posting, changing, log } = parts;
  for await (const { key, value: request } of outbox.pending()) {
    const place = places.find(request.place);
    if (!place)
      log.warn({ request: key, place: request.place }, "web request dropped: no such channel any more");
    else if (request.type === "post") await posting.finish(key, place, request);
    else await changing.finish(key, place, request);
    await outbox.settle(key, REMEMBER_MS);
  }
}
