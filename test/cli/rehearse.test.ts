import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Guard } from "../../src/core/ports/guard.ts";
import { ModelError } from "../../src/core/ports/model.ts";
import { folderOf, zipOf } from "../exports/export-folder.ts";
import { run, tempFolder } from "./program-run.ts";

const HATE = "I will kill all of them, they are vermin";

type Over = Parameters<typeof run>[2];

/** Runs `rehearse` where maru.yaml has this policy; `other` is the one to compare with. */
async function rehearse(
  argv: readonly string[],
  { policy = {}, other, over = {} }: { policy?: object; other?: object; over?: Over } = {},
) {
  const folder = tempFolder();
  const write = (name: string, moderation: object) =>
    writeFileSync(join(folder, name), JSON.stringify({ moderation: { policy: moderation } }));
  write("maru.yaml", policy);
  if (other) write("other.yaml", other);
  return run(["rehearse", ...argv, ...(other ? ["--policy", "other.yaml"] : [])], folder, over);
}

const line = (members: object) => `${JSON.stringify(members)}\n`;
const at = (hours: number) => new Date(Date.parse("2026-01-01T00:00:00Z") + hours * 3_600_000).toISOString();
const piped = (...lines: readonly object[]): Over => ({ piped: lines.map(line) });

/** The cells of the first row that begins with these. */
const row = (out: string, ...first: readonly string[]) =>
  out
    .split("\n")
    .map((each) => each.trim().split(/ {2,}/))
    .find((cells) => first.every((cell, index) => cells[index] === cell));

const log = [
  { id: "a", text: HATE, place: "general", author: "u1", sentAt: at(0) },
  { id: "b", text: "see you at noon", place: "general", author: "u2", sentAt: at(24) },
  { id: "c", text: "look at https://evil.com/x", place: "general", author: "u1", sentAt: at(48) },
  { id: "d", text: "v e r m i n", place: "random", author: "u1", sentAt: at(50) },
];
const rules = [
  { name: "links", kind: "links", deny: ["evil.com"], steps: ["remove"] },
  { name: "slurs", kind: "words", words: ["vermin"], category: "hate", steps: ["timeout"] },
];

test("says of each place what would have been done, how often a day, and with which messages", async () => {
  const { exitCode, out, err } = await rehearse(["-"], { policy: { rules }, over: piped(...log) });
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out).toMatch(/^4 messages in 2 places; policy [0-9a-f]{12}\.\n/);
  expect(row(out, "#general")).toEqual(["#general", "3", "shadow", "0", "2 (67 %)", "1"]);
  expect(row(out, "#random")).toEqual(["#random", "1", "shadow", "0", "1 (100 %)", "1"]);
  expect(row(out, "#general", "hate", "timeout")?.[3]).toBe("1 (33 %)");
  expect(row(out, "#general", "spam", "remove")?.[3]).toBe("1 (33 %)");
  expect(row(out, "#random", "hate", "queue")?.[3]).toBe("1 (100 %)");
  expect(row(out, "#random", "hate", "timeout")).toBeUndefined();
  const examples = out.slice(out.indexOf("Something would be done with: 3 messages:"));
  expect([...examples.matchAll(/log:(\w)/g)].map(([, id]) => id)).toEqual(["a", "c", "d"]);
  expect(out).not.toContain("vermin");
});

test("words are shown when they are asked for, without what would steer the terminal", async () => {
  const { out } = await rehearse(["-", "--words"], {
    policy: { rules },
    over: piped({ id: "x\u001b[2J", text: "so vermin\u001b[31m it\nis", place: "p\u0007lace" }),
  });
  expect(out).toContain("so vermin [31m it is");
  expect(out).toContain("#p lace");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  expect(out).not.toMatch(/[\u001b\u0007]/);
});

