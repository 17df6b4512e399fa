import type { Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Locale, Message } from "../../src/core/types.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import { parseMessageId, type Snowflake } from "./ids.ts";
import { neutraliseMentions } from "./neutralise.ts";
import type { PendingCommands } from "./pending-commands.ts";
import type { ReplyRecords } from "./reply-records.ts";
import { messagesOf } from "./screen.ts";
import { words } from "./words.ts";

/** Two embeds of one message: all embeds together have at most 6,000 characters (docs: resources/message#embed-object-embed-limits). */
const MAX_EMBEDS = 2;
const EMBED_CHARS = 3_000;

/**
 * Answers to slash commands, seen only by who gave the command, each in one message: of several, one whose confirmation got
 * lost could not be told from one that never arrived. What is too long for that, or comes when the command's token is worn
 * out, goes to the person as a direct message; where that is not possible, they are told that there was an answer.
 */
export function createCommandReplies(parts: {
  readonly api: Api;
  readonly pending: PendingCommands;
  readonly records: ReplyRecords;
}): (to: Message) => Promise<Reply> {
  const { api, pending, records } = parts;

  return async (to) => {
    const { channel, message: interaction } = parseMessageId(to.id)!;
    const locale = to.author.locale ?? "en";
    const record = await records.get(interaction);
    return {
      id: to.id,
      finished: record?.state === "finished",
      async status() {},
      async update() {},
      async finish(markdown) {
        if (!(await show(to, interaction, markdown, locale)) && !(await send(to, interaction, markdown)))
          // For everybody to see: that there was an answer, and not a word of it.
          await unless(
            ["missingAccess", "missingPermissions", "unknownChannel"],
            api.post(channel, { content: words[locale].undelivered, nonce: `${interaction}.x` }),
          );
        await records.set(interaction, {
          state: "finished",
          question: to.id,
          thread: to.thread,
          channel,
          messages: [],
        });
        await pending.drop(interaction);
      },
      async remove() {},
    };
  };

  /** Shows the answer where the command was given. `false`: the token is worn out. */
  async function show(
    to: Message,
    interaction: Snowflake,
    markdown: string,
    locale: Locale,
  ): Promise<boolean> {
    const command = await pending.get(interaction);
    if (!command) return false;
    const { application, token } = command;
    const [first = "…", ...more] = messagesOf(markdown);
    const embeds = splitMarkdown(neutraliseMentions(markdown), EMBED_CHARS);
    try {
      if (more.length === 0) await api.fillIn(application, token, first);
      else if (embeds.length <= MAX_EMBEDS) await api.fillInLong(application, token, embeds);
      else {
        const isSent = await send(to, interaction, markdown);
        await api.fillIn(application, token, words[locale][isSent ? "sentDirectly" : "undelivered"]);
      }
      return true;
    } catch (error) {
      // The person has put the answer away.
      if (refusedAs(error, "unknownMessage")) return true;
      if (refusedAs(error, "unknownWebhook", "invalidWebhookToken", "unknownInteraction")) return false;
      throw error;
    }
  }

  /** Writes the answer to the person. `false`: they take no direct messages. */
  async function send(to: Message, interaction: Snowflake, markdown: string): Promise<boolean> {
    const person = to.author.id.slice(to.author.id.indexOf(":") + 1);
    try {
      const direct = await api.openDirect(person);
      for (const [at, content] of messagesOf(markdown).entries())
        await api.post(direct.id, { content, nonce: `${interaction}.${at}` });
      return true;
    } catch (error) {
      if (!refusedAs(error, "cannotMessageUser", "noMutualServer", "missingAccess")) throw error;
      return false;
    }
  }
}
