/**
 * What the promise gives, or a rejection as soon as the signal says so, whatever the promise still waits for.
 *
 * @param reason what it is rejected with then; by default what the signal gives for it
 */
export async function orAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
  reason: () => unknown = () => signal.reason,
): Promise<Value> {
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(reason());
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([promise, stopped.promise]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
