/** Shows a text that grows, no more often than the platform takes it. */
export interface GrowingText {
  /** Resolves when the text is shown or, when it is not its time yet, at once: it is shown later unless a newer one comes. */
  show(text: string): Promise<void>;
  /** Nothing is shown later any more. */
  end(): void;
}

/**
 * The caller is not kept waiting between two edits: it could be at its end, and the end must not wait.
 *
 * @param waitMs from the end of one edit to the next
 * @param failed told of edits that failed and nobody waited for
 */
export function createGrowingText(
  waitMs: () => number,
  edit: (text: string) => Promise<void>,
  failed: (error: unknown) => void,
): GrowingText {
  let next: string | undefined;
  let isBusy = false;
  let hasEnded = false;
  let timer: NodeJS.Timeout | undefined;

  async function editNow(text: string): Promise<void> {
    isBusy = true;
    try {
      await edit(text);
    } finally {
      const pauseMs = waitMs();
      if (pauseMs > 0) timer = setTimeout(due, pauseMs).unref();
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
      clearTimeout(timer);
    },
  };
}
