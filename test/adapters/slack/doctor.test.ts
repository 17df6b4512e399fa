import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type SlackConfig, slackConfig } from "../../../adapters/slack/config.ts";
import { doctor } from "../../../adapters/slack/doctor.ts";
import { botScopes } from "../../../adapters/slack/scopes.ts";
import type { Secrets } from "../../../src/core/ports/chat-adapter.ts";
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from "../../fakes/slack/index.ts";
import { connect, requestUrl } from "./chat.ts";

async function workspace(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const slack = await startFakeSlack({ scopes: Object.keys(botScopes), ...options });
  onTestFinished(() => slack.stop());
  return slack;
}

const secretsOf = (slack: FakeSlack): Secrets => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.api,
});

/** The findings as one line each. */
async function examine(secrets: Secrets, section: unknown = {}): Promise<string[]> {
  const findings = await doctor(slackConfig.parse(section) as SlackConfig, secrets);
  return findings.map(({ check, level, detail, remedy }) => `${level} ${check}: ${detail} ${remedy ?? ""}`);
}

const matching = (lines: readonly string[], start: string) => lines.find((line) => line.startsWith(start));

test("an app made from the manifest is found well, and whose it is", async () => {
  const slack = await workspace();
  const lines = await examine(secretsOf(slack));
  expect(lines.filter((line) => !line.startsWith("ok "))).toEqual([]);
  expect(lines[0]).toContain('"Team"');
  expect(lines.join("\n")).toContain("adapters/slack/manifest.yaml");
  expect(slack.requests.map(({ method }) => method)).toEqual([
    "auth.test",
    "bots.info",
    "apps.connections.open",
  ]);
  expect(slack.violations).toEqual([]);
});

test("a Slack that wants to be left alone is told apart from a token that is no good", async () => {
  const slack = await workspace();
  await examine(secretsOf(slack));
  const again = await examine(secretsOf(slack));
  expect(matching(again, "warn slack app token")).toMatch(
    /asks to wait \d+ s.*nothing against the token.*again/,
  );
  expect(again.filter((line) => line.startsWith("fail"))).toEqual([]);
});

test("what is no token of anybody's is told, and Slack is not asked with it", async () => {
  const slack = await workspace();
  const copied = { SLACK_BOT_TOKEN: "xoxb-…", SLACK_APP_TOKEN: "xapp-...", SLACK_API_URL: slack.api };
  const lines = await examine(copied);
  expect(matching(lines, "fail slack bot token: SLACK_BOT_TOKEN is the placeholder of the guide")).toContain(
    "Copy",
  );
  expect(
    matching(lines, "fail slack app token: SLACK_APP_TOKEN is the placeholder of the guide"),
  ).toBeDefined();
  const quoted = await examine({
    ...secretsOf(slack),
    SLACK_BOT_TOKEN: `"${slack.botToken}"`,
    SLACK_APP_TOKEN: `${slack.appToken} `,
  });
  expect(matching(quoted, "fail slack bot token")).toContain("is no token of Slack");
  expect(matching(quoted, "fail slack app token")).toContain("holds a character that no token has");
  const lost = await examine({ ...secretsOf(slack), SLACK_API_URL: "slack.example" });
  expect(lost).toEqual([expect.stringContaining("SLACK_API_URL is not an http or https address")]);
  expect(slack.requests).toEqual([]);
});

test("of an app that Slack does not tell of, nothing is said to be well", async () => {
  const slack = await workspace();
  expect(matching(await examine(secretsOf(slack)), "ok slack app:")).toMatch(
    /The app is A\w+\..*App Manifest/,
  );
  slack.revokeTokens();
  expect(matching(await examine(secretsOf(slack)), "ok slack app:")).toBeUndefined();
});

test("a Maru that is running is known by its port; one with another secret is not", async () => {
  await using chat = await connect({ slack: { mode: "http" } });
  const { slack, log } = chat;
  const section = { mode: "http", http: { port: Number(new URL(requestUrl(log)).port) } };
  const secrets = { ...secretsOf(slack), SLACK_SIGNING_SECRET: slack.signingSecret };
  expect(matching(await examine(secrets, section), "ok slack port")).toContain("Maru is running");
  const other = await examine({ ...secrets, SLACK_SIGNING_SECRET: "0123456789abcdef" }, section);
  expect(matching(other, "fail slack port")).toContain("another SLACK_SIGNING_SECRET");
});

