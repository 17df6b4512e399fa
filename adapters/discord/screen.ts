import type { APIActionRowComponent, APIButtonComponentWithCustomId } from "discord.js";
import type { Api, Content } from "./api.ts";
import { quotesNothing, refusedAs } from "./api-error.ts";
import type { Snowflake } from "./ids.ts";
import { messagesOf } from "./messages-of.ts";

/** Docs: resources/message#create-message. */
const MAX_NONCE_CHARS = 25;

type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/** A reply as people see it: one message, or several when it is long. */
export interface Screen {
  /** Its messages, in order. */
  readonly messages: readonly Snowflake[];
  /** People deleted it, or Maru may not write there any more: nothing can be shown. */
  readonly gone: boolean;
  /**
   * Makes the messages show the text, with the buttons under the last; without any given, those that are there stay. Repeating it is
   * harmless. `isFinal`: edits that Discord refuses because the message is old are made up for by a new message.
   */
  show(markdown: string, buttons: readonly Row[] | undefined, isFinal?: boolean): Promise<void>;
  remove(): Promise<void>;
}

export function createScreen(parts: {
  readonly api: Api;
  readonly channel: Snowflake;
  readonly question: Snowflake;
  readonly replyTo?: Snowflake;
  /** Messages that were posted before. */
  readonly posted: readonly Snowflake[];
  /** Where a finished text is given another: how often that happened. A deleted message's nonce gives nothing new for a while. */
  readonly round?: number;
  /** Called after each change of the list of messages. */
  readonly note: (messages: readonly Snowflake[]) => Promise<void>;
}): Screen {
  const { api, channel, question, replyTo, round, note } = parts;
  const shown: { id: Snowflake; content?: string }[] = parts.posted.map((id) => ({ id }));
  let gone = false;

  const ids = () => shown.map(({ id }) => id);

  /** Nothing can be changed in an archived thread: it is opened again for the request. */
  async function awake<Result>(request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      if (!refusedAs(error, "threadArchived")) throw error;
      await api.reopen(channel);
      return request();
    }
  }

  async function post(content: Content, nonce: string): Promise<Snowflake> {
    const isFirst = shown.length === 0;
    const message = { ...content, nonce, ...(isFirst && replyTo ? { replyTo } : {}) };
    return (await awake(() => api.post(channel, message))).id;
  }

  async function showPart(at: number, content: Content, isFinal: boolean): Promise<void> {
    const key = JSON.stringify(content);
    const part = shown[at];
    if (part?.content === key) return;
    if (!part) {
      // The first message's nonce is the question's id, the others' are the first one's with a number.
      const later = () => `${shown[0]!.id}.${at}${round === undefined ? "" : `.${round}`}`;
      const nonce = at === 0 ? question : later().slice(-MAX_NONCE_CHARS);
      shown.push({ id: await post(content, nonce), content: key });
      await note(ids());
      return;
    }
    try {
      await awake(() => api.edit(channel, part.id, content));
      part.content = key;
    } catch (error) {
      if (!refusedAs(error, "tooManyOldEdits")) throw error;
      if (!isFinal) return;
      const old = part.id;
      part.id = await post(content, `${old}.n`);
      part.content = key;
      await note(ids());
      await removeOne(old);
    }
  }

  async function removeOne(id: Snowflake): Promise<void> {
    await awake(() => api.remove(channel, id)).catch((error: unknown) => {
      // Lacking permissions: the thread was archived and locked.
      if (!refusedAs(error, "unknownMessage", "unknownChannel", "missingAccess", "missingPermissions"))
        throw error;
    });
  }

  return {
    get messages() {
      return ids();
    },
    get gone() {
      return gone;
    },
    async show(markdown, buttons, isFinal = false) {
      if (gone) return;
      const texts = messagesOf(markdown);
      try {
        for (const [at, content] of texts.entries()) {
          const components = at === texts.length - 1 ? buttons : [];
          await showPart(at, { content, ...(components ? { components: [...components] } : {}) }, isFinal);
        }
        // Not while it grows: a part that a former run posted is written over, and a deleted one's nonce never comes back.
        while (isFinal && texts.length > 0 && shown.length > texts.length) {
          await removeOne(shown.at(-1)!.id);
          shown.pop();
          await note(ids());
        }
      } catch (error) {
        const isOver =
          quotesNothing(error) ||
          refusedAs(error, "unknownMessage", "unknownChannel", "missingAccess", "threadLocked") ||
          // An archived thread cannot be opened again: it was locked. At first it is a permission that somebody can grant.
          (shown.length > 0 && refusedAs(error, "missingPermissions"));
        if (!isOver) throw error;
        gone = true;
      }
    },
    async remove() {
      for (const { id } of shown.toReversed()) await removeOne(id);
      gone = true;
    },
  };
}