test("two policies stand side by side, with the messages on which they differ", async () => {
  const other = {
    rules: rules.slice(1),
    places: [
      { match: ["random"], mode: "off" },
      { match: ["general"], mode: "active", categories: { hate: {} } },
    ],
  };
  const { exitCode, out } = await rehearse(["-"], {
    policy: { rules: [rules[0], { ...rules[1], steps: ["queue"] }] },
    other,
    over: piped(...log, { id: "e", text: "you vermin", place: "general", author: "u1", sentAt: at(60) }),
  });
  expect(exitCode).toBe(0);
  expect(out).toMatch(/present policy [0-9a-f]{12} → new policy [0-9a-f]{12}\.\n/);
  expect(row(out, "#general")?.slice(2, 5)).toEqual(["shadow → active", "0", "3 (75 %) → 2 (50 %)"]);
  expect(row(out, "#random")?.slice(2, 5)).toEqual(["shadow → off", "0 → 1", "1 (100 %) → 0 (0 %)"]);
  expect(row(out, "#general", "spam", "remove")?.slice(3)).toEqual(["1 (25 %)", "0 (0 %)", "−1"]);
  expect(row(out, "#general", "hate", "timeout")?.slice(3)).toEqual(["0 (0 %)", "2 (50 %)", "+2"]);
  const [onlyPresent = "", onlyNew = "", both = ""] = out
    .slice(out.indexOf("Only the present"))
    .split(/\n(?=Only|Both)/);
  expect(onlyPresent).toMatch(/Only the present policy would act on: 2 messages:\n {2}log:c .*\n {2}log:d /);
  expect(onlyNew).toContain("Only the new one would act on: 0 messages.");
  expect(both).toMatch(
    /Both would, but differently, on: 2 messages:\n {2}log:e .*queue \(shadow\) → queue timeout \(active\) .*\n {2}log:a /,
  );
});

test("without a guard, what would take its word is told to be missing", async () => {
  const categories = { hate: { queue: 0.5, remove: 0.6 }, abuse: { queue: 0.5, timeout: 0.99 } };
  const over = piped(...log);
  const { out, err, exitCode } = await rehearse(["-"], { policy: { categories }, over });
  expect(exitCode).toBe(0);
  expect(err).toBe(
    "note, remove and timeout take a guard's word, and none was asked: 1 message that the router puts above their thresholds counts as queue. --guard asks it.\n",
  );
  expect(row(out, "#general", "hate", "queue")?.[3]).toBe("1 (33 %)");
  const places = [{ match: ["general"], categories }];
  const compared = await rehearse(["-"], { other: { places }, over });
  expect(compared.err).toMatch(/1 message that .* counts as queue, by the new one\. --guard asks it\.\n$/);
  expect(compared.err.match(/--guard/g)).toHaveLength(1);
});

test("a place that becomes active is a difference, although the steps are the same", async () => {
  const { out } = await rehearse(["-"], {
    policy: { rules },
    other: { rules, places: [{ match: ["general"], mode: "active" }] },
    over: piped(...log),
  });
  expect(out).toContain("Both would, but differently, on: 2 messages:");
  expect(out).toMatch(/log:c .* remove \(shadow\) → queue remove \(active\)/);
  expect(out).not.toMatch(/log:d/);
});

test("of many examples only the most striking are listed, as many as are asked for", async () => {
  const lines = Array.from({ length: 50 }, (_, index) => ({
    id: `m${index}`,
    text: index === 30 ? "vermin" : "so v3rmin",
  }));
  const { out } = await rehearse(["-", "--examples", "3"], { policy: { rules }, over: piped(...lines) });
  expect(out).toContain("Something would be done with: 50 messages, the 3 most striking:\n  log:m30 ");
  expect(out.match(/log:m/g)).toHaveLength(3);
  const none = await rehearse(["-", "--examples", "0"], { policy: { rules }, over: piped(...lines) });
  expect(none.out).toContain("Something would be done with: 50 messages.");
});

