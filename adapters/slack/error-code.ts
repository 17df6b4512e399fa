import { rateLimitMs, refusal } from "./api-error.ts";

/**
 * A word for what lies behind an error, without its message, which may quote anything: the SDK's and `fetch`'s own errors say
 * only that there was one.
 */
export function codeOf(error: unknown): string {
  const word = refusal(error);
  if (word) return word;
  if (rateLimitMs(error) !== undefined) return "ratelimited";
  if (!(error instanceof Error)) return "unknown";
  const { original, cause, code } = error as Error & Record<"original" | "cause" | "code", unknown>;
  const behind = original ?? cause;
  if (behind instanceof Error) return codeOf(behind);
  return typeof code === "string" ? code : error.name;
}
