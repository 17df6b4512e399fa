import { hash } from "node:crypto";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { ReviewCase } from "../../../src/core/ports/review.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { TellOnce } from "../../../src/platform/tell-once.ts";
import { splitMarkdown } from "../../../src/text/split-markdown.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import { forbiddenWords, refusedAs } from "../api-error.ts";
import type { MessageContent } from "../api-types.ts";
import type { SlackId, Ts } from "../ids.ts";
import { asNotification } from "../mrkdwn.ts";
import { asSlackMarkdown } from "../slack-markdown.ts";
import { cardOf } from "./card.ts";
import type { Moderators, ModeratorsChannel } from "./moderators.ts";
import { KEEP_MS, type Posted, type PostOnce } from "./post-once.ts";

/** What is remembered of a case's card: ids only. */
interface CardRecord {
  /** How many cards there were before, which were deleted. */
  readonly earlier: number;
  readonly channel: SlackId;
  readonly card: Ts;
  /** A digest of what it shows. */
  readonly shows?: string;
}

/** A Markdown block takes 12,000 characters (docs: block-kit/blocks/markdown-block). */
const MAX_CHARS = 11_000;

/** The card, or the channel that it stood in, is no more. */
const GONE = ["message_not_found", "channel_not_found", "cant_update_message", "is_archived"] as const;

/** Shows cases to moderators in their channel: one card for each, which changes with it. Slack pings nobody for it, quiet or not. */
export function createCards(parts: {
  readonly api: Pick<Api, "update">;
  readonly store: Store;
  readonly postOnce: PostOnce;
  readonly moderators: Moderators;
  readonly inTurn: InTurn;
  readonly tellOnce: TellOnce;
  /** The name or id in the config. */
  readonly wanted: string | false;
}): Pick<ModerationActions, "showCard" | "post"> {
  const { api, postOnce, moderators, inTurn, tellOnce, wanted } = parts;
  const records = parts.store.records<CardRecord>("slack/cards");

  /** @throws Error while there is none: an operator has to do something */
  async function channel(): Promise<ModeratorsChannel> {
    const found = await moderators.channel();
    if (found) return found;
    await noChannel();
    throw new Error("There is no moderators' channel to post in.");
  }

  const noChannel = () =>
    tellOnce({
      key: `moderators ${wanted}`,
      remedy: `Cases cannot be shown: Maru is in no private channel "${wanted}" of this workspace alone. Make it private, write /invite @Maru there, or name another one in platforms.slack.moderation.channel.`,
    });

  async function post(channelId: SlackId, key: string, content: MessageContent): Promise<Posted> {
    try {
      return await postOnce(key, channelId, content);
    } catch (error) {
      if (refusedAs(error, "channel_not_found", ...forbiddenWords)) {
        moderators.forget();
        await noChannel();
      }
      throw error;
    }
  }

  async function postCard(shown: ReviewCase, earlier: number): Promise<CardRecord> {
    const { id, locale } = await channel();
    const content = cardOf(shown, locale);
    const { ts: card, isNew } = await post(id, `card ${shown.id} ${earlier}`, content);
    const record = { earlier, channel: id, card, ...(isNew ? { shows: digestOf(content) } : {}) };
    await records.set(shown.id, record, KEEP_MS);
    return record;
  }

  /** `false`: people have deleted it. */
  async function edit({ channel: where, card }: CardRecord, content: MessageContent): Promise<boolean> {
    try {
      await api.update(where, card, content);
      return true;
    } catch (error) {
      if (!refusedAs(error, ...GONE)) throw error;
      moderators.forget();
      return false;
    }
  }

  async function show(shown: ReviewCase): Promise<void> {
    let known = await records.get(shown.id);
    if (!known) known = await postCard(shown, 0);
    const content = cardOf(shown, (await moderators.channel())?.locale ?? "en");
    const shows = digestOf(content);
    if (known.shows === shows) return;
    if (await edit(known, content)) await records.set(shown.id, { ...known, shows }, KEEP_MS);
    // Whoever deleted it meant to be done with it, unless there is something left to decide.
    else if (WAITING.has(shown.state)) await postCard(shown, known.earlier + 1);
  }

  return {
    showCard: (shown) => inTurn(`card ${shown.id}`, () => show(shown)),
    async post(key, markdown) {
      if (wanted === false) return;
      const { id, locale } = await channel();
      for (const [at, text] of splitMarkdown(markdown[locale], MAX_CHARS).entries())
        await post(id, `post ${key} ${at}`, {
          text: asNotification(text),
          blocks: [{ type: "markdown", text: asSlackMarkdown(text) }],
        });
    },
  };
}

const WAITING: ReadonlySet<ReviewCase["state"]> = new Set(["open", "seconding", "appealed"]);

const digestOf = (content: MessageContent): string => hash("sha256", JSON.stringify(content), "base64url");
