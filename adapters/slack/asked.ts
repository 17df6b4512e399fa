import type { Locale } from "../../src/core/types.ts";
import type { MessageContent } from "./api-types.ts";
import type { SlackId } from "./ids.ts";
import type { RawMessage } from "./raw-message.ts";
import { words } from "./words.ts";

const EVENT_TYPE = "maru_asked";

/**
 * The message that shows everybody a question that was asked by a command. It mentions the asker, who follows its thread by
 * that and is told of the answer.
 *
 * @param command which use of the command it is
 * @param question mrkdwn that mentions nobody
 */
export function askedMessage(by: SlackId, command: string, question: string, locale: Locale): MessageContent {
  return {
    text: `${words[locale].asks(`<@${by}>`)}\n${question}`,
    blocks: [],
    metadata: { event_type: EVENT_TYPE, event_payload: { by, command } },
  };
}

/** A question that `/ask` posted in somebody's name: from then on it is theirs, not Maru's. */
export interface Asked {
  readonly by: SlackId;
  /** Which use of the command it was. */
  readonly command: string;
  /** The question alone, without the line that says whose it is. mrkdwn. */
  readonly text: string;
}

/** Reads such a message. Anybody's app can write metadata: it counts only in messages of Maru's own. */
export function readAsked({ text = "", metadata }: RawMessage): Asked | undefined {
  if (metadata?.event_type !== EVENT_TYPE) return undefined;
  const { by, command } = metadata.event_payload;
  if (typeof by !== "string" || typeof command !== "string") return undefined;
  return { by, command, text: text.slice(text.indexOf("\n") + 1) };
}
