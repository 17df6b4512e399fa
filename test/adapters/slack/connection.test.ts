import { expect, test, vi } from "vitest";
import { createSlackChat } from "../../../adapters/slack/slack-chat.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import { OperatorError, type Secrets } from "../../../src/core/ports/index.ts";
import { startFakeSlack } from "../../fakes/slack/index.ts";
import { configured, connect, listeningLog, memoryStore, quick, secretsOf } from "./chat.ts";

test("a refreshed connection is followed by another one at once, and nothing is lost or taken twice", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const wanted: string[] = [];
  for (let round = 0; round < 5; round++) {
    const opened = slack.sockets.opened;
    for (let count = 0; count < 4; count++) {
      wanted.push(`${round}.${count}`);
      slack.say(ann, slack.general, `${round}.${count}`);
      if (count === 1) slack.sockets.disconnect();
    }
    await slack.until(() => slack.sockets.opened > opened);
  }
  const texts = () => core.events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));
  await vi.waitFor(() => expect(texts().toSorted()).toEqual(wanted), { timeout: 10_000 });
});

test("a connection that is cut is replaced", async () => {
  await using chat = await connect();
  const { slack, log } = chat;
  slack.sockets.drop();
  await slack.until(() => slack.sockets.opened === 2);
  slack.sockets.drop();
  await slack.until(() => slack.sockets.opened === 3);
  expect(log.lines.filter(({ event }) => event === "slack reconnecting")).toHaveLength(2);
});

test("while Slack does not let Maru in, it goes on trying", async () => {
  await using chat = await connect();
  const { slack, adapter, log, ann } = chat;
  slack.web.failNext("apps.connections.open", 500, 429, "lost answer");
  slack.sockets.drop();
  await slack.until(() => slack.sockets.opened === 2);
  expect(log.lines.some(({ event }) => event === "slack connection failed")).toBe(true);
  expect(adapter.fault).toBeUndefined();
  expect((await chat.taken(slack.say(ann, slack.general, "there?"))).text).toBe("there?");
});

test("events that come while it stops are left to Slack, which delivers them again", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const held = Promise.withResolvers<void>();
  core.holding = held.promise;
  const first = slack.say(ann, slack.general, "under way");
  await vi.waitUntil(() => core.begun === 1);
  const restarted = chat.restart();
  slack.say(ann, slack.general, "too late");
  held.resolve();
  core.holding = undefined;
  await restarted;
  await chat.taken(first);
  await core.until("message", ({ message }) => message.text === "too late");
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
});

test("what takes too long to be stored is not acknowledged too late, but when it comes again", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const held = Promise.withResolvers<void>();
  core.holding = held.promise;
  slack.say(ann, slack.general, "slow");
  await vi.waitUntil(() => core.begun === 1);
  slack.clock.advance(3_100);
  held.resolve();
  core.holding = undefined;
  await slack.until(() => slack.deliveries[0]!.state === "acknowledged");
  expect(slack.deliveries[0]!.attempts).toBe(2);
  expect(core.events).toHaveLength(1);
});

async function starting(mode: "socket" | "http", change: Secrets, port = 0): Promise<unknown> {
  const slack = await startFakeSlack({ mode });
  const store = await memoryStore();
  const adapter = createSlackChat(
    configured({ mode, http: { port } }),
    {
      store,
      log: listeningLog(),
      now: Date.now,
      selfName: "Maru",
      commands: COMMANDS,
      secrets: { ...secretsOf(slack), ...change },
      routes: {},
    },
    quick,
  );
  try {
    return await adapter.start(async () => {}).catch((error: unknown) => error);
  } finally {
    await adapter.stop();
    await slack.stop();
    await store.close();
  }
}

test.each([
  ["a missing token", "socket", { SLACK_BOT_TOKEN: "" }, /SLACK_BOT_TOKEN is not set\..*OAuth & Permissions/],
  [
    "a token that Slack does not know",
    "socket",
    { SLACK_BOT_TOKEN: "xoxb-1-old" },
    /does not accept SLACK_BOT_TOKEN \(invalid_auth\)/,
  ],
  ["a missing app token", "socket", { SLACK_APP_TOKEN: "" }, /SLACK_APP_TOKEN is not set/],
  [
    "an app token that Slack does not know",
    "socket",
    { SLACK_APP_TOKEN: "xapp-1-A1-old" },
    /connect by Socket Mode/,
  ],
  ["a missing signing secret", "http", { SLACK_SIGNING_SECRET: "" }, /SLACK_SIGNING_SECRET is not set/],
] as const)("%s keeps it from starting, and the error says what to do", async (_, mode, secrets, words) => {
  const error = await starting(mode, secrets);
  expect(error).toBeInstanceOf(OperatorError);
  expect((error as Error).message).toMatch(words);
});

test("a port that is taken keeps it from starting, and the error says so", async () => {
  await using chat = await connect({ slack: { mode: "http" } });
  const { port } = chat.log.lines.find(({ event }) => event.includes("listened for"))!.fields;
  const error = await starting("http", {}, port as number);
  expect(error).toBeInstanceOf(OperatorError);
  expect((error as Error).message).toContain(`Port ${port} of 127.0.0.1 cannot be listened on`);
});

test("scopes that are missing are said in the log, with where to add them", async () => {
  await using chat = await connect({ slack: { scopes: ["chat:write", "users:read", "channels:read"] } });
  const { fields } = chat.log.lines.find(({ event }) => event === "slack needs somebody's help")!;
  expect(fields["remedy"]).toContain("app_mentions:read");
  await chat.restart();
  expect(chat.log.lines.filter(({ event }) => event === "slack needs somebody's help")).toHaveLength(1);
});

test("what Slack's SDK says of people's words does not reach the log", async () => {
  await using chat = await connect();
  const { slack, core, ann, log } = chat;
  core.refusing = new Error("no");
  slack.say(ann, slack.general, "hush hush");
  await vi.waitUntil(() => log.lines.some(({ event }) => event === "slack event refused"));
  core.refusing = undefined;
  slack.edit(slack.say(ann, slack.direct(ann), "hush hush"), "hush hush hush");
  await core.until("edited");
  expect(JSON.stringify(log.lines)).not.toContain("hush");
});
