import type { Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import { parseMessageId, type Snowflake } from "./ids.ts";
import type { PendingCommands } from "./interaction-records.ts";
import type { ReplyRecords } from "./reply-records.ts";
import { messagesOf } from "./screen.ts";

/**
 * Answers to slash commands, seen only by who gave the command. When the command's token is worn out, the answer goes
 * to the person as a direct message, and where that is not possible to the channel.
 */
export function createCommandReplies(parts: {
  readonly api: Api;
  readonly pending: PendingCommands;
  readonly records: ReplyRecords;
}): (to: Message) => Promise<Reply> {
  const { api, pending, records } = parts;

  return async (to) => {
    const { channel, message: interaction } = parseMessageId(to.id)!;
    const record = await records.get(interaction);
    return {
      id: to.id,
      finished: record?.state === "finished",
      async status() {},
      async update() {},
      async finish(markdown) {
        const texts = messagesOf(markdown);
        if (!(await answered(interaction, texts))) await post(to, channel, interaction, texts);
        await records.set(interaction, {
          state: "finished",
          question: to.id,
          thread: to.thread,
          channel,
          messages: [],
        });
      },
      async remove() {},
    };
  };

  /** `false`: the token is worn out, or the person has put the answer away. */
  async function answered(
    interaction: Snowflake,
    [first = "…", ...more]: readonly string[],
  ): Promise<boolean> {
    const command = await pending.get(interaction);
    if (!command) return false;
    try {
      await api.fillIn(command.application, command.token, first);
      for (const text of more) await api.followUp(command.application, command.token, text);
      return true;
    } catch (error) {
      if (refusedAs(error, "unknownMessage")) return true;
      if (refusedAs(error, "unknownWebhook", "invalidWebhookToken", "unknownInteraction")) return false;
      throw error;
    }
  }

  async function post(
    to: Message,
    channel: Snowflake,
    interaction: Snowflake,
    texts: readonly string[],
  ): Promise<void> {
    const person = to.author.id.slice(to.author.id.indexOf(":") + 1);
    const say = async (where: Snowflake) => {
      for (const [at, content] of texts.entries())
        await api.post(where, { content, nonce: `${interaction}.${at}` });
    };
    try {
      await say((await api.openDirect(person)).id);
    } catch (error) {
      if (!refusedAs(error, "cannotMessageUser", "missingAccess")) throw error;
      await say(channel);
    }
  }
}
