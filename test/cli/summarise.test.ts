import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Summary } from "../../src/summary/index.ts";
import { zipOf } from "../exports/export-folder.ts";
import { run, tempFolder } from "./program-run.ts";

const log = `=== ann [n=ann@host.example] has joined #kitchen
[22:40] <ann> the dishwasher in the kitchen leaks again under the left door
[22:41] <bob> ann: the left door of the dishwasher needs a new seal
[22:42] <ubotu> a seal is an animal of the dishwasher
[22:43] <g[r] eek> bob: you can order the dishwasher seal from the vendor's shop
=== eve is now known as adam
[23:58]  * ann orders the dishwasher seal tonight
[00:05] <ann> so we agreed that nobody uses the dishwasher until the seal is there
[00:06] <bob> +1
[00:07] <cid> does the insurance pay for the wet kitchen floor?
`;

/** Runs `summarise` on a file of this name and text, without a model. */
function summarise(name: string, text: string, ...argv: readonly string[]) {
  const folder = tempFolder();
  writeFileSync(join(folder, name), text);
  return run(["summarise", name, "--quote", ...argv], folder);
}

const read = (out: string) => JSON.parse(out) as Summary & { readonly place: string };

describe("an IRC log", () => {
  test("is summarised with the line of every quotation", async () => {
    const { exitCode, out, err } = await summarise("kitchen-2026-01-31.log", log);
    expect([exitCode, err]).toEqual([0, ""]);
    expect(out).toMatch(/^# kitchen-2026-01-31\.log\n\n\*Extractive: /);
    expect(out).toMatch(
      /## Decisions\n\n- “so we agreed that nobody uses the dishwasher until the seal is there” \(by ann, bob\) — \[ann, Feb 1,(?: 2026,)? 12:05\sAM\]\(<kitchen-2026-01-31\.log#L8>\)/,
    );
    expect(out).toMatch(
      /## Open questions\n\n- “does the insurance pay for the wet kitchen floor\?” — \[cid, /,
    );
    expect(out).toContain("Left out: 1 message of bots, 2 notices of joining, leaving and the like.");
    expect(out).toContain("7 messages read, of 4 participants: ann, bob, g\\[r\\]eek, cid.");
  });

  test("as JSON: every quotation stands in the line that it cites, of the person named", async () => {
    const { out } = await summarise("kitchen.log", log, "--json", "--length", "long");
    const lines = log.split("\n");
    const summary = read(out);
    const claims = [
      ...summary.gist,
      ...summary.keyPoints,
      ...summary.decisions,
      ...summary.actionItems,
      ...summary.openQuestions,
    ];
    expect(claims.length).toBeGreaterThan(3);
    for (const { text, sources } of claims) {
      const cited = summary.cited.find(({ id }) => id === sources[0]);
      const line = lines[Number(cited?.id.slice("irc:".length)) - 1]?.replaceAll("] eek", "]eek");
      expect(line).toContain(text);
      expect(line).toMatch(cited?.author.name === "ann" ? /<ann>|\* ann / : `<${cited?.author.name}>`);
    }
    expect(summary).not.toHaveProperty("period");
  });
});

describe("JSON Lines", () => {
  const lines = [
    {
      id: "a",
      author: "Ann",
      text: "The backup of the mail server failed twice this week.",
      sentAt: "2026-01-05T09:00:00Z",
      link: "https://chat.example/a",
    },
    {
      id: "b",
      author: "Bob",
      text: "The mail server has no room left for a second backup.",
      sentAt: "2026-01-06T09:00:00Z",
      link: "https://chat.example/b",
    },
    { id: "c", author: "Cid", text: "Agreed", sentAt: "2026-01-06T09:05:00Z", replyTo: "b" },
    {
      id: "d",
      author: "Ann",
      text: "I'll order a bigger disk for the mail server by Friday.",
      sentAt: "2026-01-07T09:00:00Z",
    },
  ];
  const text = lines.map((line) => JSON.stringify(line)).join("\n");

  test("are summarised with their links, or their lines where there are none", async () => {
    const { exitCode, out } = await summarise("mail.jsonl", text);
    expect(exitCode).toBe(0);
    expect(out).toContain("](<https://chat.example/b>)");
    expect(out).toMatch(/\(owner: Ann; due: Friday\) — \[Ann, [^\]]*\]\(<mail\.jsonl#L4>\)/);
  });

  test("without authors name nobody, and are linked whatever the file is called", async () => {
    const nameless = '{"text":"I\'ll order a bigger disk for the mail server by Friday."}';
    const { exitCode, out } = await summarise("#mail: 50%?.jsonl", `\n${nameless}`);
    expect(exitCode).toBe(0);
    expect(out).toContain("(due: Friday) — [log:2](<%23mail%3A%2050%25%3F.jsonl#L2>)");
    expect(out).toMatch(/\n1 message read\.\n$/);
  });

  test("may be piped in, and the command may be spelt summarize", async () => {
    const { exitCode, out } = await run(["summarize", "-", "--json"], tempFolder(), { piped: [text] });
    expect(exitCode).toBe(0);
    expect(read(out)).toMatchObject({ place: "standard input", messagesRead: 4, kind: "extractive" });
  });

  test.each<[readonly string[], number]>([
    [["--last", "2"], 2],
    [["--since", "2026-01-06"], 3],
    [["--since", "2026-01-06T09:05"], 2],
    [["--since", "2026-01-06T10:05:00+01:00"], 2],
    [["--since", "1d"], 3],
    [["--since", "25h", "--last", "1"], 1],
  ])("are read only as far as asked: %j", async (flags, messagesRead) => {
    expect(read((await summarise("mail.jsonl", text, "--json", ...flags)).out).messagesRead).toBe(
      messagesRead,
    );
  });

  test("become longer or shorter, and speak the language asked for", async () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      JSON.stringify({
        author: `p${at % 5}`,
        text: `Server ${at} of the ${["mail", "web", "file"][at % 3]} cluster needs part number${at} and a technician${at % 7}.`,
      }),
    ).join("\n");
    const size = async (length: string) => (await summarise("x.jsonl", many, "--length", length)).out.length;
    const [short, medium, long] = [await size("short"), await size("medium"), await size("long")];
    expect(short).toBeLessThan(medium);
    expect(medium).toBeLessThan(long);
    expect((await summarise("x.jsonl", many, "--lang", "ko")).out).toContain("## 핵심 내용");
  });

  test("that cannot be read are told by their number, and the rest is summarised", async () => {
    const { exitCode, out, err } = await summarise(
      "mail.jsonl",
      `${text}\n{"text":\n{"id":7}\n{"text":"x","sentAt":"soon"}`,
    );
    expect(exitCode).toBe(1);
    expect(err).toBe(
      'Line 5 begins with "{" but is no JSON.\nLine 6 has no "text".\nLine 7 has a "sentAt" that is no time, e.g. 2026-01-31T12:00:00Z.\n',
    );
    expect(out).toContain("4 messages read");
  });
});

