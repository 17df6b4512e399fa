import type { WebClient } from "@slack/web-api";
import type { Finding } from "../../../src/core/ports/chat-adapter.ts";
import { refusal } from "../api-error.ts";
import type { SlackChannel, SlackUser } from "../api-types.ts";
import { renewAdminToken } from "../tokens.ts";
import { ADMIN_TOKEN } from "./abilities.ts";
import { isPlaceForCases } from "./moderators.ts";

/** What the doctor says of moderation; nothing where nothing of it is set. */
export async function checkModeration(parts: {
  readonly bot: WebClient;
  /** With the token of an admin; absent: there is none. */
  readonly admin: WebClient | undefined;
  /** The name or id of the moderators' channel. */
  readonly wanted: string | false;
  /** The workspace that the bot is in. */
  readonly team: string;
  /** What is said when Slack refuses a request. */
  readonly refused: (check: string, error: unknown, remedy: string) => Finding;
}): Promise<readonly Finding[]> {
  const { admin, wanted } = parts;
  return [
    ...(admin ? [await adminToken({ ...parts, admin })] : []),
    ...(wanted === false ? [] : [await channel({ ...parts, wanted })]),
  ];
}

type Parts = Parameters<typeof checkModeration>[0];

async function adminToken({
  bot,
  admin,
  team,
  refused,
}: Parts & { readonly admin: WebClient }): Promise<Finding> {
  const check = "slack admin token";
  const fail = (detail: string): Finding => ({ check, level: "fail", detail, remedy: renewAdminToken });
  try {
    const found = await admin.auth.test();
    if (found.team_id !== team) return fail(`${ADMIN_TOKEN} belongs to another workspace, "${found.team}".`);
    if (!found.response_metadata?.scopes?.includes("chat:write"))
      return fail(`${ADMIN_TOKEN} lacks the user scope chat:write.`);
    const user = await knownAs(bot, found.user_id!);
    if (user === "not told")
      return {
        check,
        level: "warn",
        detail: `${ADMIN_TOKEN} is that of "${found.user}"; whether they are an admin, Slack does not tell Maru for want of the scope users:read.`,
        remedy: "Add the scope users:read as said above, and run the doctor again.",
      };
    if (!user?.is_admin && !user?.is_owner)
      return fail(`${ADMIN_TOKEN} is that of "${found.user}", who is no admin of the workspace.`);
    return {
      check,
      level: "ok",
      detail: `Maru can delete messages as the admin "${found.user}", in private channels where they are a member.`,
    };
  } catch (error) {
    return refused(check, error, renewAdminToken);
  }
}

/** Who somebody is in the workspace. */
async function knownAs(bot: WebClient, user: string): Promise<SlackUser | "not told" | undefined> {
  try {
    return (await bot.users.info({ user })).user;
  } catch (error) {
    if (refusal(error) === "missing_scope") return "not told";
    throw error;
  }
}

async function channel({ bot, wanted, refused }: Parts & { readonly wanted: string }): Promise<Finding> {
  const check = "slack moderators";
  const remedy = `Write /invite @Maru in "${wanted}", and see that it is a private channel of this workspace alone; or name another one in platforms.slack.moderation.channel.`;
  try {
    const found = await find(bot, wanted);
    if (!found) return { check, level: "fail", detail: `Maru is in no private channel "${wanted}".`, remedy };
    if (!isPlaceForCases(found))
      return {
        check,
        level: "fail",
        detail: `"${wanted}" is not private, or shared with others: cases are not shown there.`,
        remedy,
      };
    return {
      check,
      level: "ok",
      detail: `Cases are shown in #${found.name}; whoever is a member there decides.`,
    };
  } catch (error) {
    if (refusal(error) === "missing_scope")
      return { check, level: "fail", detail: "Maru lacks the scope groups:read.", remedy };
    return refused(check, error, remedy);
  }
}

/** Of the channels that Maru is in. */
async function find(bot: WebClient, wanted: string): Promise<SlackChannel | undefined> {
  let cursor: string | undefined;
  do {
    const asked = { types: "public_channel,private_channel", limit: 200, exclude_archived: true };
    const page = await bot.users.conversations({ ...asked, ...(cursor ? { cursor } : {}) });
    const channels = (page.channels ?? []) as SlackChannel[];
    const found = channels.find(({ id, name }) => id === wanted || name === wanted);
    if (found) return found;
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return undefined;
}
