import type { PersonId, SummaryScope } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import type { Identity, SlackChannel, SlackUser } from "./api-types.ts";
import { parsePersonId, parsePlaceId, parseSpot, type SlackId } from "./ids.ts";

/** Slack does not tell: then nobody is shown anything. */
const UNKNOWN = ["channel_not_found", "missing_scope", "user_not_found", "user_not_visible"] as const;
/** As many as Slack recommends (docs: reference/methods/conversations.members). */
const PAGE = 200;

/**
 * `ChatAdapter.mayRead`. Whoever reads one message of a conversation on Slack can read all that was ever said in it and its threads.
 * Slack is asked anew each time.
 */
export function createMayRead(parts: {
  readonly api: Pick<Api, "channel" | "members" | "user">;
  readonly self: Identity;
}): (reader: PersonId | "everybody", scope: SummaryScope) => Promise<boolean> {
  const { api, self } = parts;

  async function isMember(user: SlackId, channel: SlackId): Promise<boolean> {
    let cursor: string | undefined;
    do {
      const page = await api.members(channel, PAGE, cursor);
      if (page.items.includes(user)) return true;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return false;
  }

  /** Whether Maru itself can read it: a public channel is visible to it also where it is not in it. */
  const isOwn = ({ is_im, is_member }: SlackChannel) => is_im === true || is_member === true;

  /** What public channels are open to: not to guests, nor to people of other organisations or workspaces. */
  const readsPublicChannels = (user: SlackUser): boolean =>
    user.deleted !== true &&
    user.is_bot !== true &&
    user.is_restricted !== true &&
    user.is_ultra_restricted !== true &&
    (user.team_id === self.team || (user.enterprise_user?.teams ?? []).includes(self.team));

  async function personMayRead(user: SlackId, found: SlackChannel): Promise<boolean> {
    // Slack's type leaves out with whom a direct conversation is.
    if (found.is_im) return (found as { readonly user?: string }).user === user;
    if (found.is_private !== true && found.is_mpim !== true && readsPublicChannels(await api.user(user)))
      return true;
    return isMember(user, found.id!);
  }

  return async (reader, scope) => {
    const channel = "thread" in scope ? parseSpot(scope.thread)?.channel : parsePlaceId(scope.place);
    const user = reader === "everybody" ? undefined : parsePersonId(reader);
    if (!channel || (reader !== "everybody" && !user)) return false;
    const found = await unless(UNKNOWN, api.channel(channel));
    if (!found || !isOwn(found)) return false;
    if (user === undefined) return true;
    try {
      return await personMayRead(user, found);
    } catch (error) {
      if (refusedAs(error, ...UNKNOWN)) return false;
      throw error;
    }
  };
}
