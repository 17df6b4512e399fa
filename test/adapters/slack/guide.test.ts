import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { slashCommands } from "../../../adapters/slack/commands.ts";
import { slackConfig } from "../../../adapters/slack/config.ts";
import { adapter } from "../../../adapters/slack/index.ts";
import { APP_SCOPE, botScopes } from "../../../adapters/slack/scopes.ts";

const root = join(import.meta.dirname, "../../..");
const guide = readFileSync(join(root, "docs/slack.md"), "utf8");

test("the guide says of each scope what it is for", () => {
  for (const [scope, why] of Object.entries(botScopes)) expect(guide).toContain(`| \`${scope}\` | ${why} |`);
  expect(guide).toContain(`| \`${APP_SCOPE}\` |`);
});

test("it tells of every variable, setting and command", () => {
  for (const name of adapter.secrets) expect(guide).toContain(`| \`${name}\` |`);
  for (const name of Object.keys(slackConfig.parse({}) ?? {})) expect(guide).toContain(`${name}:`);
  for (const command of slashCommands) expect(guide).toContain(`\`${command}`);
});

test("its examples of maru.yaml are valid", () => {
  const examples = [...guide.matchAll(/```yaml\n(platforms:\n[\s\S]*?)```/g)].map(([, text]) => parse(text!));
  expect(examples).toHaveLength(2);
  for (const { platforms } of examples) expect(slackConfig.safeParse(platforms.slack).error).toBeUndefined();
});

test("the messages that it explains are said by something", () => {
  const folder = join(root, "adapters/slack");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|yaml)$/.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"));
  for (const said of [
    "Slack does not accept the token (",
    "and SLACK_APP_TOKEN are swapped",
    "The bot lacks: ",
    "is the placeholder of the guide",
    "Slack cannot be reached (",
    "Slack has not been connected since ",
    "Slack asks to wait ",
    "wants Maru to wait ",
    "slack request without a valid signature refused",
  ]) {
    expect(guide).toContain(said);
    expect(sources.some((source) => source.includes(said))).toBe(true);
  }
});