test("exempt people and roles are passed over, and floods go by the log's own times", async () => {
  const policy = {
    exempt: { people: ["log:boss"], roles: ["mods"] },
    rules: [...rules, { name: "flood", kind: "flood", messages: 3, seconds: 60, category: "spam" }],
  };
  const { out } = await rehearse(["-"], {
    policy,
    over: piped(
      { text: "vermin", author: "boss" },
      { text: "vermin", author: "u", roles: ["Mods"] },
      ...[0, 1, 2].map((minute) => ({ text: "hi", author: "slow", sentAt: at(minute / 60) })),
      ...[0, 20, 40].map((second) => ({ text: "hi", author: "fast", sentAt: at(second / 3600) })),
      ...Array(5).fill({ text: "no author, no time" }),
    ),
  });
  expect(row(out, "all")).toEqual(["all", "13", "2", "1 (7.7 %)", "1"]);
});

describe.each([
  ["a folder", folderOf],
  ["a zip", zipOf],
])("as %s", (_, made) => {
  test("an export of Slack is rehearsed by the ids and names of the running team, without bots", async () => {
    const path = made({
      "users.json": [{ id: "U1", name: "ann" }],
      "channels.json": [{ id: "C1", name: "general" }],
      "general/2024-09-10.json": [
        { user: "U1", text: HATE, ts: "1725960000.000100" },
        { bot_id: "B1", subtype: "bot_message", text: HATE, ts: "1725960002.000100" },
        { user: "U1", text: "hi <@U1>", ts: "1726046400.000100" },
      ],
    });
    const { exitCode, out } = await rehearse([path], {
      policy: { rules, places: [{ match: ["slack:C1"], mode: "active" }] },
    });
    expect(exitCode).toBe(0);
    expect(row(out, "#general")).toEqual(["#general", "2", "active", "0", "1 (50 %)", "1"]);
    expect(out).toContain("slack:C1/1725960000.000100");
  });

  test("an export of Discord is", async () => {
    const message = (id: string, content: string) => ({
      id,
      type: "Default",
      content,
      author: { id: "11", name: "ann" },
      mentions: [],
    });
    const path = made({
      "general.json": JSON.stringify({
        guild: { id: "900", name: "Team" },
        channel: { id: "100", type: "GuildTextChat", name: "general" },
        messages: [message("1283000000000000000", HATE), message("1283000000000000001", "@a @b @c")],
      }),
    });
    const mentions = { name: "mentions", kind: "mentions", moreThan: 2, category: "spam" };
    const { exitCode, out } = await rehearse([path], { policy: { rules: [...rules, mentions] } });
    expect(exitCode).toBe(0);
    expect(row(out, "#general", "hate", "timeout")?.[3]).toBe("1 (50 %)");
    expect(row(out, "#general", "spam", "queue")?.[3]).toBe("1 (50 %)");
    expect(out).toContain("discord:100/1283000000000000000");
  });
});

