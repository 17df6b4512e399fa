import { expect, test } from "vitest";
import { ModelError } from "../../src/core/ports/model.ts";
import { AnswerHeld } from "../../src/core/ports/moderation.ts";
import { OperatorError } from "../../src/core/ports/operator-error.ts";
import { StoreError } from "../../src/core/ports/store.ts";
import { createLogger, type LogConfig } from "../../src/ops/index.ts";

function capture(config: Partial<LogConfig> = {}, isTTY = false) {
  const lines: string[] = [];
  const log = createLogger(
    { level: "info", format: "json", ...config },
    { write: (line: string) => lines.push(line), isTTY },
  );
  return { log, lines };
}

test("a line holds time, level, event and fields, and neither host nor process", () => {
  const { log, lines } = capture();
  log.info({ event: "web:1", ahead: 2 }, "question queued");
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    event: "web:1",
    ahead: 2,
    msg: "question queued",
  });
});

test("people's words, names and secrets never get into the log, at whatever depth", () => {
  const { log, lines } = capture();
  const words = "Let us meet at noon";
  log.warn(
    {
      id: "web:1",
      text: words,
      message: { id: "web:2", author: { name: words }, parts: [{ deep: { deeper: { markdown: words } } }] },
      headers: { authorization: words, cookie: words },
      person: { email: words },
      turns: [words],
      token: words,
    },
    "something",
  );
  expect(lines.join("")).not.toContain(words);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    id: "web:1",
    message: { id: "web:2" },
    text: "[redacted]",
  });
});

/** What `JSON.parse` throws quotes what it could not read. */
function unreadable(words: string): Error {
  try {
    return JSON.parse(words);
  } catch (error) {
    return error as Error;
  }
}

test("of an error kind, code, calls and causes are logged, not what it says nor what hangs on it", () => {
  const { log, lines } = capture();
  const cause = Object.assign(unreadable("noon, they said"), { request: { payload: "their words" } });
  expect(cause.message).toContain("noon");
  const error = Object.assign(new Error("on their words", { cause }), {
    code: "EPIPE",
    input: "their words",
  });
  log.error({ err: error, other: error }, "failed");
  expect(lines.join("")).not.toMatch(/their words|noon/);
  const described = {
    type: "Error",
    code: "EPIPE",
    stack: expect.stringMatching(/^ {4}at .*logger\.test\.ts:\d+:\d+/),
    cause: {
      type: "SyntaxError",
      stack: expect.stringMatching(/^ {4}at JSON\.parse \(<anonymous>\)\n.*unreadable/),
    },
  };
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ err: described, other: described });
});

test.each([
  ["many lines", "Let us meet\n\n  at noon", (error: Error) => error],
  ["lines like calls", "x\n    at noon (file:///maru.ts:1:2)", (error: Error) => error],
  ["a message that was changed", "at noon", (error: Error) => Object.assign(error, { message: "changed" })],
  ["no message", "", (error: Error) => error],
])("an error with %s leaves nothing but its calls", (_, message, change) => {
  const { log, lines } = capture();
  log.error({ err: change(new RangeError(message)) }, "failed");
  const { err } = JSON.parse(lines[0] ?? "") as { err: { stack: string } };
  expect(Object.keys(err)).toEqual(["type", "stack"]);
  expect(lines[0]).not.toContain("noon");
  expect(err.stack).toContain("logger.test.ts");
  for (const line of err.stack.split("\n")) expect(line).toMatch(/^ {4}at /);
});

test.each([
  new StoreError("full", "There is no space left. Free some."),
  new ModelError("failed", "llama.cpp refused: out of memory"),
  new OperatorError("Port 8080 is taken. Choose another."),
  new AnswerHeld("hate"),
])("an error of ours says what it has to say: $name", (error) => {
  for (const format of ["json", "pretty"] as const) {
    const { log, lines } = capture({ format });
    log.error({ err: error }, "failed");
    expect(lines.join("")).toContain(error.message);
    expect(lines.join("")).toContain("logger.test.ts");
  }
});

test("an error that may not speak is still told in a terminal", () => {
  const { log, lines } = capture({ format: "auto" }, true);
  log.error({ err: unreadable("noon, they said") }, "request failed");
  expect(lines.join("")).toMatch(/request failed.*SyntaxError.*logger\.test\.ts/s);
  expect(lines.join("")).not.toContain("noon");
});

test("fields that refer to themselves end, and dates stay dates", () => {
  const { log, lines } = capture();
  const circle: Record<string, unknown> = { at: new Date(0) };
  circle["self"] = circle;
  log.info({ circle }, "round");
  expect(lines[0]).toContain('"at":"1970-01-01T00:00:00.000Z"');
});

test("lines below the level are left out", () => {
  const { log, lines } = capture({ level: "warn" });
  log.info({}, "no");
  log.warn({}, "yes");
  expect(lines).toHaveLength(1);
});

test("auto is pretty in a terminal and JSON elsewhere", () => {
  const terminal = capture({ format: "auto" }, true);
  terminal.log.info({ id: "web:1", text: "their words" }, "question");
  expect(terminal.lines[0]).toMatch(/INFO.*question/);
  expect(terminal.lines[0]).not.toContain("their words");
  const file = capture({ format: "auto" });
  file.log.info({}, "question");
  expect(JSON.parse(file.lines[0] ?? "").msg).toBe("question");
  const forced = capture({ format: "pretty" });
  forced.log.info({}, "question");
  expect(forced.lines[0]).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: question/);
});