test("an export of Slack is summarised place by place, threads held together", async () => {
  const day = (seconds: number) => `${1725960000 + seconds}.000100`;
  const path = zipOf({
    "users.json": [
      { id: "U1", name: "ann", profile: { display_name: "Ann" } },
      { id: "U2", name: "bob", profile: { display_name: "Bob" } },
      { id: "U3", name: "ci", is_bot: true, profile: {} },
    ],
    "channels.json": [
      { id: "C1", name: "general" },
      { id: "C2", name: "random" },
    ],
    "general/2024-09-10.json": [
      {
        type: "message",
        user: "U1",
        text: "Which printer on the second floor takes the badge cards?",
        ts: day(0),
      },
      { type: "message", user: "U3", text: "printer queue of the second floor is empty", ts: day(1) },
      {
        type: "message",
        user: "U2",
        text: "The printer by the stairs on the second floor takes badge cards.",
        ts: day(9000),
        thread_ts: day(0),
      },
    ],
    "random/2024-09-10.json": [
      { type: "message", user: "U2", text: "The canteen serves dumplings again", ts: day(0) },
    ],
  });
  const { exitCode, out } = await run(["summarise", path, "--json"], tempFolder());
  expect(exitCode).toBe(0);
  const [general, random] = out.trim().split("\n").map(read);
  expect(general).toMatchObject({
    place: "general",
    messagesRead: 2,
    leftOut: { bots: 1 },
    openQuestions: [],
  });
  expect(random).toMatchObject({ place: "random", messagesRead: 1, cited: [{ link: "" }] });

  const linked = await run(["summarise", path, "--json", "--workspace", "Acme.slack.com"], tempFolder());
  const links = linked.out
    .trim()
    .split("\n")
    .flatMap((line) => read(line).cited.map(({ link }) => link));
  expect(links).toEqual([
    "https://acme.slack.com/archives/C1/p1725960000000100",
    "https://acme.slack.com/archives/C1/p1725969000000100?thread_ts=1725960000.000100&cid=C1",
    "https://acme.slack.com/archives/C2/p1725960000000100",
  ]);
});

