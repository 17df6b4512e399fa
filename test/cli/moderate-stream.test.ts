import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, onTestFinished, test } from "vitest";
import { MAX_LINE_CHARS, textLines } from "../../src/cli/moderate/text-lines.ts";
import { createOutlet } from "../../src/cli/outlet.ts";
import { run, tempFolder } from "./program-run.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");

/** The real program; `heapMb` is all the memory that it may have for JavaScript's objects. */
function program(argv: readonly string[], heapMb = 4096) {
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${heapMb}`, main, "moderate", ...argv],
    { cwd: tempFolder(), stdio: "pipe" },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  // Writing to a program that has ended is what one of the tests does.
  child.stdin.on("error", () => {});
  return { child, err: () => err };
}

test("no more is read than is written: the input waits for whoever reads the results", async () => {
  let read = 0;
  let written = 0;
  let farthest = 0;
  const chunk = new TextEncoder().encode("how are you doing today\n".repeat(100));
  const pipe = {
    async *stdin() {
      for (; read < 500; read++) {
        farthest = Math.max(farthest, read - written);
        yield chunk;
      }
    },
    isTyped: false,
    isWatched: false,
    stdout: {
      write: () =>
        new Promise<boolean>((resolve) => {
          setImmediate(() => {
            written++;
            resolve(true);
          });
        }),
    },
  };
  const { exitCode } = await run(["moderate", "--evidence", "0"], tempFolder(), { pipe });
  expect(exitCode).toBe(0);
  expect(read).toBe(500);
  expect(farthest).toBeLessThanOrEqual(1);
});

test("results come as soon as their lines did, while more is awaited", async () => {
  const { child } = program([]);
  child.stdin.write("first\n");
  const [result] = (await once(child.stdout.setEncoding("utf8"), "data")) as [string];
  expect(JSON.parse(result)).toMatchObject({ id: 1 });
  child.stdin.end("second");
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(0);
});

test("a stream far larger than the memory passes through", async () => {
  const { child, err } = program(["--evidence", "0"], 32);
  const chunk = "a line like many others, with some words in it; 그리고 한국어도\n".repeat(1000);
  const chunks = 200;
  let lines = 0;
  child.stdout.on("data", (bytes: Buffer) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  });
  for (let sent = 0; sent < chunks; sent++) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
  child.stdin.end();
  const [code] = (await once(child, "close")) as [number];
  expect([code, err()]).toEqual([0, expect.stringMatching(/^200000 messages: /)]);
  expect(lines).toBe(200_000);
});

test("when nobody reads the results any more it ends at once, and quietly", async () => {
  const { child, err } = program(["--evidence", "0"]);
  let open = true;
  child.stdin.on("close", () => {
    open = false;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const closed = once(child, "close") as Promise<[number | null, string | null]>;
  const chunk = "on and on\n".repeat(5000);
  while (open && child.exitCode === null) {
    if (!child.stdin.write(chunk)) await Promise.race([once(child.stdin, "drain"), closed]).catch(() => {});
  }
  expect(await closed).toEqual([0, null]);
  expect(err()).toBe("");
});

describe("an outlet", () => {
  const failing = (code: string) =>
    createOutlet(
      new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error("write failed"), { code })),
      }),
    );

  test("tells that nobody reads any more", async () => {
    const outlet = failing("EPIPE");
    expect(await outlet.write("a")).toBe(false);
    expect(await outlet.write("b")).toBe(false);
  });

  test("rejects when it cannot be written for another reason", async () => {
    await expect(failing("ENOSPC").write("a")).rejects.toThrow(
      "The results cannot be written: write failed.",
    );
  });
});

describe("lines", () => {
  const read = async (chunks: readonly string[], max?: number) => {
    async function* bytes() {
      for (const chunk of chunks) yield new TextEncoder().encode(chunk);
    }
    return (await Array.fromAsync(textLines(bytes(), max))).flat();
  };

  test("that are too long are left out without being held, wherever chunks end", async () => {
    expect(MAX_LINE_CHARS).toBeGreaterThan(10_000_000);
    expect(await read(["one\n123", "456", "789", "0\ntw", "o\n1234567890\n", "12345\r\n"], 9)).toEqual([
      { number: 1, text: "one" },
      { number: 2, text: undefined },
      { number: 3, text: "two" },
      { number: 4, text: undefined },
      { number: 5, text: "12345" },
    ]);
  });

  test("that are too long are told", async () => {
    const { lineEntry } = await import("../../src/cli/moderate/line-entry.ts");
    expect(lineEntry({ number: 7, text: undefined })).toEqual({
      problem: "Line 7 is too long to be a message.",
    });
  });
});
