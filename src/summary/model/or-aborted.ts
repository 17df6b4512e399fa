import { ModelError } from "../../core/ports/index.ts";

/** What the promise gives, or a `ModelError` (`aborted`) as soon as the signal says so, whatever the promise still waits for. */
export async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(new ModelError("aborted", "the summary was stopped"));
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([promise, stopped.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
