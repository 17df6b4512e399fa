const MAX_CAUSES = 4;

/**
 * Kind, code, message and stack of an error, and those of its causes. Other properties stay out: libraries hang
 * requests, inputs and headers on their errors.
 */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.constructor.name,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    message: error.message,
    stack: error.stack,
    ...(error.cause instanceof Error && depth < MAX_CAUSES
      ? { cause: describeError(error.cause, depth + 1) }
      : {}),
  };
}