test("a Maru that is connected already is counted", async () => {
  await using chat = await connect();
  const lines = await examine(secretsOf(chat.slack));
  expect(matching(lines, "ok slack socket")).toContain("1 other connection open");
});

test("a socket that something on the way keeps Maru from is told", async () => {
  const answers: Readonly<Record<string, object>> = {
    "/api/auth.test": { ok: true, team: "Team", user: "maru" },
    "/api/apps.connections.open": { ok: true, url: "ws://127.0.0.1:9/link/?ticket=1" },
  };
  const api = createHttpServer(({ url = "" }, response) => {
    response.writeHead(200, { "x-oauth-scopes": Object.keys(botScopes).join(",") });
    response.end(JSON.stringify(answers[url] ?? { ok: false, error: "unknown_method" }));
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void api.close().closeAllConnections());
  await once(api, "listening");
  const { port } = api.address() as AddressInfo;
  const lines = await examine({
    SLACK_BOT_TOKEN: "xoxb-1-2-3",
    SLACK_APP_TOKEN: "xapp-1-A1-2-3",
    SLACK_API_URL: `http://127.0.0.1:${port}/api`,
  });
  expect(matching(lines, "fail slack socket: 127.0.0.1:9 cannot be connected to")).toContain("firewall");
  expect(lines.filter((line) => line.startsWith("fail"))).toHaveLength(1);
});

test("tokens that are missing, swapped or of another kind are told without asking Slack", async () => {
  const slack = await workspace();
  const { SLACK_BOT_TOKEN: bot = "", SLACK_APP_TOKEN: app = "", ...address } = secretsOf(slack);
  const none = await examine(address);
  expect(matching(none, "fail slack bot token: SLACK_BOT_TOKEN is not set")).toContain("OAuth & Permissions");
  expect(matching(none, "fail slack app token: SLACK_APP_TOKEN is not set")).toContain("connections:write");
  const swapped = await examine({ ...address, SLACK_BOT_TOKEN: app, SLACK_APP_TOKEN: bot });
  expect(swapped.filter((line) => line.startsWith("fail"))).toEqual([
    expect.stringContaining("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped"),
  ]);
  const others = await examine({ ...address, SLACK_BOT_TOKEN: "xoxp-1-2", SLACK_APP_TOKEN: "hello" });
  expect(matching(others, "fail slack bot token")).toContain(
    "is a person's token; it has to begin with xoxb-",
  );
  expect(matching(others, "fail slack app token")).toContain("is no token of Slack");
  expect(slack.requests).toEqual([]);
});

test("a token that Slack does not take is told, with what to do", async () => {
  const slack = await workspace();
  slack.revokeTokens();
  const lines = await examine(secretsOf(slack));
  expect(matching(lines, "fail slack bot token")).toContain("(token_revoked). Reinstall the app");
});

test("exactly the missing scopes are named, and where to add them", async () => {
  const slack = await workspace();
  slack.grant(Object.keys(botScopes).filter((scope) => scope !== "files:read" && scope !== "im:write"));
  const line = matching(await examine(secretsOf(slack)), "fail slack scopes");
  expect(line).toContain("The bot lacks: files:read, im:write.");
  expect(line).toMatch(/apps\/A\w+ → OAuth & Permissions .* Add an OAuth Scope: files:read, im:write;/);
});

test("tokens of two different apps are found out", async () => {
  const slack = await workspace();
  const lines = await examine({ ...secretsOf(slack), SLACK_APP_TOKEN: "xapp-1-A0OTHER-1-abc" });
  expect(matching(lines, "fail slack app token")).toContain("belongs to the app A0OTHER");
});

test("Socket Mode that is refused is told", async () => {
  const slack = await workspace();
  slack.web.failNext(
    "apps.connections.open",
    { error: "missing_scope" },
    { error: "not_allowed_token_type" },
  );
  expect(matching(await examine(secretsOf(slack)), "fail slack app token")).toContain(
    "lacks the scope connections:write",
  );
  expect(matching(await examine(secretsOf(slack)), "fail slack app token")).toContain("Enable Socket Mode");
});

/** One that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test("a Slack that cannot be reached is told apart from a bad token", async () => {
  const secrets = {
    SLACK_BOT_TOKEN: "xoxb-1-2-3",
    SLACK_APP_TOKEN: "xapp-1-A1-2-3",
    SLACK_API_URL: `http://127.0.0.1:${await closedPort()}/api/`,
  };
  const lines = await examine(secrets);
  expect(matching(lines, "fail slack bot token: Slack cannot be reached (ECONNREFUSED)")).toContain(
    "SLACK_API_URL",
  );
  expect(matching(lines, "fail slack app token: Slack cannot be reached")).toBeDefined();
});

test("for HTTP the signing secret and the port are looked at, and no app-level token is wanted", async () => {
  const slack = await workspace();
  const { SLACK_APP_TOKEN: app = "", ...secrets } = secretsOf(slack);
  const http = (port: number) => ({ mode: "http", http: { port } });
  expect(matching(await examine(secrets, http(0)), "fail slack signing secret")).toContain(
    "Basic Information",
  );
  const mixed = await examine({ ...secrets, SLACK_SIGNING_SECRET: app }, http(0));
  expect(matching(mixed, "fail slack signing secret")).toContain("is an app-level token, not a secret");
  const well = await examine({ ...secrets, SLACK_SIGNING_SECRET: slack.signingSecret }, http(0));
  expect(well.filter((line) => !line.startsWith("ok "))).toEqual([]);
  expect(matching(well, "ok slack port")).toContain("https://…/slack/events");

  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await once(taken, "listening");
  const { port } = taken.address() as AddressInfo;
  const busy = await examine({ ...secrets, SLACK_SIGNING_SECRET: slack.signingSecret }, http(port));
  expect(matching(busy, "fail slack port")).toContain("EADDRINUSE");
});

test("of a moderator without anything that is set for it, the doctor says nothing", async () => {
  const slack = await workspace();
  const lines = await examine(secretsOf(slack));
  expect(lines.filter((line) => /admin|moderators/.test(line))).toEqual([]);
});

test("an admin's token is found well, when it is one", async () => {
  const slack = await workspace();
  const tokenOf = (name: string, role?: "admin" | "owner", scopes?: readonly string[]) =>
    slack.userToken(slack.addPerson(name, role ? { role } : {}), scopes);
  const tried = async (token: string) => {
    const lines = await examine({ ...secretsOf(slack), SLACK_ADMIN_TOKEN: token });
    expect(lines.join("\n")).not.toContain(token);
    return lines.find((line) => line.includes("slack admin token"));
  };
  expect(await tried(tokenOf("Ada", "admin"))).toMatch(/^ok .*as the admin "ada"/);
  expect(await tried(tokenOf("Owen", "owner"))).toMatch(/^ok /);
  expect(await tried(tokenOf("Ann"))).toMatch(/^fail .*"ann", who is no admin.*User OAuth Token/);
  expect(await tried(tokenOf("Bea", "admin", ["users:read"]))).toMatch(
    /^fail .*lacks the user scope chat:write/,
  );
  slack.grant(Object.keys(botScopes).filter((scope) => scope !== "users:read"));
  expect(await tried(tokenOf("Cho", "admin"))).toMatch(/^warn .*want of the scope users:read/);
  expect(await tried("xoxp-unknown")).toMatch(/^fail .*does not accept the token \(invalid_auth\)/);
  expect(await tried("xoxb-bot")).toMatch(/^fail .*is a bot token; it has to begin with xoxp-/);
});

test("the moderators' channel is looked for, by id and by name", async () => {
  const slack = await workspace();
  const mods = slack.addChannel("mods", { private: true });
  slack.addChannel("open");
  slack.addChannel("secret", { private: true, withApp: false });
  const tried = async (channel: string) => {
    const lines = await examine(secretsOf(slack), { moderation: { channel } });
    return lines.find((line) => line.includes("slack moderators"));
  };
  expect(await tried("#mods")).toMatch(/^ok .*#mods/);
  expect(await tried(mods.id)).toMatch(/^ok .*#mods/);
  expect(await tried("open")).toMatch(/^fail .*not private/);
  expect(await tried("secret")).toMatch(/^fail .*in no private channel.*\/invite @Maru/);
});
