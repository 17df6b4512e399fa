import type { Locale } from "../../../src/core/types.ts";
import type { Api } from "../api.ts";
import { refusedAs, unless } from "../api-error.ts";
import type { SlackChannel } from "../api-types.ts";
import type { SlackId } from "../ids.ts";
import type { People } from "../people.ts";
import { createRemembered } from "../remembered.ts";

/** Where moderators see cases. */
export interface ModeratorsChannel {
  readonly id: SlackId;
  /** The language of most of its members, as Slack tells no language of a channel. */
  readonly locale: Locale;
}

/** The moderators, who are the members of their channel. */
export interface Moderators {
  /** `undefined`: Maru is in no such channel, or it is none that only some can join. */
  channel(): Promise<ModeratorsChannel | undefined>;
  isOne(user: SlackId): Promise<boolean>;
  /** The channel is to be looked for again. */
  forget(): void;
}

const CHANNEL_KEEP_MS = 60 * 60 * 1000;
const MEMBERS_KEEP_MS = 60_000;
/** More are asked for their language no more. */
const ASKED = 30;

export function createModerators(parts: {
  readonly api: Pick<Api, "ownChannels" | "channel" | "members">;
  readonly people: Pick<People, "find">;
  /** The name or id in the config. */
  readonly wanted: string | false;
  readonly self: SlackId;
  /** Unix ms. */
  readonly now: () => number;
}): Moderators {
  const { api, people, wanted, self, now } = parts;
  const channels = createRemembered({
    ask: async () => {
      const id = (await find())?.id;
      return id === undefined ? undefined : { id, locale: await localeOf(id) };
    },
    max: 1,
    keepMs: CHANNEL_KEEP_MS,
    now,
  });
  const members = createRemembered({ ask: readMembers, max: 1, keepMs: MEMBERS_KEEP_MS, now });

  async function find(): Promise<SlackChannel | undefined> {
    if (wanted === false) return undefined;
    const byId = /^[CG][A-Z0-9]{6,}$/.test(wanted)
      ? await unless(["channel_not_found", "missing_scope"], api.channel(wanted))
      : undefined;
    if (byId) return isPlaceForCases(byId) && byId.is_member === true ? byId : undefined;
    let cursor: string | undefined;
    do {
      const page = await api.ownChannels("private_channel", 200, cursor);
      const found = page.items.find(({ name }) => name === wanted);
      if (found) return isPlaceForCases(found) ? found : undefined;
      cursor = page.cursor;
    } while (cursor !== undefined);
    return undefined;
  }

  async function readMembers(channel: SlackId): Promise<ReadonlySet<SlackId>> {
    const found = new Set<SlackId>();
    let cursor: string | undefined;
    do {
      const page = await api.members(channel, 200, cursor);
      for (const user of page.items) found.add(user);
      cursor = page.cursor;
    } while (cursor !== undefined);
    found.delete(self);
    return found;
  }

  async function localeOf(channel: SlackId): Promise<Locale> {
    const some = [...(await members.get(channel))].slice(0, ASKED);
    const locales = (await Promise.all(some.map((user) => people.find(user)))).map((one) => one?.locale);
    const korean = locales.filter((locale) => locale === "ko").length;
    return korean > locales.length / 2 ? "ko" : "en";
  }

  return {
    async channel() {
      const found = await channels.get("");
      if (!found) channels.forget("");
      return found;
    },
    async isOne(user) {
      const channel = await channels.get("");
      if (!channel) return false;
      try {
        if ((await members.get(channel.id)).has(user)) return true;
        // They may have joined just now.
        members.forget(channel.id);
        return (await members.get(channel.id)).has(user);
      } catch (error) {
        if (refusedAs(error, "channel_not_found", "not_in_channel")) return false;
        throw error;
      }
    },
    forget() {
      channels.forget("");
    },
  };
}

/** A channel that everybody can join, or that people of other organisations read, is no place for cases. */
export const isPlaceForCases = ({ is_private, is_ext_shared, is_archived }: SlackChannel): boolean =>
  is_private === true && is_ext_shared !== true && is_archived !== true;
