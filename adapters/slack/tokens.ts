import type { Secrets } from "../../src/core/ports/chat-adapter.ts";
import type { SlackConfig } from "./config.ts";
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

/** What to do when Slack refuses a token that looks right. */
export const renewBotToken = `Reinstall the app at ${APP} → OAuth & Permissions → Reinstall to Workspace, copy the Bot User OAuth Token (xoxb-…) and put it into .env as SLACK_BOT_TOKEN=….`;
export const renewAppToken = whereIsAppToken;

/** Looks at the secrets alone, without asking Slack. */
export function tokenFaults({ mode }: Pick<SlackConfig, "mode">, secrets: Secrets): readonly TokenFault[] {
  const bot = secrets["SLACK_BOT_TOKEN"] ?? "";
  const app = secrets["SLACK_APP_TOKEN"] ?? "";
  const faults = [faultOf("SLACK_BOT_TOKEN", bot, "xoxb-", whereIsBotToken)];
  if (mode === "socket") faults.push(faultOf("SLACK_APP_TOKEN", app, "xapp-", whereIsAppToken));
  else
    faults.push(
      faultOf("SLACK_SIGNING_SECRET", secrets["SLACK_SIGNING_SECRET"] ?? "", "", whereIsSigningSecret),
    );
  if (bot.startsWith("xapp-") && app.startsWith("xoxb-"))
    return [
      {
        check: "slack tokens",
        problem: "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are swapped.",
        remedy: "Exchange them in .env: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.",
      },
    ];
  return faults.filter((fault) => fault !== undefined);
}

/** What the beginning of a token says of it (docs: authentication/tokens). */
const KINDS = [
  ["xoxb-", "a bot token"],
  ["xapp-", "an app-level token"],
  ["xoxp-", "a person's token"],
  ["xoxe", "a token that expires, or one to renew it"],
] as const;

function faultOf(name: string, value: string, prefix: string, where: string): TokenFault | undefined {
  const check = `slack ${name.slice("SLACK_".length).toLowerCase().replaceAll("_", " ")}`;
  if (value === "") return { check, problem: `${name} is not set.`, remedy: where };
  const isToken = KINDS.find(([start]) => value.startsWith(start));
  if (prefix === "" ? isToken === undefined : value.startsWith(prefix)) return undefined;
  const wrong = isToken ? `is ${isToken[1]}` : "is no token of Slack";
  return {
    check,
    problem: prefix ? `${name} ${wrong}; it has to begin with ${prefix}.` : `${name} ${wrong}, not a secret.`,
    remedy: where,
  };
}

/** The app that an app-level token belongs to, which stands in it: `xapp-1-<app>-…`. */
export const appOfToken = (appToken: string): string | undefined =>
  /^xapp-\d+-(A[A-Z0-9]+)-/.exec(appToken)?.[1];
