import type { ModerationAbilities } from "../../../src/core/ports/moderation-actions.ts";
import type { DiscordConfig } from "../config.ts";

/**
 * What Maru can do as a moderator on Discord, as far as the config tells. Single servers may not have granted it.
 *
 * @param readsContent whether Discord shows Maru what does not mention it; known once it is connected
 */
export function abilitiesOf(
  { moderation }: Pick<DiscordConfig, "moderation">,
  readsContent = true,
): ModerationAbilities {
  const missing: string[] = [];
  if (!readsContent)
    missing.push(
      "Message Content Intent is off, so Maru looks only at messages that mention it, direct messages and what members report: switch it on in the Developer Portal → the application → Bot.",
    );
  if (moderation === false)
    missing.push(
      "platforms.discord.moderation is not set, so the invite link and `doctor --discord` do not ask for the permissions Manage Messages and Timeout Members, without which Maru can neither delete messages nor give timeouts: set it to {} and run the doctor.",
    );
  const cards = moderation !== false && moderation.channel !== false;
  if (!cards)
    missing.push(
      "There are no cards for moderators on Discord: name their channel in platforms.discord.moderation.channel, or review in the web chat.",
    );
  return { remove: "delete", timeout: true, tell: true, cards, reports: cards ? "own" : false, missing };
}
