import { expect, test } from "vitest";
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

test("of an error only kind, code, message, stack and causes are logged, not what hangs on it", () => {
  const { log, lines } = capture();
  const cause = Object.assign(new TypeError("the cause"), { request: { payload: "their words" } });
  const error = Object.assign(new Error("it failed", { cause }), { code: "EPIPE", input: "their words" });
  log.error({ err: error, other: error }, "failed");
  expect(lines.join("")).not.toContain("their words");
  const described = {
    type: "Error",
    code: "EPIPE",
    message: "it failed",
    stack: expect.stringContaining("logger.test.ts"),
    cause: { type: "TypeError", message: "the cause", stack: expect.any(String) },
  };
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ err: described, other: described });
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