test("a file of DiscordChatExporter is summarised, replies known", async () => {
  const message = (id: string, name: string, content: string, over = {}) => ({
    id,
    type: "Default",
    content,
    author: { id: `1000000000000000${name.length}`, name },
    ...over,
  });
  const first = "1285000000000000001";
  const file = {
    guild: { id: "1200000000000000000" },
    channel: { id: "1200000000000000001", type: "GuildTextChat", name: "help" },
    messages: [
      message(first, "ann", "How many guests fit into the new meeting room?"),
      message("1285900000000000002", "bobby", "The projector is broken"),
      message("1285990000000000003", "bobby", "Twelve guests fit into the meeting room", {
        type: "Reply",
        reference: { messageId: first },
      }),
    ],
  };
  const { out } = await summarise("help.json", JSON.stringify(file), "--json");
  expect(read(out)).toMatchObject({ place: "help", messagesRead: 3, openQuestions: [] });
  expect(read(out).cited.map(({ link }) => link)).toContain(
    `https://discord.com/channels/1200000000000000000/1200000000000000001/1285990000000000003`,
  );
});

test("of a place with more messages than can be read at once the newest are read, and it is said", async () => {
  const lines = Array.from({ length: 100_000 }, () => '{"author":"ann","text":"ok"}');
  const last = JSON.stringify({ author: "bob", text: "The lift to the roof garden is out of order" });
  const { exitCode, out, err } = await summarise("long.jsonl", [...lines, last].join("\n"), "--json");
  expect([exitCode, err]).toEqual([
    0,
    "long.jsonl: the first 50000 messages were too many to read with the rest.\n",
  ]);
  expect(read(out)).toMatchObject({ messagesRead: 50_001, gist: [{ sources: ["log:100001"] }] });
});

test("names and texts cannot steer the terminal, as Markdown or as JSON", async () => {
  const hostile = JSON.stringify({
    author: "a\u001b[2Jnn\u202e",
    text: "the \u009b31m staging proxy \u001b]0;x\u0007 listens on another \u2028 port",
  });
  for (const flags of [[], ["--json"]]) {
    const { out } = await summarise("x\u0007.jsonl", hostile, ...flags);
    expect(out).toContain("staging proxy");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e]/);
  }
});

describe("what is wrong is said, with what to do", () => {
  test.each<[string, string, readonly string[], number, RegExp]>([
    [
      "a file of something else",
      "Dear all,\nhow are you?\n",
      [],
      1,
      /x\.log is nothing that can be summarised\. Name an export/,
    ],
    ["an empty file", "", [], 1, /x\.log holds no messages\./],
    ["no times for --since", "[10:00] <a> hello there\n", ["--since", "1h"], 1, /--since needs to know when/],
    [
      "nothing since then",
      '{"text":"hello","sentAt":"2026-01-01T00:00:00Z"}',
      ["--since", "2027-01-01"],
      1,
      /no messages since then/,
    ],
    ["a --since that is none", "", ["--since", "soon"], 2, /It must be a day or a time/],
    ["a --since of no day", "", ["--since", "2026-99-99"], 2, /It must be a day or a time/],
    ["a --last that is none", "", ["--last", "0"], 2, /whole number from 1/],
    [
      "a workspace of something that is no export of Slack's",
      '{"text":"hello there"}',
      ["--workspace", "acme.slack.com"],
      1,
      /x\.log is no export of Slack's: leave --workspace out\./,
    ],
    [
      "a workspace elsewhere",
      "",
      ["--workspace", "https://slack.com.evil.example"],
      2,
      /address of a workspace of Slack/,
    ],
    ["another length", "", ["--length", "huge"], 2, /short, medium, long/],
    ["another language", "", ["--lang", "fr"], 2, /en, ko/],
  ])("%s", async (_, text, flags, code, error) => {
    const { exitCode, out, err } = await summarise("x.log", text, ...flags);
    expect([exitCode, out]).toEqual([code, ""]);
    expect(err).toMatch(error);
  });

  test("a file that is not there, and a folder that is no export", async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, "empty"));
    expect((await run(["summarise", "gone.log"], folder)).err).toMatch(/^There is no gone\.log\./);
    expect((await run(["summarise", "empty"], folder)).err).toMatch(/is no export that Maru knows/);
  });
});
