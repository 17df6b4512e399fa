import { WebAPIHTTPError } from "@slack/web-api";
import type { MessageId } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { asPlatformError, unless } from "./api-error.ts";
import type { MessageContent } from "./api-types.ts";
import type { ShownAlone, ShownAloneRecords } from "./shown-alone.ts";

/** Puts other contents, at least one, in the place of what somebody was answered alone; nothing happens where Slack does not let it. */
export type ReviseAlone = (question: MessageId, contents: readonly MessageContent[]) => Promise<void>;

export function createReviseAlone(parts: {
  readonly api: Pick<Api, "respond" | "post" | "update" | "remove">;
  readonly shown: ShownAloneRecords;
}): ReviseAlone {
  const { api, shown } = parts;

  /** May be called again after an error: it begins anew, and posts nothing twice that it knows of. */
  async function inLetters(
    question: MessageId,
    { channel, messages }: Extract<ShownAlone, { where: "letters" }>,
    contents: readonly MessageContent[],
  ): Promise<void> {
    for (const [at, ts] of messages.entries()) {
      const content = contents[at];
      // Where the person deleted it, nothing is left to change.
      await unless(
        ["message_not_found"],
        content ? api.update(channel, ts, content) : api.remove(channel, ts),
      );
    }
    if (messages.length > contents.length)
      await shown.set(question, { where: "letters", channel, messages: messages.slice(0, contents.length) });
    for (const content of contents.slice(messages.length))
      await shown.wrote(question, { channel, ts: await api.post(channel, content) });
  }

  async function atAddress(
    question: MessageId,
    { address }: Extract<ShownAlone, { where: "address" }>,
    [content, ...more]: readonly MessageContent[],
  ): Promise<void> {
    // More than one message cannot take the place of one.
    if (!content || more.length > 0 || address.usesLeft === 0) return;
    const used = { ...address, usesLeft: address.usesLeft - 1 };
    await shown.set(question, { where: "address", address: used });
    try {
      await api.respond(address.responseUrl, {
        ...content,
        response_type: "ephemeral",
        replace_original: true,
        ...(address.thread ? { thread_ts: address.thread } : {}),
      });
    } catch (error) {
      if (!(error instanceof WebAPIHTTPError) || error.statusCode < 400 || error.statusCode >= 500)
        throw error;
      await shown.set(question, { where: "address", address: { ...used, usesLeft: 0 } });
    }
  }

  return async (question, contents) => {
    const found = await shown.get(question);
    try {
      if (found?.where === "letters") await inLetters(question, found, contents);
      if (found?.where === "address") await atAddress(question, found, contents);
    } catch (error) {
      throw asPlatformError(error, question) ?? error;
    }
  };
}
