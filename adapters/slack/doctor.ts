import { once } from "node:events";
import { createServer } from "node:net";
import { LogLevel, WebClient } from "@slack/web-api";
import type { Finding, Secrets } from "../../src/core/ports/chat-adapter.ts";
import { rateLimitMs, refusal } from "./api-error.ts";
import type { SlackConfig } from "./config.ts";
import { greeting } from "./greeting.ts";
import { isMaru } from "./is-maru.ts";
import { ADMIN_TOKEN } from "./moderation/abilities.ts";
import { checkModeration } from "./moderation/check.ts";
import { APP_SCOPE, missingFrom, settingsOf, whereToAddScopes } from "./scopes.ts";
import { appOfToken, renewAppToken, renewBotToken, tokenFaults } from "./tokens.ts";

const TIMEOUT_MS = 10_000;

/** Checks the tokens, the scopes and the way in. Posts nothing. */
export async function doctor(config: SlackConfig, secrets: Secrets): Promise<readonly Finding[]> {
  const faults = tokenFaults(config, secrets);
  const findings = faults.map(({ check, problem, remedy }) => fail(check, problem, remedy));
  // With an address that is none, Slack cannot be asked.
  const spoilsAll = ["slack tokens", "slack api"];
  const faulty = (name: string) => findings.some(({ check }) => check === name || spoilsAll.includes(check));
  const clientOf = (token: string) => {
    const slackApiUrl = secrets["SLACK_API_URL"];
    return new WebClient(token, {
      ...(slackApiUrl ? { slackApiUrl } : {}),
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
  };

  const bot = secrets["SLACK_BOT_TOKEN"] ?? "";
  const found = faulty("slack bot token") ? undefined : await botToken(clientOf(bot));
  findings.push(...(found?.findings ?? []));
  if (found?.identity) {
    const admin = faulty("slack admin token") ? undefined : secrets[ADMIN_TOKEN];
    const asked = {
      bot: clientOf(bot),
      admin: admin === undefined ? undefined : clientOf(admin),
      wanted: config.moderation.channel,
      refused,
      ...found.identity,
    };
    findings.push(...(await checkModeration(asked)));
  }
  if (config.mode === "socket") {
    const token = secrets["SLACK_APP_TOKEN"] ?? "";
    if (!faulty("slack app token")) findings.push(...(await appToken(clientOf(token), token, found?.app)));
  } else findings.push(await port(config, secrets["SLACK_SIGNING_SECRET"] ?? ""));
  return [...findings, ...(found?.app ? [theApp(found.app)] : [])];
}

const theApp = (app: string): Finding => ({
  check: "slack app",
  level: "ok",
  detail: `The app is ${app}. Which events, commands and shortcuts it has, Slack tells nobody: if Maru hears nothing, or a command is missing, compare ${settingsOf(app)} → App Manifest with adapters/slack/manifest.yaml.`,
});

/** Who the bot is, and what it may do. */
async function botToken(client: WebClient): Promise<{
  readonly app?: string;
  readonly identity?: { readonly team: string };
  readonly findings: readonly Finding[];
}> {
  const check = "slack bot token";
  try {
    const { team, team_id, user, bot_id: bot, response_metadata } = await client.auth.test();
    const detail = `The token is that of "${user}" in the workspace "${team}".`;
    const app = bot && (await appOfBot(client, bot));
    const granted = response_metadata?.scopes ?? [];
    return {
      ...(app ? { app } : {}),
      identity: { team: team_id! },
      findings: [{ check, level: "ok", detail }, scopes(granted, app)],
    };
  } catch (error) {
    return { findings: [refused(check, error, renewBotToken)] };
  }
}

/** `undefined` when Slack does not tell, e.g. for want of a scope. */
const appOfBot = (client: WebClient, bot: string): Promise<string | undefined> =>
  client.bots.info({ bot }).then(
    (found) => found.bot?.app_id,
    () => undefined,
  );

function scopes(granted: readonly string[], app: string | undefined): Finding {
  const check = "slack scopes";
  const missing = missingFrom(granted);
  if (missing.length === 0) return { check, level: "ok", detail: "The bot has the scopes it needs." };
  return fail(check, `The bot lacks: ${missing.join(", ")}.`, whereToAddScopes(app, missing));
}

/** Whether Socket Mode lets Maru in. */
async function appToken(
  client: WebClient,
  token: string,
  app: string | undefined,
): Promise<readonly Finding[]> {
  const check = "slack app token";
  const own = appOfToken(token);
  if (app && own && own !== app)
    return [
      fail(
        check,
        `SLACK_APP_TOKEN belongs to the app ${own}, and SLACK_BOT_TOKEN to the app ${app}.`,
        `Take both from the same app: ${settingsOf(app)} → Basic Information → App-Level Tokens → Generate Token and Scopes → ${APP_SCOPE}`,
      ),
    ];
  try {
    const { url } = await client.apps.connections.open({});
    return [{ check, level: "ok", detail: "Slack accepts the app-level token." }, await socket(url!)];
  } catch (error) {
    if (refusal(error) === "missing_scope")
      return [fail(check, `The app-level token lacks the scope ${APP_SCOPE}.`, renewAppToken)];
    const remedy = `Is Socket Mode on (${settingsOf(own)} → Socket Mode → Enable Socket Mode)? If it is: ${renewAppToken}`;
    return [refused(check, error, remedy)];
  }
}

/** @param url where Slack wants to be connected to */
async function socket(url: string): Promise<Finding> {
  const check = "slack socket";
  try {
    const others = (await greeting(url, TIMEOUT_MS)) - 1;
    const detail =
      others === 0
        ? "Maru can connect by Socket Mode."
        : `Maru can connect by Socket Mode; the app has ${others} other ${others === 1 ? "connection" : "connections"} open. Each event goes to one of them: let one Maru run.`;
    return { check, level: "ok", detail };
  } catch (error) {
    return fail(
      check,
      `${new URL(url).host} cannot be connected to (${reasonOf(error)}).`,
      "Let this machine open connections (WebSocket, port 443) to it: a firewall or proxy may be in the way.",
    );
  }
}

async function port({ http }: SlackConfig, signingSecret: string): Promise<Finding> {
  const check = "slack port";
  const { host, port: wanted, path } = http;
  const server = createServer().listen(wanted, host);
  try {
    await once(server, "listening");
  } catch (error) {
    if (await isMaru(http, signingSecret)) {
      const detail = `Maru is running: it listens on port ${wanted} of ${host}, and takes what is signed with SLACK_SIGNING_SECRET.`;
      return { check, level: "ok", detail };
    }
    return fail(
      check,
      `Port ${wanted} of ${host} cannot be used (${reasonOf(error)}).`,
      "If a Maru with another SLACK_SIGNING_SECRET listens there, restart it. Otherwise choose another port as platforms.slack.http.port in maru.yaml.",
    );
  }
  server.close();
  await once(server, "close");
  return {
    check,
    level: "ok",
    detail: `Port ${wanted} of ${host} is free. Slack has to reach it as https://…${path}, which is to stand as the Request URL in the app's settings.`,
  };
}

/** @param remedy for a token that is no good; not for a Slack that cannot be reached */
function refused(check: string, error: unknown, remedy: string): Finding {
  const waitMs = rateLimitMs(error);
  if (waitMs !== undefined) {
    const detail = `Slack asks to wait ${Math.ceil(waitMs / 1000)} s, as Maru or the doctor has just asked the same. That says nothing against the token.`;
    return { check, level: "warn", detail, remedy: "Run the doctor again after that, if you like." };
  }
  const word = refusal(error);
  if (word) return fail(check, `Slack does not accept the token (${word}).`, remedy);
  return fail(
    check,
    `Slack cannot be reached (${reasonOf(error)}).`,
    "Check the network, and SLACK_API_URL if it is set.",
  );
}

/** What lies behind an error: the SDK's and fetch's own messages say only that there was one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { original, cause } = error as Error & { readonly original?: unknown };
  const behind = original ?? cause;
  if (behind instanceof Error) return reasonOf(behind);
  return "code" in error ? String(error.code) : error.message;
}

const fail = (check: string, detail: string, remedy: string): Finding => ({
  check,
  level: "fail",
  detail,
  remedy,
});
