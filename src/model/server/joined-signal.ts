/** A signal that is aborted with the first of several, or when time is up, until it is let go. */
interface JoinedSignal {
  readonly signal: AbortSignal;
  /** Whether it was aborted because time was up. */
  readonly isLate: boolean;
  /** Follows the others no longer. */
  release(): void;
}

/** `AbortSignal.any` and `AbortSignal.timeout` leave something behind: at signals that live long, and until the time is up. */
export function joinSignals(sources: readonly AbortSignal[], timeoutMs?: number): JoinedSignal {
  const controller = new AbortController();
  let isLate = false;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          isLate = !controller.signal.aborted;
          controller.abort(new DOMException("time is up", "TimeoutError"));
        }, timeoutMs).unref();
  const follow = () => controller.abort(sources.find(({ aborted }) => aborted)?.reason);
  for (const source of sources) source.addEventListener("abort", follow, { once: true });
  if (sources.some(({ aborted }) => aborted)) follow();

  return {
    signal: controller.signal,
    get isLate() {
      return isLate;
    },
    release() {
      clearTimeout(timer);
      for (const source of sources) source.removeEventListener("abort", follow);
    },
  };
}
