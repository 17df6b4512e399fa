import { PlatformError } from "../core/ports/chat-adapter.ts";
import { ModelError } from "../core/ports/model.ts";
import { AnswerHeld } from "../core/ports/moderation.ts";
import { OperatorError } from "../core/ports/operator-error.ts";

const MAX_CAUSES = 4;

/** Errors of ours whose messages are written to be read and hold nobody's words. */
const SPEAKABLE = [OperatorError, PlatformError, ModelError, AnswerHeld];

/** A call as V8 writes it (https://v8.dev/docs/stack-trace-api): `    at parse (file:///maru/x.ts:1:2)`. */
const FRAME = /^ {4}at (?:.+ \((?:.+:\d+:\d+|<anonymous>|native|index \d+)\)|.+:\d+:\d+)$/;

/**
 * Kind, code, calls and causes of an error; of errors of ours the message too. The messages of others stay out,
 * because they quote what they could not deal with (`JSON.parse` does), and so do other properties: libraries hang
 * requests, inputs and headers on their errors.
 */
export function describeError(error: Error, depth = 0): Record<string, unknown> {
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.constructor.name,
    ...(typeof code === "string" || typeof code === "number" ? { code } : {}),
    ...(SPEAKABLE.some((kind) => error instanceof kind) ? { message: error.message } : {}),
    stack: callsOf(error).join("\n"),
    ...(error.cause instanceof Error && depth < MAX_CAUSES
      ? { cause: describeError(error.cause, depth + 1) }
      : {}),
  };
}

/** The lines of the stack that tell calls. The message stands before them and may itself look like one. */
function callsOf({ stack = "", message }: Error): readonly string[] {
  const told = stack.indexOf(message);
  const lines = stack.slice(told === -1 ? 0 : told + message.length).split("\n");
  return lines.slice(lines.findLastIndex((line) => !FRAME.test(line)) + 1);
}
