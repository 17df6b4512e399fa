import { WebAPIHTTPError } from "@slack/web-api";
import type { ModerationActions, MoveOutcome } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { Locale } from "../../../src/core/types.ts";
import type { Api } from "../api.ts";
import { refusal } from "../api-error.ts";
import type { MessageContent } from "../api-types.ts";
import type { SlackId } from "../ids.ts";
import type { Opened } from "./forms.ts";
import { plainLine, sentence } from "./plain.ts";
import { moderationWords } from "./words.ts";

/** Somebody who pressed or sent something, and where they can be told something alone. */
export interface Waiter {
  readonly user: SlackId;
  readonly locale: Locale;
  readonly from: Opened;
}

/** Those who wait to be told how their move, appeal or report ended. */
export interface Waiting {
  /** @param event the event's id */
  wait(event: string, waiter: Waiter): Promise<void>;
  /** It could not be taken in, and that was told already. */
  drop(event: string): Promise<void>;
  /** Tells them something alone, where that is possible. */
  say(waiter: Waiter, text: string): Promise<void>;
  readonly answer: ModerationActions["answer"];
}

/** An address serves for 30 minutes (docs: interactivity/handling-user-interaction#message_responses); the last one is left alone. */
const USABLE_MS = 29 * 60 * 1000;
const MAX_NAME_CHARS = 100;

export function createWaiting(parts: {
  readonly api: Pick<Api, "respond" | "whisper">;
  readonly store: Store;
  /** Unix ms. */
  readonly now: () => number;
}): Waiting {
  const { api, now } = parts;
  const records = parts.store.records<Waiter>("slack/waiting");

  /** `false`: there is no address, or it is worn out. */
  async function respond({ from }: Waiter, content: MessageContent): Promise<boolean> {
    if (from.responseUrl === undefined || now() - from.at > USABLE_MS) return false;
    try {
      await api.respond(from.responseUrl, {
        ...content,
        response_type: "ephemeral",
        replace_original: false,
        ...(from.thread ? { thread_ts: from.thread } : {}),
      });
      return true;
    } catch (error) {
      if (error instanceof WebAPIHTTPError && error.statusCode >= 400 && error.statusCode < 500) return false;
      throw error;
    }
  }

  async function say(waiter: Waiter, text: string): Promise<void> {
    const content = sentence(text);
    if (await respond(waiter, content)) return;
    const { channel, thread } = waiter.from;
    try {
      await api.whisper(channel, waiter.user, { ...content, ...(thread ? { thread } : {}) });
    } catch (error) {
      // There is no way any more.
      if (refusal(error) === undefined) throw error;
    }
  }

  return {
    wait: async (event, waiter) => void (await records.set(event, waiter, USABLE_MS)),
    drop: async (event) => void (await records.delete(event)),
    say,
    async answer(event, outcome) {
      const waiter = await records.get(event);
      if (!waiter) return;
      await say(waiter, answerText(outcome, waiter.locale));
      await records.delete(event);
    },
  };
}

function answerText(outcome: MoveOutcome, locale: Locale): string {
  const { answer, move: names, moved } = moderationWords[locale];
  switch (outcome.type) {
    case "done":
      return moved(outcome.case, names[outcome.move]);
    case "refused":
      return answer.refused[outcome.why](plainLine(outcome.by?.name ?? "", MAX_NAME_CHARS) || undefined);
    case "reported":
      return answer.reported;
    case "appealed":
      return answer.appealed;
    case "labelled":
      return answer.labelled;
    default:
      return outcome satisfies never;
  }
}
