import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { Message } from "../../../src/core/types.ts";
import { detectLocale } from "../../../src/text/language.ts";
import { splitMarkdown } from "../../../src/text/split-markdown.ts";
import type { Api } from "../api.ts";
import { refusedAs, unless } from "../api-error.ts";
import type { Snowflake } from "../ids.ts";
import { neutraliseMentions } from "../neutralise.ts";
import { KEEP_MS, type PostOnce } from "../post-once.ts";
import { decided } from "./refusal.ts";
import { spotOf } from "./spot-of.ts";
import { plainLine } from "./untrusted.ts";
import { moderationWords } from "./words.ts";

/** The copies of a message that was deleted and then restored; ids only. */
interface Copies {
  /** How many times it was restored. */
  readonly times: number;
  /** Those that stand there now. */
  readonly messages: readonly Snowflake[];
}

/** Docs: resources/message#create-message. */
const MAX_CHARS = 2_000;
const MAX_NAME_CHARS = 200;
const MAX_FILES_CHARS = 600;

/** Deletes messages; what is restored is a copy, since Discord brings nothing back. */
export function createRemoving(parts: {
  readonly api: Api;
  readonly store: Store;
  readonly postOnce: PostOnce;
}): Pick<ModerationActions, "remove" | "restore"> {
  const { api, postOnce } = parts;
  const records = parts.store.records<Copies>("discord/restored");

  /** Nothing can be changed in an archived thread: it is opened again for the request. */
  async function awake<Result>(channel: Snowflake, request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      if (!refusedAs(error, "threadArchived")) throw error;
      await api.reopen(channel);
      return request();
    }
  }

  async function isThere(channel: Snowflake, message: Snowflake): Promise<boolean> {
    const found = await unless(
      ["unknownMessage", "unknownChannel", "missingAccess", "missingPermissions"],
      api.message(channel, message),
    );
    return found !== undefined;
  }

  return {
    async remove(message, about) {
      const { channel, message: id } = spotOf(message);
      const copies = await records.get(id);
      for (const one of [id, ...(copies?.messages ?? [])])
        await decided("the message", () =>
          unless(
            ["unknownMessage", "unknownChannel"],
            awake(channel, () => api.remove(channel, one, about ?? "moderation")),
          ),
        );
      if (copies) await records.set(id, { ...copies, messages: [] }, KEEP_MS);
    },
    async restore(message) {
      const { channel, message: id } = spotOf(message);
      const known = (await records.get(id)) ?? { times: 0, messages: [] };
      if (known.messages.length > 0 || (await decided("the message", () => isThere(channel, id)))) return;
      if (message.text.trim() === "")
        throw new PlatformError("gone", "The words of the message are not kept any more.");
      const messages: Snowflake[] = [];
      for (const [at, content] of copyOf(message).entries()) {
        const key = `restored ${id} ${known.times} ${at}`;
        const isIt = (raw: { readonly content: string }) => raw.content === content;
        messages.push(await decided("the channel", () => postOnce(key, channel, { content }, isIt)));
      }
      await records.set(id, { times: known.times + 1, messages }, KEEP_MS);
    },
  };
}

/** The message as a quotation that names its author: the words as they were, and nobody pinged. */
function copyOf({ author, text, fileNames = [] }: Message): readonly string[] {
  const { notice } = moderationWords[detectLocale(text, author.locale ?? "en")];
  const lines = [
    notice.restored(`**${plainLine(author.name, MAX_NAME_CHARS)}**`),
    text.replaceAll(/^/gm, "> "),
  ];
  if (fileNames.length > 0)
    lines.push(notice.restoredFiles(plainLine(fileNames.join(", "), MAX_FILES_CHARS)));
  return splitMarkdown(neutraliseMentions(lines.join("\n")), MAX_CHARS);
}
