import { closeCode } from "../text/close-code.ts";
import type { CancelReason } from "./job.ts";
import { notices } from "./notices/index.ts";
import type { AnswerOutcome } from "./ports/index.ts";
import type { ReplyWriter } from "./reply-writer.ts";
import type { Locale } from "./types.ts";

/** Ends the reply of a question that was cancelled while it was answered: a stopped one keeps what people saw of it. */
export async function endCancelled(
  reply: ReplyWriter,
  reason: CancelReason,
  locale: Locale,
): Promise<AnswerOutcome> {
  switch (reason) {
    case "stopped":
      await reply.finish(
        joined(reply.kept, notices[locale].stopped),
        reply.kept.trim() !== "" ? "answer" : "notice",
      );
      return "stopped";
    case "deleted":
      await reply.settled();
      return "removed";
    case "shutdown":
      await reply.settled();
      return "handed-back";
    default:
      return reason satisfies never;
  }
}

/** A text and Maru's own word behind it. */
export const joined = (text: string, notice: string) =>
  text.trim() === "" ? notice : `${closeCode(text)}\n\n${notice}`;
