import { WebAPIHTTPError } from "@slack/web-api";
import type { Reply } from "../../src/core/ports/chat-adapter.ts";
import { PlatformError } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import { splitMarkdown } from "../../src/text/split-markdown.ts";
import type { Api } from "./api.ts";
import { refusal, refusedAs } from "./api-error.ts";
import type { MessageContent, NewMessage } from "./api-types.ts";
import type { Home } from "./home.ts";
import { parsePersonId, parsePlaceId, parseSpot, type SlackId, type Ts } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import type { PendingCommands } from "./pending-commands.ts";
import { asSlackMarkdown } from "./slack-markdown.ts";

/** A Markdown block takes 12,000 characters (docs: block-kit/blocks/markdown-block). */
const MAX_CHARS = 11_000;

/** Who cannot be whispered to in a channel may still be written to directly. */
const NOT_THERE = [
  "channel_not_found",
  "not_in_channel",
  "user_not_in_channel",
  "is_archived",
  "restricted_action",
] as const;

/**
 * Answers to commands, seen only by who gave them: those of slash commands at the address that came with them. When that is worn
 * out, and for commands that were written, the answer stands in the channel for their eyes only, or where that is not possible, in
 * a direct message.
 */
export function createCommandReplies(parts: {
  readonly api: Pick<Api, "respond" | "whisper" | "openDirect" | "post">;
  readonly pending: PendingCommands;
  readonly home: Pick<Home, "replyTo">;
}): (to: Message) => Promise<Reply> {
  const { api, pending, home } = parts;

  return async (to) => {
    const onHome = home.replyTo(to);
    if (onHome) return onHome;
    const known = await pending.get(to.id);
    let said = 0;
    return {
      id: to.id,
      finished: known?.state === "answered",
      async status() {},
      async update() {},
      async finish(markdown) {
        const contents = splitMarkdown(markdown, MAX_CHARS).map(asContent);
        // Called again after an error, it goes on where that one came.
        for (; said < contents.length; said++) await say(to, contents[said]!);
        await pending.answered(to.id);
      },
      async remove() {},
    };
  };

  async function say(to: Message, content: MessageContent): Promise<void> {
    const command = await pending.get(to.id);
    if (command?.state === "waiting" && (await respond(command.responseUrl, content))) return;
    const user = parsePersonId(to.author.id)!;
    const channel = parsePlaceId(to.place.id)!;
    if (!(await whisper(channel, user, { ...content, ...threadOf(to) }))) await write(user, content);
  }

  /** `false`: the address is worn out. */
  async function respond(responseUrl: string, content: MessageContent): Promise<boolean> {
    try {
      await api.respond(responseUrl, { ...content, response_type: "ephemeral", replace_original: false });
      return true;
    } catch (error) {
      if (error instanceof WebAPIHTTPError && error.statusCode >= 400 && error.statusCode < 500) return false;
      throw error;
    }
  }

  /** `false`: Maru or the person is not there. */
  async function whisper(channel: SlackId, user: SlackId, content: NewMessage): Promise<boolean> {
    try {
      await api.whisper(channel, user, content);
      return true;
    } catch (error) {
      if (refusedAs(error, ...NOT_THERE)) return false;
      throw error;
    }
  }

  async function write(user: SlackId, content: MessageContent): Promise<void> {
    try {
      await api.post(await api.openDirect(user), content);
    } catch (error) {
      const reason = refusal(error);
      if (reason === undefined) throw error;
      throw new PlatformError("forbidden", `${user} cannot be written to (${reason}).`, { cause: error });
    }
  }
}

/** Slack shows nobody what it whispers in a thread in which nobody has written yet (docs: reference/methods/chat.postEphemeral). */
function threadOf({ command, startsThread, thread }: Message): { readonly thread?: Ts } {
  const root = command === undefined && !startsThread ? parseSpot(thread) : undefined;
  return root ? { thread: root.ts } : {};
}

/** Text is for notifications and screen readers; blocks are what people see. */
const asContent = (markdown: string): MessageContent => ({
  text: asNotification(markdown),
  blocks: [{ type: "markdown", text: asSlackMarkdown(markdown) }],
});
