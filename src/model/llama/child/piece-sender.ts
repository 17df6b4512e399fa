/** Sends pieces of an answer, without making the next token wait for it. */
export interface PieceSender {
  add(text: string): void;
  /** Sends what is left. */
  flush(): void;
}

/** Faster than anybody reads, and rare enough that waking Maru's process takes nothing from llama.cpp's threads. */
const EVERY_MS = 20;

/**
 * The first piece, and any that comes after a while, is sent in the event loop's next turn: by then llama.cpp has the
 * next token to work on, in a thread of its own, and the sending costs nothing. Pieces that come faster go out together.
 *
 * @param now monotonic milliseconds
 */
export function createPieceSender(send: (text: string) => void, now: () => number): PieceSender {
  let left = "";
  let sentAt = Number.NEGATIVE_INFINITY;
  let scheduled = false;

  function flush(): void {
    const text = left;
    left = "";
    if (text === "") return;
    sentAt = now();
    send(text);
  }

  function flushLater(): void {
    scheduled = false;
    flush();
  }

  return {
    add(text) {
      left += text;
      if (scheduled) return;
      scheduled = true;
      const waitMs = sentAt + EVERY_MS - now();
      if (waitMs > 0) setTimeout(flushLater, waitMs);
      else setImmediate(flushLater);
    },
    flush,
  };
}