describe("with a guard", () => {
  /** Finds hate in what holds "vermin", and cannot judge what holds "unjudgeable". */
  function fakeGuard() {
    const asked: string[] = [];
    let stopped = false;
    const guard: Guard = {
      health: () => ({ state: "ready", name: "fake", contextTokens: 1000, parallel: 4, restarts: 0 }),
      load: () => ({ waiting: 0, running: 0, oldestMs: 0, shed: 0 }),
      async judge({ text, before }) {
        asked.push([...before.map((said) => said.text), text].join(" | "));
        if (text.includes("unjudgeable")) throw new ModelError("deadline", "too slow");
        const isHate = text.includes("vermin");
        return {
          probability: isHate ? 0.97 : 0.02,
          categories: isHate ? ["hate"] : [],
          codes: [],
          model: "fake",
        };
      },
      stop: async () => {
        stopped = true;
      },
    };
    return { guard, asked, isStopped: () => stopped };
  }
  const categories = { hate: { queue: 0.5, remove: 0.95 } };

  test("its word counts, it sees what was said before, and is asked once for two policies", async () => {
    const { guard, asked, isStopped } = fakeGuard();
    const over = {
      ...piped({ text: "hello", place: "p" }, { text: HATE, place: "p" }),
      openGuard: async () => guard,
    };
    const { exitCode, out } = await rehearse(["-", "--guard"], { policy: { categories }, other: {}, over });
    expect(exitCode).toBe(0);
    expect(row(out, "#p", "hate", "remove")?.slice(3)).toEqual(["1 (50 %)", "0 (0 %)", "−1"]);
    expect(asked).toEqual([`hello | ${HATE}`]);
    expect(isStopped()).toBe(true);
  });

  test("what it cannot judge goes by the router's word, and is told", async () => {
    const { guard } = fakeGuard();
    const over = { ...piped({ text: `${HATE}, unjudgeable` }), openGuard: async () => guard };
    const { exitCode, out, err } = await rehearse(["-", "--guard"], { policy: { categories }, over });
    expect(exitCode).toBe(1);
    expect(err).toBe("The guard could not judge 1 of the messages: the router's word counts there.\n");
    expect(row(out, "#log", "hate", "queue")?.[3]).toBe("1 (100 %)");
    expect(row(out, "#log", "hate", "remove")).toBeUndefined();
  });
});

test("without a guard to ask, it says so", async () => {
  const { exitCode, out, err } = await rehearse(["-", "--guard"], { over: piped({ text: "x" }) });
  expect([exitCode, out, err]).toEqual([1, "", "There is no guard to ask.\n"]);
});

describe("what cannot be read", () => {
  test("is told by its line, and the rest goes on", async () => {
    const { exitCode, out, err } = await rehearse(["-"], {
      over: { piped: ['{"text":"sec\n', "plain\n", '{"id":1}\n', '{"text":"x","sentAt":"yesterday"}\n'] },
    });
    expect(exitCode).toBe(1);
    expect(err.split("\n")).toEqual([
      'Line 1 begins with "{" but is no JSON.',
      'Line 3 has no "text".',
      'Line 4 has a "sentAt" that is no time, e.g. 2026-01-31T12:00:00Z.',
      "",
    ]);
    expect(out).toMatch(/^1 message in 1 place; .*\n\nplace .*\n#log .*–\n/);
    expect(out).toContain("Nothing would be done with any of them.");
  });

  test("is told of whole inputs and other policies too", async () => {
    const missing = await rehearse(["nothing.zip"]);
    expect([missing.exitCode, missing.err]).toEqual([
      1,
      "There is no nothing.zip. Name a file, a folder or a zip, or - for what is piped in.\n",
    ]);
    const faulty = await rehearse(["-"], { other: { mode: "on" } });
    expect([faulty.exitCode, faulty.out]).toEqual([1, ""]);
    expect(faulty.err).toMatch(/other\.yaml:1:\d+ moderation\.policy\.mode must be off or shadow/);
  });

  test.each([
    [[], "missing required argument"],
    [["-", "--examples", "many"], "It must be a whole number from 0 to 1000."],
  ])("because it was asked wrongly is told so: %j", async (argv, words) => {
    const { exitCode, err } = await rehearse(argv);
    expect(exitCode).toBe(2);
    expect(err.toLowerCase()).toContain(words.toLowerCase());
  });
});

test("a history far larger than the memory passes through", async () => {
  const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--max-old-space-size=48", main, "rehearse", "-"],
    { cwd: tempFolder(), stdio: "pipe" },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const chunk = Array.from({ length: 500 }, (_, index) =>
    line({
      id: `${index}`,
      text: "a line like many others; 그리고 한국어도",
      place: `p${index % 3}`,
      author: `u${index}`,
      sentAt: at(index),
    }),
  ).join("");
  for (let sent = 0; sent < 100; sent++) if (!child.stdin.write(chunk)) await once(child.stdin, "drain");
  child.stdin.end();
  const [code] = (await once(child, "close")) as [number];
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^50000 messages in 3 places; /);
});
