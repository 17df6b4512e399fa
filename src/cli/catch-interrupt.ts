/** What shells return for a program ended by Ctrl-C: 128 + SIGINT. */
export const INTERRUPTED = 130;

/** Turns the first Ctrl-C into an abort until it is released, so that work ends in order; a second one kills as ever. */
export function catchInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once("SIGINT", abort);
  process.once("SIGTERM", abort);
  return {
    signal: controller.signal,
    release() {
      process.off("SIGINT", abort);
      process.off("SIGTERM", abort);
    },
  };
}
