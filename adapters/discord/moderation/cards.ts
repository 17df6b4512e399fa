import { hash } from "node:crypto";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { ReviewCase } from "../../../src/core/ports/review.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { CaseId } from "../../../src/core/types.ts";
import { remember } from "../../../src/platform/remember.ts";
import type { TellOnce } from "../../../src/platform/tell-once.ts";
import { splitMarkdown } from "../../../src/text/split-markdown.ts";
import type { Api } from "../api.ts";
import { refusedAs } from "../api-error.ts";
import type { Snowflake } from "../ids.ts";
import { neutraliseMentions } from "../neutralise.ts";
import { KEEP_MS, type PostOnce } from "../post-once.ts";
import { cardRows, isCardOf } from "./buttons.ts";
import { cardEmbed } from "./card.ts";
import type { ModeratorsChannel, ModeratorsChannels } from "./moderators-channel.ts";
import { guildOf, spotOf } from "./spot-of.ts";

/** What is remembered of a case's card: ids only. */
export interface CardRecord {
  /** The channel that the message stands in: whoever may decide there may decide. */
  readonly place: Snowflake;
  /** How many cards there were before, which were deleted. */
  readonly earlier: number;
  readonly channel: Snowflake;
  /** Absent: it may or may not have been posted. */
  readonly card?: Snowflake;
}

export interface Cards extends Pick<ModerationActions, "showCard" | "post"> {
  find(id: CaseId): Promise<CardRecord | undefined>;
}

/** Docs: resources/message#create-message. */
const MAX_CHARS = 2_000;
const REMEMBERED = 1_000;

/** Shows cases to moderators in their channel: one card for each, which changes with it. */
export function createCards(parts: {
  readonly api: Api;
  readonly store: Store;
  readonly postOnce: PostOnce;
  readonly channels: ModeratorsChannels;
  readonly tellOnce: TellOnce;
  /** The name or id in the config. */
  readonly wanted: string | false;
}): Cards {
  const { api, postOnce, channels, tellOnce, wanted } = parts;
  const records = parts.store.records<CardRecord>("discord/cards");
  /** What cards show, as digests. Of words, so they are in no store. */
  const showing = new Map<CaseId, string>();

  /** @throws Error while there is none: an operator has to do something */
  async function channelFor(shown: ReviewCase): Promise<ModeratorsChannel> {
    const channel = await channels.of(guildOf(shown.message));
    if (channel) return channel;
    await noChannel();
    throw new Error("There is no moderators' channel to show the card in.");
  }

  const noChannel = () =>
    tellOnce({
      key: `moderators ${wanted}`,
      remedy: `Cases cannot be shown: Maru sees no text channel "${wanted}". Make it, or let Maru's role see it (Edit Channel → Permissions → Advanced permissions → View Channel, Send Messages, Embed Links, Read Message History), or name another one in platforms.discord.moderation.channel.`,
    });

  /** What is missing in the moderators' channel, an operator is told once. */
  async function toldIfForbidden<Result>(request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      if (refusedAs(error, "missingAccess", "missingPermissions")) await noChannel();
      if (refusedAs(error, "blockedByAutoMod"))
        await tellOnce({
          key: "automod",
          remedy: `AutoMod blocks what Maru shows in "${wanted}". Server Settings → AutoMod → each rule → Exempt roles and channels → add that channel, or Maru's role.`,
        });
      throw error;
    }
  }

  /** @returns its record; what a crash left there may show less */
  async function post(shown: ReviewCase, known: CardRecord | undefined, quiet: boolean): Promise<CardRecord> {
    const { id, guild, locale } = await channelFor(shown);
    const body = bodyOf(shown, locale);
    const earlier = known?.earlier ?? 0;
    const record: CardRecord = { place: spotOf(shown.message).channel, earlier, channel: id };
    // Whoever presses a button of it is to be known as a moderator from its first moment.
    await records.set(shown.id, record, KEEP_MS);
    const isIt = (raw: Parameters<typeof isCardOf>[0]) => isCardOf(raw, shown.id);
    const key = `card ${guild} ${shown.id} ${earlier}`;
    const card = await toldIfForbidden(() => postOnce(key, id, { ...body, silent: quiet }, isIt));
    const posted = { ...record, card };
    await records.set(shown.id, posted, KEEP_MS);
    if (!known) remember(showing, shown.id, digestOf(body), REMEMBERED);
    return posted;
  }

  /** `false`: people have deleted it. */
  async function edit({ channel, card }: CardRecord, body: Body): Promise<boolean> {
    try {
      await toldIfForbidden(() => api.edit(channel, card!, body));
      return true;
    } catch (error) {
      if (refusedAs(error, "unknownMessage", "unknownChannel")) return false;
      throw error;
    }
  }

  return {
    find: (id) => records.get(id),
    async showCard(shown, quiet) {
      const found = await records.get(shown.id);
      const known = found?.card === undefined ? await post(shown, found, quiet) : found;
      const locale = (await channels.all()).find(({ id }) => id === known.channel)?.locale ?? "en";
      const body = bodyOf(shown, locale);
      if (showing.get(shown.id) === digestOf(body)) return;
      if (await edit(known, body)) remember(showing, shown.id, digestOf(body), REMEMBERED);
      // Whoever deleted it meant to be done with it, unless there is something left to decide.
      else if (WAITING.has(shown.state)) await post(shown, { ...known, earlier: known.earlier + 1 }, quiet);
    },
    async post(key, markdown) {
      if (wanted === false) return;
      const found = await channels.all();
      if (found.length === 0) {
        await noChannel();
        throw new Error("There is no moderators' channel to post in.");
      }
      for (const { id, locale } of found)
        for (const [at, content] of splitMarkdown(
          neutraliseMentions(markdown[locale]),
          MAX_CHARS,
        ).entries()) {
          const isIt = (raw: { readonly content: string }) => raw.content === content;
          await toldIfForbidden(() =>
            postOnce(`post ${id} ${key} ${at}`, id, { content, silent: true }, isIt),
          );
        }
    },
  };
}

type Body = ReturnType<typeof bodyOf>;

const WAITING: ReadonlySet<ReviewCase["state"]> = new Set(["open", "seconding", "appealed"]);

const bodyOf = (shown: ReviewCase, locale: ModeratorsChannel["locale"]) => ({
  embeds: [cardEmbed(shown, locale)],
  components: cardRows(shown, locale),
});

const digestOf = (body: Body): string => hash("sha256", JSON.stringify(body), "base64url");
