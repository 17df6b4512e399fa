import type { Secrets } from "../../src/core/ports/chat-adapter.ts";
import type { SlackConfig } from "./config.ts";
import { ADMIN_TOKEN } from "./moderation/abilities.ts";
import { APP_SCOPE, settingsOf } from "./scopes.ts";

/** A secret that is missing or cannot be the right one. */
export interface TokenFault {
  readonly check: string;
  readonly problem: string;
  readonly remedy: string;
}

const APP = settingsOf(undefined);
const whereIsBotToken = `Copy the Bot User OAuth Token (xoxb-…) from ${APP} → OAuth & Permissions, and put it into .env as SLACK_BOT_TOKEN=….`;
const whereIsAppToken = `Make one at ${APP} → Basic Information → App-Level Tokens → Generate Token and Scopes → ${APP_SCOPE}, and put it (xapp-…) into .env as SLACK_APP_TOKEN=….`;
const whereIsSigningSecret = `Copy it from ${APP} → Basic Information → App Credentials → Signing Secret, and put it into .env as SLACK_SIGNING_SECRET=….`;

const whereIsAdminToken = `Copy the User OAuth Token (xoxp-…) of a workspace admin from ${APP} → OAuth & Permissions, and put it into .env as ${ADMIN_TOKEN}=…. Without the variable Maru deletes nothing that others wrote.`;

const noApp = "If there is no app yet, make one as docs/slack.md says.";

/** What to do when Slack refuses a token that looks right. */
export const renewBotToken = `Reinstall the app at ${APP} → OAuth & Permissions → Reinstall to Workspace, copy the Bot User OAuth Token (xoxb-…) and put it into .env as SLACK_BOT_TOKEN=….`;
export const renewAppToken = whereIsAppToken;
export const renewAdminToken = whereIsAdminToken;

/** What to do when requests are not signed as they should be. */
export const checkSigningSecret = `If they come from Slack, SLACK_SIGNING_SECRET is not the app's, or this machine's clock is more than five minutes wrong. Compare the secret with ${APP} → Basic Information → App Credentials → Signing Secret, and look at the clock (timedatectl).`;

/** Looks at the secrets alone, without asking Slack. */
export function tokenFaults({ mode }: Pick<SlackConfig, "mode">, secrets: Secrets): readonly TokenFault[] {
  const bot = secrets["SLACK_BOT_TOKEN"] ?? "";
  const app = secrets["SLACK_APP_TOKEN"] ?? "";
  const admin = secrets[ADMIN_TOKEN];
  if (bot.startsWith("xapp-") && app.startsWith("xoxb-"))
    return [
      {
        check: "slack tokens",
        problem: "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped.",
        remedy: "Exchange them in .env: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.",
      },
    ];
  return [
    addressFault(secrets["SLACK_API_URL"]),
    faultOf("SLACK_BOT_TOKEN", bot, "xoxb-", whereIsBotToken),
    mode === "socket"
      ? faultOf("SLACK_APP_TOKEN", app, "xapp-", whereIsAppToken)
      : faultOf("SLACK_SIGNING_SECRET", secrets["SLACK_SIGNING_SECRET"] ?? "", "", whereIsSigningSecret),
    admin === undefined ? undefined : faultOf(ADMIN_TOKEN, admin, "xoxp-", whereIsAdminToken),
  ].filter((fault) => fault !== undefined);
}

function addressFault(address: string | undefined): TokenFault | undefined {
  if (!address || /^https?:$/.test(URL.parse(address)?.protocol ?? "")) return undefined;
  return {
    check: "slack api",
    problem: "SLACK_API_URL is not an http or https address.",
    remedy: "Take it out of .env, unless Maru is to speak to another server than Slack's own.",
  };
}

/** What the beginning of a token says of it (docs: authentication/tokens). */
const KINDS = [
  ["xoxb-", "a bot token"],
  ["xapp-", "an app-level token"],
  ["xoxp-", "a person's token"],
  ["xoxe", "a token that expires, or one to renew it"],
] as const;

/** What such a secret is made of: anything else is a placeholder, or came along when it was copied. */
const TOKEN = /^[A-Za-z0-9-]+$/;

function faultOf(name: string, value: string, prefix: string, where: string): TokenFault | undefined {
  const check = `slack ${name.slice("SLACK_".length).toLowerCase().replaceAll("_", " ")}`;
  if (value === "") return { check, problem: `${name} is not set.`, remedy: `${where} ${noApp}` };
  const isToken = KINDS.find(([start]) => value.startsWith(start));
  const mayBe = prefix === "" ? isToken === undefined : value.startsWith(prefix);
  if (mayBe && TOKEN.test(value)) return undefined;
  return { check, problem: `${name} ${wrongWith(value)}`, remedy: where };

  function wrongWith(secret: string): string {
    if (mayBe && /…|\.\.\./.test(secret)) return "is the placeholder of the guide, not one of your own.";
    if (mayBe)
      return `holds a character that no ${prefix ? "token" : "secret"} has, such as a space or a quotation mark.`;
    const what = isToken ? `is ${isToken[1]}` : "is no token of Slack";
    return prefix ? `${what}; it has to begin with ${prefix}.` : `${what}, not a secret.`;
  }
}

/** The app that an app-level token belongs to, which stands in it: `xapp-1-<app>-…`. */
export const appOfToken = (appToken: string): string | undefined =>
  /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
