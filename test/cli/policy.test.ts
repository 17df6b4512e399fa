import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";
import { slack, web } from "../config/adapters.ts";
import { run, tempFolder } from "./program-run.ts";

async function check(yaml: string, adapters: readonly AdapterModule[] = [web, slack], env = {}) {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), yaml);
  return run(["policy", "check"], folder, { findAdapters: async () => adapters, env });
}

const able: AdapterModule = {
  ...web,
  abilities: () => ({ remove: "hide", timeout: true, tell: true, cards: true, reports: "own", missing: [] }),
};
const unable: AdapterModule = {
  ...slack,
  abilities: (_, secrets) => ({
    remove: secrets["SLACK_BOT_TOKEN"] ? "delete" : false,
    timeout: false,
    tell: true,
    cards: true,
    reports: "own",
    missing: ["Nobody can be timed out on Slack."],
  }),
};

/** The cells of the table's row of this title. */
const row = (out: string, title: string) =>
  out
    .split("\n")
    .find((line) => line.startsWith(`${title}  `))
    ?.split(/ {2,}/)
    .slice(1);

test("the defaults are shown as they are", async () => {
  const { exitCode, out } = await check("", [able]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^Policy [0-9a-f]{12} is right\.\n/);
  expect(row(out, "mode")).toEqual(["shadow"]);
  expect(row(out, "hate")).toEqual(["queue 0.5"]);
  expect(out).toContain("Moderators are asked about 1 % of all messages at random.");
  expect(out).toContain(
    "web: hides messages and can show them again, times people out, tells authors in private, shows cases to moderators there.\n",
  );
});

test("each place's policy stands beside the base's, resolved", async () => {
  const { out } = await check(`moderation:
  policy:
    rules: [{ name: slurs, kind: words, words: [a, b], category: hate }]
    quietHours: { from: "22:00", to: "07:00", timeZone: Asia/Seoul }
    places:
      - { match: [general, "discord:1"], mode: active, categories: { hate: { queue: { perDay: 5 }, remove: 0.95 }, spam: {} } }
      - { match: [잡담], twoPersons: true, exempt: { roles: [mods] }, rules: [{ name: slurs, kind: words, words: [a], steps: [] }] }
`);
  const places = out.split("\n").find((line) => line.includes("everywhere"));
  expect(places?.split(/ {2,}/)).toEqual(["", "everywhere", "general, discord:1", "잡담"]);
  expect(row(out, "mode")).toEqual(["shadow", "active", "shadow"]);
  expect(row(out, "hate")).toEqual(["queue 0.5", "queue 5 a day, remove 0.95", "queue 0.5"]);
  expect(row(out, "spam")).toEqual(["log 0.5", "–", "log 0.5"]);
  expect(row(out, "rule slurs")).toEqual(["queue (hate: 2 words)", "queue (hate: 2 words)", "–"]);
  expect(row(out, "two persons")).toEqual(["no", "no", "yes"]);
  expect(row(out, "exempt roles")).toEqual(["–", "–", "mods"]);
  expect(row(out, "quiet")).toEqual(Array(3).fill("22:00–07:00 Asia/Seoul"));
});

test("many places stand in several tables", async () => {
  const places = Array.from({ length: 7 }, (_, at) => `{ match: [place-${at}] }`).join(", ");
  const { out } = await check(`moderation: { policy: { places: [${places}] } }`);
  expect(out.split("\n").filter((line) => line.includes("everywhere"))).toHaveLength(3);
  expect(out).toContain("place-6");
});

test("what a platform that is on cannot do of an active place's policy is said", async () => {
  const yaml = `moderation:
  policy:
    places: [{ match: [general, "web:x"], mode: active, categories: { hate: { remove: 0.9, timeout: 0.95 } } }]
platforms: { slack: { socket: true } }
`;
  const { out, exitCode } = await check(yaml, [able, unable]);
  expect(exitCode).toBe(0);
  expect(
    out.slice(out.indexOf("slack: ")),
  ).toBe(`slack: tells authors in private, shows cases to moderators there.
  Nobody can be timed out on Slack.

What the policy asks for and cannot be done:
  remove in general, web:x on slack: people see the case instead.
  timeout in general, web:x on slack: people see the case instead.
`);
  const withToken = await check(yaml, [able, unable], { SLACK_BOT_TOKEN: "x" });
  expect(withToken.out).not.toContain("remove in general");
  expect(withToken.out).toContain("timeout in general");
});

test("a place of one platform asks nothing of another, and shadow mode asks nothing", async () => {
  const places = (mode: string, match: string) =>
    check(
      `moderation: { policy: { places: [{ match: ["${match}"], mode: ${mode}, categories: { hate: { timeout: 0.9 } } }] } }
platforms: { slack: { socket: true } }`,
      [able, unable],
    );
  expect((await places("active", "web:general")).out).not.toContain("cannot be done");
  expect((await places("shadow", "slack:*")).out).not.toContain("cannot be done");
  expect((await places("active", "slack:*")).out).toContain("timeout in slack:* on slack");
});

test("a platform without anything for moderators is said to be one", async () => {
  expect((await check("")).out).toContain(
    "web: Maru can do nothing there; cases are decided in the web chat.\n",
  );
});

test("what is switched off although the policy counts on it is said", async () => {
  const policy =
    "policy: { places: [{ match: [general], mode: active, categories: { hate: { remove: 0.9 } } }] }";
  const { out } = await check(`moderation: { router: false, guard: { use: none }, ${policy} }`, [able]);
  expect(out).toContain("moderation.router is off: messages are only checked by rules.");
  expect(out).toContain("moderation.guard.use is none: of what the categories ask for, nothing beyond queue");
  const usual = await check(
    `moderation: { guard: { use: none }, policy: { places: [{ match: [general], mode: active }] } }`,
  );
  expect(usual.out).not.toMatch(/is off|is none/);
});

test("whether the guard's format takes the place's questions is said where there are any", async () => {
  const questions = 'policy: { places: [{ match: [general], questions: ["Does it advertise?"] }] }';
  const text = async (guard: string) =>
    (await check(`moderation: { guard: { ${guard} }, ${questions} }`)).out;
  expect(await text("format: custom")).toContain(
    "questions are asked beside Maru's own: moderation.guard.format is custom.\n",
  );
  expect(await text("format: auto")).toContain(
    "questions are asked nowhere: moderation.guard.format is auto, and of those that come with Maru only custom takes them.\n",
  );
  expect(await text("format: mine")).toContain(
    "questions are asked if the format mine is one that asks rule",
  );
  expect(await text("use: none, format: custom")).toContain(
    "questions are asked nowhere: moderation.guard.use is none.\n",
  );
  expect((await check("moderation: { guard: { format: custom } }")).out).not.toMatch(/^questions are/m);
});

test("faults are told, and nothing else", async () => {
  const { exitCode, out, err } = await check("moderation: { policy: { mode: on, twoPerson: true } }");
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toContain("moderation.policy.mode must be off or shadow");
  expect(err).toContain("Did you mean twoPersons?");
});
