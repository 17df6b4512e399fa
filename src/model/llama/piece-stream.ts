/** Pieces that arrive on their own, for one reader who takes them in his own time. */
export interface PieceStream extends AsyncIterableIterator<string> {
  push(piece: string): void;
  /** No more will come; what came before is still read. */
  end(): void;
  /** No more will come, and the reader gets the error at once: what he has not read is dropped. */
  fail(error: Error): void;
}

/** `onLeave` is called when the reader stops before the end. */
export function createPieceStream(onLeave: () => void): PieceStream {
  let pieces: string[] = [];
  let ending: { readonly error?: Error } | undefined;
  let wake: (() => void) | undefined;

  function close(how: { readonly error?: Error }): void {
    if (ending) return;
    ending = how;
    wake?.();
  }

  return {
    push(piece) {
      if (ending) return;
      pieces.push(piece);
      wake?.();
    },
    end: () => close({}),
    fail(error) {
      if (!ending) pieces = [];
      close({ error });
    },
    async next() {
      while (pieces.length === 0 && !ending) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const value = pieces.shift();
      if (value !== undefined) return { value, done: false };
      const error = ending?.error;
      ending = {};
      if (error) throw error;
      return { value: undefined, done: true };
    },
    async return() {
      pieces = [];
      if (!ending) onLeave();
      close({});
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
