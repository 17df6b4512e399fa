/** Shows a text that grows, no more often than the platform takes it. */
export interface GrowingText {
  /** Resolves when the text is shown or, when it is not its time yet, at once: it is shown later unless a newer one comes. */
  show(text: string): Promise<void>;
  /** Nothing is shown later any more. */
  end(): void;
}

/** Calls `work` once after so many ms, unless the returned function is called before. */
export type After = (ms: number, work: () => void) => () => void;

const afterRealTime: After = (ms, work) => {
  const timer = setTimeout(work, ms).unref();
  return () => clearTimeout(timer);
};

/**
 * The caller is not kept waiting between two edits: it could be at its end, and the end must not wait.
 *
 * @param waitMs from the end of one edit to the next
 * @param failed told of edits that failed and nobody waited for
 * @param after where time is not the system's
 */
export function createGrowingText(
  waitMs: () => number,
  edit: (text: string) => Promise<void>,
  failed: (error: unknown) => void,
  after: After = afterRealTime,
): GrowingText {
  let next: string | undefined;
  let isBusy = false;
  let hasEnded = false;
  let callOff = () => {};

  async function editNow(text: string): Promise<void> {
    isBusy = true;
    try {
      await edit(text);
    } finally {
      const pauseMs = waitMs();
      if (pauseMs > 0 && !hasEnded) callOff = after(pauseMs, due);
      else due();
    }
  }

  function due(): void {
    isBusy = false;
    if (next === undefined || hasEnded) return;
    const text = next;
    next = undefined;
    editNow(text).catch(failed);
  }

  return {
    async show(text) {
      if (isBusy) next = text;
      else if (!hasEnded) await editNow(text);
    },
    end() {
      hasEnded = true;
      callOff();
    },
  };
}
