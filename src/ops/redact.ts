import { describeError } from "./describe-error.ts";

/**
 * Names of fields that could hold people's words, names or secrets. Nobody logs those; this is the second
 * line of defence, for the day somebody does by mistake.
 */
const NEVER_LOGGED = new Set([
  ...["text", "markdown", "content", "body", "question", "answer", "quote", "prompt", "turns", "transcript"],
  ...["name", "displayName", "selfName", "author", "email", "phone"],
  ...["token", "secret", "secrets", "password", "authorization", "cookie", "apiKey", "env"],
]);

const CENSOR = "[redacted]";
/** Nothing that belongs into a log lies deeper; also ends circles. */
const MAX_DEPTH = 6;

/** A log line's fields with what must never be logged left out, at whatever depth it lies. */
export function redact(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return redactGroup(fields, 0);
}

function redactGroup(group: object, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(group)) {
    result[name] = NEVER_LOGGED.has(name) ? CENSOR : redactValue(value, depth + 1);
  }
  return result;
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (value instanceof Error) return describeError(value);
  if (depth > MAX_DEPTH) return CENSOR;
  return Array.isArray(value) ? value.map((one) => redactValue(one, depth + 1)) : redactGroup(value, depth);
}
