import { describe, expect, test, vi } from "vitest";
import { createSlackChat } from "../../../adapters/slack/slack-chat.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import { OperatorError, PlatformError, type Secrets } from "../../../src/core/ports/index.ts";
import { type FakeSlack, startFakeSlack } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { type Connected, configured, connect, memoryStore, quick, requestUrl, secretsOf } from "./chat.ts";

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

/** However slow the machine. */
const soon = (look: () => void) => vi.waitFor(look, { timeout: 10_000 });
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000 });

test("to be without a connection for half a minute is told to the health check, until there is one", async () => {
  await using chat = await connect();
  const { slack, adapter, log } = chat;
  Object.assign(slack.web, { share: 1, methods: ["apps.connections.open"], kinds: [503] });
  slack.sockets.drop();
  await until(() => log.lines.filter(({ event }) => event === "slack connection failed").length > 2);
  slack.clock.advance(25_000);
  expect(adapter.fault).toBeUndefined();
  slack.clock.advance(6_000);
  expect(adapter.fault).toMatch(/has not been connected since 2\d+-.*goes on trying.*network/);
  slack.web.share = 0;
  await soon(() => expect(adapter.fault).toBeUndefined());
  expect(slack.sockets.open).toBe(1);
});

test("an app token that is refused while Maru runs is told to the health check, with what to do", async () => {
  await using chat = await connect();
  const { slack, adapter } = chat;
  slack.web.failNext("apps.connections.open", { error: "invalid_auth" });
  slack.sockets.drop();
  await soon(() => expect(adapter.fault).toMatch(/\(invalid_auth\).*SLACK_APP_TOKEN/));
});

describe("at the start", () => {
  const down = (slack: FakeSlack) =>
    void Object.assign(slack.web, { share: 1, methods: ["auth.test"], kinds: [503] });

  test("a Slack that is down holds nobody up: it is tried until it answers, and what waits for it goes on then", async () => {
    await using chat = await connect({ before: down });
    const { slack, adapter, log } = chat;
    expect(adapter.fault).toMatch(/^Slack cannot be reached .*goes on trying/);
    const to = {
      id: `slack:${slack.general.id}/1700000000.000100`,
      thread: `slack:${slack.general.id}/1700000000.000100`,
    };
    const settled = vi.fn();
    const opened = adapter
      .openReply({ ...to, text: "", author: { id: "slack:U1" }, place: {} } as never)
      .catch((error: unknown) => error);
    void opened.then(settled);
    const read = Array.fromAsync(adapter.history({ place: `slack:${slack.general.id}` }));
    await until(() => log.lines.filter(({ event }) => event === "slack not reached yet").length > 2);
    expect(settled).not.toHaveBeenCalled();
    slack.web.share = 0;
    await soon(() => expect(adapter.fault).toBeUndefined());
    expect(await opened).toBeInstanceOf(PlatformError);
    expect(await read).toEqual([]);
    await chat.taken(slack.say(chat.ann, slack.general, "at last"));
  });

  test("a Slack that leaves Maru waiting holds others up for a moment only", async () => {
    await using chat = await connect({
      times: { startWithinMs: 10 },
      before: ({ web }) => void Object.assign(web, { latencyMs: 300 }),
    });
    expect(chat.adapter.fault).toMatch(/^Slack has not answered yet/);
    await soon(() => expect(chat.adapter.fault).toBeUndefined());
    expect(chat.slack.sockets.open).toBe(1);
  });

  test("it can be stopped before Slack has answered, and who waits is told", async () => {
    const chat = await connect({ before: down });
    const read = Array.fromAsync(chat.adapter.history({ place: `slack:${chat.slack.general.id}` }));
    const refused = expect(read).rejects.toThrow("stopped");
    await chat[Symbol.asyncDispose]();
    await refused;
    expect(chat.slack.sockets.opened).toBe(0);
  });

  test("a Slack that wants to be left alone is, which the log says in words", async () => {
    await using chat = await connect({ before: ({ web }) => web.failNext("apps.connections.open", 429) });
    const { adapter, log, slack } = chat;
    expect(log.lines.map(({ event }) => event)).toContain("slack wants Maru to wait 1 s before it connects");
    expect(adapter.fault).toContain("Slack wants Maru to wait 1 s");
    await soon(() => expect(adapter.fault).toBeUndefined());
    expect(slack.sockets.open).toBe(1);
  });

  test("a token that turns out to be refused later is told to the health check", async () => {
    await using chat = await connect({
      before: ({ web }) => web.failNext("auth.test", 503, { error: "invalid_auth" }),
    });
    await soon(() => expect(chat.adapter.fault).toContain("SLACK_BOT_TOKEN"));
    await soon(() =>
      expect(chat.log.lines.map(({ event }) => event)).toContain("slack does not let Maru in"),
    );
  });
});

describe("requests whose signature is wrong", () => {
  async function knock({ log }: Connected, headers: Readonly<Record<string, string>>, body = "{}") {
    expect((await fetch(requestUrl(log), { method: "POST", body, headers })).status).toBe(401);
  }
  const forged = {
    "x-slack-request-timestamp": String(Math.floor(Date.now() / 1_000)),
    "x-slack-signature": "v0=0",
  };

  test("are told once an hour, and to the health check when no other come", async () => {
    await using chat = await connect({ slack: { mode: "http" } });
    const { slack, adapter, log, ann } = chat;
    const told = () =>
      log.lines.filter(({ event }) => event === "slack request without a valid signature refused");
    await knock(chat, forged);
    await knock(chat, forged);
    expect(adapter.fault).toBeUndefined();
    await knock(chat, forged);
    await soon(() =>
      expect(adapter.fault).toMatch(/SLACK_SIGNING_SECRET is not the app's, or this machine's clock/),
    );
    expect(told()).toHaveLength(1);
    expect(told()[0]!.fields["remedy"]).toContain("Basic Information");
    await chat.taken(slack.say(ann, slack.general, "signed well"));
    expect(adapter.fault).toBeUndefined();
    slack.clock.advance(61 * 60_000);
    await knock(chat, forged);
    await soon(() => expect(told()).toHaveLength(2));
    expect(log.lines.filter(({ event }) => event === "slack sdk")).toEqual([]);
  });

  test("say nothing of the secret when they have none at all", async () => {
    await using chat = await connect({ slack: { mode: "http" } });
    for (let count = 0; count < 5; count++) await knock(chat, {});
    await until(() => chat.log.lines.some(({ event }) => event.includes("without a valid signature")));
    expect(chat.adapter.fault).toBeUndefined();
  });
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
      mayAnswerIn: () => true,
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
  ["the guide's placeholder", "socket", { SLACK_BOT_TOKEN: "xoxb-…" }, /SLACK_BOT_TOKEN is the placeholder/],
  [
    "an address of the API that is none",
    "socket",
    { SLACK_API_URL: "slack.example:9000" },
    /SLACK_API_URL is not an http or https address/,
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
