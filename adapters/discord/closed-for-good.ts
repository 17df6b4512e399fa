import { GatewayCloseCodes } from "discord.js";
import type { Snowflake } from "./ids.ts";
import { whereToResetToken, whereToSwitchOnContent } from "./permissions.ts";

/**
 * What it means that Discord closed the connection and will not open it again, and what to do, by the close code (docs:
 * topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
export function closedForGood(code: number, application: Snowflake): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return `Discord does not accept DISCORD_TOKEN any more: it was reset. Make a new one at ${whereToResetToken}, put it into .env, and start Maru again.`;
    case GatewayCloseCodes.DisallowedIntents:
      return `Discord took the Message Content Intent away. Switch it on again (${whereToSwitchOnContent(application)}) and start Maru again; if it shall stay off, just start Maru again, and it goes on without.`;
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.InvalidAPIVersion:
      return `Discord does not understand this version of Maru any more (close code ${code}). Update Maru.`;
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return `The bot is a member of more servers than one connection may serve (close code ${code}). Remove it from those that do not need it, and start Maru again.`;
    default:
      return `Discord closed the connection for good (close code ${code}). Run \`npm run maru -- doctor --discord\`, and start Maru again.`;
  }
}
