import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, tempFolder } from "./program-run.ts";

interface Result {
  readonly id: string | number;
  readonly score: number;
  readonly labels: readonly string[];
  readonly route: "clear" | "guard";
  readonly evidence: readonly { text: string; start: number; end: number; weight: number }[];
}

type Over = Parameters<typeof run>[2];

/** Runs `moderate` and reads its results. */
async function moderate(argv: readonly string[], over: Over = {}, folder = tempFolder()) {
  const { exitCode, out, err } = await run(["moderate", ...argv], folder, over);
  const lines = out.split("\n").filter((line) => line !== "");
  return { exitCode, out, err, results: lines.map((line) => JSON.parse(line) as Result) };
}

const piped = (text: string | Uint8Array) => ({ piped: [text] });

/** A file in a folder of its own. */
function fileOf(content: string | Uint8Array, name = "input.txt") {
  const folder = tempFolder();
  writeFileSync(join(folder, name), content);
  return folder;
}

test("every line comes out in order with what the router makes of it, and in the message's own words", async () => {
  const text = "I will kill all of them, they are vermin";
  const { exitCode, results, err } = await moderate(
    ["--threshold", "0.3"],
    piped(`${text}\nsee you at noon\n`),
  );
  expect(exitCode).toBe(0);
  expect(results.map(({ id, route }) => [id, route])).toEqual([
    [1, "guard"],
    [2, "clear"],
  ]);
  expect(Object.keys(results[0]!)).toEqual(["id", "score", "labels", "route", "evidence"]);
  expect(results[0]!.score).toBeGreaterThan(results[1]!.score);
  expect(results[0]!.evidence.length).toBeGreaterThan(1);
  for (const { text: part, start, end } of results[0]!.evidence) expect(part).toBe(text.slice(start, end));
  expect(err).toBe("2 messages: 1 to the guard, 1 clear.\n");
});

test("lines of JSON and plain ones may be mixed: each line decides", async () => {
  const lines = [
    '{"id":"a","text":"one","lang":"en"}',
    "two",
    ' {"text":"three"}',
    '["four"]',
    '{"id":12,"text":"five","more":{"id":7}}',
    '{"id":1143536420341272666,"text":"six"}',
    '{"id":"\\ud800","text":"lone \\udfff surrogates"}',
  ];
  const { exitCode, out, results } = await moderate(["-"], piped(lines.join("\r\n")));
  expect(exitCode).toBe(0);
  expect(results.map(({ id }) => id)).toEqual(["a", 2, 3, 4, 12, Number("1143536420341272666"), "\ud800"]);
  expect(out).toContain('{"id":1143536420341272666,');
});

test("a line that is meant as JSON and is none is told by its number alone; the rest goes on", async () => {
  const lines = ["hello", '{"id":1,"text":"secret', '{"id":2}', '{"id":3,"text":5}', "{}", "bye"];
  const { exitCode, err, results } = await moderate([], piped(lines.join("\n")));
  expect(exitCode).toBe(1);
  expect(results.map(({ id }) => id)).toEqual([1, 6]);
  expect(err.split("\n")).toEqual([
    'Line 2 begins with "{" but is no JSON.',
    'Line 3 has no "text".',
    'Line 4 has no "text".',
    'Line 5 has no "text".',
    "2 messages: 0 to the guard, 2 clear. 4 problems: see above.",
    "",
  ]);
});

test("of many problems only the first are told one by one", async () => {
  const { err } = await moderate([], piped("{\n".repeat(1000)));
  expect(err.split("\n")).toHaveLength(23);
  expect(err).toContain("… and 980 more like these.");
});

