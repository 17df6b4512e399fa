import { type APIApplication, REST, Routes } from "discord.js";
import type { Finding, Secrets } from "../../src/core/ports/chat-adapter.ts";
import type { DiscordConfig } from "./config.ts";
import { checkChannels } from "./doctor-channels.ts";
import { checkModerators } from "./doctor-moderators.ts";
import {
  inviteLink,
  mayReadContent,
  missingFrom,
  permissionsFor,
  whereToResetToken,
  whereToSwitchOnContent,
} from "./permissions.ts";

interface GuildWithPermissions {
  readonly id: string;
  readonly name: string;
  readonly permissions: string;
}

const TIMEOUT_MS = 10_000;

export const noToken = `DISCORD_TOKEN is not set. Copy the token from ${whereToResetToken}, and put it into .env as DISCORD_TOKEN=….`;
export const badToken = `Discord refuses DISCORD_TOKEN. Make a new one at ${whereToResetToken}, and put it into .env.`;

/** Checks the token, the intents and the permissions, in each server and in its channels, and names the invite link. Connects to nothing but the REST API. */
export async function doctor(config: DiscordConfig, secrets: Secrets): Promise<readonly Finding[]> {
  const token = secrets["DISCORD_TOKEN"];
  const api = secrets["DISCORD_API"];
  if (!token) return [fail("discord token", "There is no token.", noToken)];
  const rest = new REST({ ...(api ? { api } : {}), timeout: TIMEOUT_MS, retries: 1 }).setToken(token);
  let application: APIApplication;
  let guilds: readonly GuildWithPermissions[];
  try {
    application = (await rest.get(Routes.currentApplication())) as APIApplication;
    guilds = (await rest.get(Routes.userGuilds())) as GuildWithPermissions[];
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 401)
      return [fail("discord token", "Discord does not accept the token.", badToken)];
    const reason = error instanceof Error ? error.message : String(error);
    return [
      fail(
        "discord token",
        `Discord cannot be reached (${reason}).`,
        "Check the network, and DISCORD_API if it is set.",
      ),
    ];
  }
  const invite = inviteLink(application.id, permissionsFor(config));
  const channels: Finding[] = [];
  for (const guild of guilds) {
    const found = await checkChannels(rest, guild, config);
    if (found) channels.push(found);
  }
  return [
    { check: "discord token", level: "ok", detail: `The token is that of "${application.name}".` },
    intents(application),
    ...permissions(config, guilds, invite),
    ...channels,
    ...(await checkModerators(rest, guilds, config)),
    {
      check: "discord invite",
      level: "ok",
      detail: `Invite the bot, with no more permissions than it needs: ${invite}`,
    },
  ];
}

function intents(application: APIApplication): Finding {
  const check = "discord intents";
  if (mayReadContent(application.flags ?? 0))
    return { check, level: "ok", detail: "Message Content Intent is on." };
  return {
    check,
    level: "warn",
    detail:
      "Message Content Intent is off: Maru reads only messages that mention it, replies to it and direct messages; follow-ups in its threads need a mention, and there is little to summarise.",
    remedy: whereToSwitchOnContent(application.id),
  };
}

function permissions(
  config: DiscordConfig,
  guilds: readonly GuildWithPermissions[],
  invite: string,
): readonly Finding[] {
  const check = "discord servers";
  const absent = config.guilds.filter((id) => !guilds.some((guild) => guild.id === id));
  const present = config.guilds.length > 0 ? guilds.filter(({ id }) => config.guilds.includes(id)) : guilds;
  const found: Finding[] = absent.map((id) =>
    fail(check, `The bot is not a member of the server ${id}.`, `Invite it: ${invite}`),
  );
  if (present.length === 0 && absent.length === 0)
    found.push(fail(check, "The bot is not a member of any server.", `Invite it: ${invite}`));
  for (const guild of present) {
    const missing = missingFrom(BigInt(guild.permissions), permissionsFor(config));
    found.push(
      missing.length === 0
        ? { check, level: "ok", detail: `In "${guild.name}" the bot has the permissions it needs.` }
        : {
            check,
            level: "warn",
            detail: `In "${guild.name}" the bot lacks: ${missing.join(", ")}.`,
            remedy: `Server Settings → Roles → the bot's role → Permissions → switch on ${missing.join(", ")}; or invite it again: ${invite}`,
          },
    );
  }
  return found;
}

const fail = (check: string, detail: string, remedy: string): Finding => ({
  check,
  level: "fail",
  detail,
  remedy,
});
