import { WebAPIHTTPError } from "@slack/web-api";
import { PlatformError } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusal, refusedAs } from "./api-error.ts";
import type { MessageContent, NewMessage } from "./api-types.ts";
import { parsePersonId, parsePlaceId, parseSpot, type SlackId, type Spot, type Ts } from "./ids.ts";
import type { PendingCommands } from "./pending-commands.ts";

/** So many uses of an address are kept for the answer. */
const USES_OF_ANSWER = 2;

/** Who cannot be whispered to in a channel may still be written to directly. */
const NOT_THERE = [
  "channel_not_found",
  "not_in_channel",
  "user_not_in_channel",
  "is_archived",
  "restricted_action",
] as const;

/** Where something was said: at the command's address, whispered in the channel, or as this direct message. */
export type SaidAt = "address" | "whispered" | Spot;

/** Says something to who asked, and to nobody else. */
export interface SayAlone {
  /**
   * A word that stands where a command was given until the answer takes its place. Nothing is said where no address came with the
   * command, and where what is left of it is kept for the answer.
   */
  word(to: Message, content: MessageContent): Promise<void>;
  /** A piece of the answer. */
  answer(to: Message, content: MessageContent): Promise<SaidAt>;
}

export function createSayAlone(parts: {
  readonly api: Pick<Api, "respond" | "whisper" | "openDirect" | "post">;
  readonly pending: PendingCommands;
}): SayAlone {
  const { api, pending } = parts;

  return {
    async word(to, content) {
      await respond(to, content, "word");
    },
    async answer(to, content) {
      if (await respond(to, content, "answer")) return "address";
      const user = parsePersonId(to.author.id)!;
      const channel = parsePlaceId(to.place.id)!;
      if (await whisper(channel, user, { ...content, ...(await threadOf(to)) })) return "whispered";
      return write(user, content);
    },
  };

  /** `false`: there is no address, or it is worn out, or what is left of it is kept for the answer. */
  async function respond(to: Message, content: MessageContent, as: "word" | "answer"): Promise<boolean> {
    const command = await pending.get(to.id);
    const kept = as === "word" ? USES_OF_ANSWER : 0;
    if (command?.state !== "waiting" || command.usesLeft <= kept) return false;
    const { responseUrl, thread, hasWord, mayReplace } = command;
    const used = { ...command, usesLeft: command.usesLeft - 1 };
    await pending.note(to.id, used);
    try {
      await api.respond(responseUrl, {
        ...content,
        response_type: "ephemeral",
        replace_original: hasWord && mayReplace,
        ...(thread ? { thread_ts: thread } : {}),
      });
    } catch (error) {
      if (!(error instanceof WebAPIHTTPError) || error.statusCode < 400 || error.statusCode >= 500)
        throw error;
      await pending.note(to.id, { ...used, usesLeft: 0 });
      return false;
    }
    await pending.note(to.id, { ...used, hasWord: as === "word" });
    return true;
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

  async function write(user: SlackId, content: MessageContent): Promise<Spot> {
    try {
      const channel = await api.openDirect(user);
      return { channel, ts: await api.post(channel, content) };
    } catch (error) {
      const reason = refusal(error);
      if (reason === undefined) throw error;
      throw new PlatformError("forbidden", `${user} cannot be written to (${reason}).`, { cause: error });
    }
  }

  /** Slack shows nobody what it whispers in a thread in which nobody has written yet (docs: reference/methods/chat.postEphemeral). */
  async function threadOf({ id, command, startsThread, thread }: Message): Promise<{ readonly thread?: Ts }> {
    const known = await pending.get(id);
    if (known?.state === "waiting" && known.thread) return { thread: known.thread };
    const root = command === undefined && !startsThread ? parseSpot(thread) : undefined;
    return root ? { thread: root.ts } : {};
  }
}