test("blank lines are answered too, so that results stay beside their lines", async () => {
  const { results } = await moderate([], piped("...\n \none\n\n"));
  expect(results.map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  expect(results[0]).toEqual({ id: 1, score: 0, labels: [], route: "clear", evidence: [] });
});

test("nothing gives nothing", async () => {
  const { exitCode, out, err } = await moderate([], { piped: [] });
  expect([exitCode, out, err]).toEqual([0, "", "0 messages: 0 to the guard, 0 clear.\n"]);
});

describe("whatever bytes come,", () => {
  const noise = Uint8Array.from({ length: 300_000 }, (_, at) => (at * at * 31 + (at >> 3) * 17) & 0xff);

  test.each([
    ["noise", noise],
    ["zeros", new Uint8Array(100_000)],
    ["halves of UTF-8", new Uint8Array(10_000).fill(0xe2)],
  ])("%s are answered", async (_, bytes) => {
    const { results } = await moderate(["--evidence", "1"], piped(bytes));
    expect(results.length).toBeGreaterThan(0);
    for (const { score } of results) expect(score >= 0 && score <= 1).toBe(true);
  });

  test("UTF-16, as PowerShell writes it, is read as text", async () => {
    const folder = fileOf(Buffer.from("\uFEFFone\r\n안녕 two\r\n", "utf16le"));
    const { results } = await moderate(["input.txt"], {}, folder);
    expect(results.map(({ id }) => id)).toEqual([1, 2]);
    expect(results[1]!.evidence.map(({ text }) => text)).toContain("안녕");
  });

  test("one line of 10 MB is one message, and the one after it another", async () => {
    const long = `${"그리고 계속 말해요 ".repeat(400_000)}and ends`;
    expect(Buffer.byteLength(long)).toBeGreaterThan(10_000_000);
    const { exitCode, results } = await moderate(["--evidence", "2"], piped(`${long}\nnext\n`));
    expect(exitCode).toBe(0);
    expect(results.map(({ id, evidence }) => [id, evidence.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
});

describe("a threshold by budget", () => {
  const words = [
    "build",
    "lunch",
    "stupid",
    "idiot",
    "damn",
    "hate",
    "kill",
    "trash",
    "people",
    "women",
    "cat",
  ];
  /** Different harmless and less harmless lines. */
  const lines = Array.from({ length: 2000 }, (_, at) => {
    const pick = (n: number) =>
      words[Math.floor(Math.abs(Math.sin(at * 12.9898 + n) * 43758.5453)) % words.length];
    return `the ${pick(1)} of ${pick(2)} and ${pick(3)} number ${at}`;
  }).join("\n");

  test.each([0, 0.005, 0.02, 0.2, 1])("sends %d of the benign file on, and never more", async (budget) => {
    const folder = fileOf(lines, "benign.txt");
    const argv = ["benign.txt", "--evidence", "0", "--budget", String(budget), "--benign", "benign.txt"];
    const { exitCode, results, err } = await moderate(argv, {}, folder);
    const share = results.filter(({ route }) => route === "guard").length / results.length;
    expect(exitCode).toBe(0);
    expect(share).toBeLessThanOrEqual(budget);
    expect(share).toBeGreaterThanOrEqual(budget * 0.8 - 0.001);
    expect(err).toMatch(
      /^Thresholds of 2000 messages: 0\.\d+ for English \(2000\), 0\.\d+ for Korean \(0\)\.\n/,
    );
  });

  test("is one of its own for each language that the file has enough of", async () => {
    const korean = Array.from({ length: 1000 }, (_, at) => `오늘 점심 ${at}번 바보 같은 회의`).join("\n");
    const folder = fileOf(`${lines}\n${korean}`, "benign.txt");
    const argv = ["benign.txt", "--evidence", "0", "--budget", "0.1", "--benign", "benign.txt"];
    const { results, err } = await moderate(argv, {}, folder);
    const sent = (some: readonly Result[]) => some.filter(({ route }) => route === "guard").length;
    expect(sent(results.slice(0, 2000))).toBeGreaterThan(150);
    expect(sent(results.slice(0, 2000))).toBeLessThanOrEqual(200);
    expect(sent(results.slice(2000))).toBeLessThanOrEqual(100);
    expect(err).toMatch(/for English \(2000\), 0\.\d+ for Korean \(1000\)/);
    expect(err).not.toContain("of all messages together");
  });

  test.each([
    [49, "0.02", "A threshold of a language's own takes 50 messages: for Korean that of"],
    [3, "0.0004", "A threshold of a language's own takes 2500 messages: for English and Korean that of"],
  ])(
    "is that of all messages together, and says so, where a language has too few: %d at %s",
    async (count, budget, told) => {
      const korean = Array.from({ length: count }, (_, at) => `오늘 점심 ${at}번 바보 같은 회의`).join("\n");
      const folder = fileOf(`${lines}\n${korean}`, "benign.txt");
      const argv = ["benign.txt", "--evidence", "0", "--budget", budget, "--benign", "benign.txt"];
      const { err } = await moderate(argv, {}, folder);
      expect(err).toContain(` for Korean (${count}).\n${told} all messages together is used.\n`);
    },
  );

  test("cannot be learned from nothing", async () => {
    const { exitCode, err } = await moderate(
      ["--budget", "0.02", "--benign", "input.txt"],
      {},
      fileOf("\n\n"),
    );
    expect([exitCode, err]).toEqual([1, "input.txt holds no messages to learn a threshold from.\n"]);
  });
});

describe("asked wrongly, it says so", () => {
  test.each([
    [["--budget", "0.02"], "--budget and --benign belong together"],
    [["--benign", "a.txt"], "--budget and --benign belong together"],
    [["--budget", "2", "--benign", "a.txt"], "It must be a number from 0 to 1."],
    [["--threshold", "high"], "It must be a number from 0 to 1."],
    [["--evidence", "1.5"], "It must be a whole number from 0 to 1000."],
    [["--threshold", "0.5", "--budget", "0.1", "--benign", "a.txt"], "cannot be used with"],
    [["-", "--budget", "0.1", "--benign", "-"], "Only one of the inputs can be piped in."],
  ])("%j", async (argv, words) => {
    const { exitCode, out, err } = await moderate(argv);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });

  test("of files that there are not", async () => {
    const { exitCode, err } = await moderate(["nothing.jsonl"]);
    expect([exitCode, err]).toEqual([
      1,
      "There is no nothing.jsonl. Name a file, a folder or a zip, or - for what is piped in.\n",
    ]);
  });

  test("of folders that are no export", async () => {
    const { exitCode, err } = await moderate(["."]);
    expect(exitCode).toBe(1);
    expect(err).toMatch(/is no export that Maru knows/);
  });
});

test("help tells what it takes and gives", async () => {
  const { exitCode, out } = await run(["moderate", "--help"], tempFolder());
  expect(exitCode).toBe(0);
  expect(out).toContain('{"id","score","labels","route","evidence"}');
});

test("whoever types is told how to end", async () => {
  const pipe = { async *stdin() {}, isTyped: true, isWatched: true, stdout: { write: async () => true } };
  expect((await moderate([], { pipe })).err).toMatch(/^Type messages, one a line; Ctrl-D ends\.\n/);
});

test("an export of Slack is scored as it is, by the ids of its messages, people's words only", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "export", "general"), { recursive: true });
  const write = (path: string, content: unknown) =>
    writeFileSync(join(folder, "export", path), JSON.stringify(content));
  write("users.json", [{ id: "U1", name: "ann" }]);
  write("channels.json", [{ id: "C1", name: "general" }]);
  write("general/2024-09-10.json", [
    { user: "U1", text: "hello <@U1>", ts: "1725960000.000100" },
    { user: "U1", subtype: "channel_join", text: "joined", ts: "1725960001.000100" },
    { bot_id: "B1", subtype: "bot_message", text: "built", ts: "1725960002.000100" },
    { user: "U1", text: "bye", ts: "1725960003.000100" },
    "broken",
  ]);
  const { exitCode, results, err } = await moderate(["export"], {}, folder);
  expect(results.map(({ id }) => id)).toEqual(["slack:C1/1725960000.000100", "slack:C1/1725960003.000100"]);
  expect(results[0]!.evidence.map(({ text }) => text).join(" ")).toMatch(/ann/);
  expect(err).toContain("general/2024-09-10.json has an entry of an unknown form: left out.");
  expect(exitCode).toBe(1);
});
