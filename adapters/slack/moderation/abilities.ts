import type { Secrets } from "../../../src/core/ports/chat-adapter.ts";
import type { ModerationAbilities } from "../../../src/core/ports/moderation-actions.ts";
import type { SlackConfig } from "../config.ts";

/** The token of an admin's own, by which Maru deletes what others wrote. */
export const ADMIN_TOKEN = "SLACK_ADMIN_TOKEN";

/** What Maru can do as a moderator on Slack, as far as config and secrets tell. */
export function abilitiesOf(
  { moderation }: Pick<SlackConfig, "moderation">,
  secrets: Secrets,
): ModerationAbilities {
  const mayDelete = Boolean(secrets[ADMIN_TOKEN]);
  const cards = moderation.channel !== false;
  const missing: string[] = [];
  if (!mayDelete)
    missing.push(
      `Slack lets an app delete only what it wrote itself: set ${ADMIN_TOKEN} to the token of a workspace admin, as docs/slack.md says, or have people delete by hand.`,
    );
  missing.push(
    "Slack has no timeouts for apps: a workspace admin can deactivate a person's account, or a channel's manager remove them from the channel.",
  );
  if (!cards)
    missing.push(
      "There are no cards for moderators on Slack: name their private channel in platforms.slack.moderation.channel, or review in the web chat.",
    );
  return {
    remove: mayDelete ? "delete" : false,
    timeout: false,
    tell: true,
    cards,
    reports: cards ? "own" : false,
    missing,
  };
}
