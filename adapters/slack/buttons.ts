import type { ActionsBlock, ContextActionsBlock } from "@slack/types";
import type { ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Locale, MessageId } from "../../src/core/types.ts";
import { isPostId, parseSpot } from "./ids.ts";
import { isCommandId } from "./pending-commands.ts";
import { words } from "./words.ts";

/** `action_id`s of the buttons under replies, for Bolt's `app.action`. */
const STOP_ACTION = "maru_stop";
const RATE_ACTION = "maru_rate";

/**
 * What pressing one of the buttons under a reply means. The buttons name the question, or a message that answers nobody; its record has
 * the rest.
 */
export type PressedButton =
  | { readonly does: "stop"; readonly question: MessageId }
  | { readonly does: "rate"; readonly rating: "up" | "down"; readonly question: MessageId };

/** For replies that Slack shows no Stop button of its own for. */
export const stopButton = (question: MessageId, locale: Locale): ActionsBlock => ({
  type: "actions",
  elements: [
    {
      type: "button",
      action_id: STOP_ACTION,
      value: question,
      text: { type: "plain_text", text: words[locale].stop },
    },
  ],
});

/** 👍 and 👎 as Slack shows them (docs: block-kit/block-elements/feedback-buttons-element). */
const feedbackButtons = (question: MessageId, locale: Locale): ContextActionsBlock => ({
  type: "context_actions",
  elements: [
    {
      type: "feedback_buttons",
      action_id: RATE_ACTION,
      positive_button: {
        text: { type: "plain_text", text: "👍" },
        accessibility_label: words[locale].helpful,
        value: `up ${question}`,
      },
      negative_button: {
        text: { type: "plain_text", text: "👎" },
        accessibility_label: words[locale].notHelpful,
        value: `down ${question}`,
      },
    },
  ],
});

/** What stands under a finished reply. */
export const buttonsUnder = (
  kind: ReplyKind,
  question: MessageId,
  locale: Locale,
): readonly ContextActionsBlock[] => (kind === "notice" ? [] : [feedbackButtons(question, locale)]);

/** Reads a pressed button back. `undefined` when it is none of these. */
export function pressOf(actionId: string, value: string): PressedButton | undefined {
  if (actionId === STOP_ACTION) return isQuestion(value) ? { does: "stop", question: value } : undefined;
  const [, rating, question = ""] = /^(up|down) (.+)$/.exec(value) ?? [];
  if (actionId !== RATE_ACTION || (rating !== "up" && rating !== "down") || !isQuestion(question))
    return undefined;
  return { does: "rate", rating, question };
}

const isQuestion = (id: string): id is MessageId =>
  parseSpot(id) !== undefined || isCommandId(id) || isPostId(id);
