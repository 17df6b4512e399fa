import type { ModerationActions, MoveOutcome } from "../../../src/core/ports/moderation-actions.ts";
import type { Locale } from "../../../src/core/types.ts";
import type { Api } from "../api.ts";
import { unless } from "../api-error.ts";
import type { PendingCommands } from "../pending-commands.ts";
import { plainLine } from "./untrusted.ts";
import { moderationWords } from "./words.ts";

const MAX_NAME_CHARS = 100;

/** Tells whoever pressed or sent something how it ended: in the answer that only they see, as long as its token lives. */
export function createAnswer(parts: {
  readonly api: Pick<Api, "fillIn">;
  readonly pending: Pick<PendingCommands, "get" | "drop">;
}): ModerationActions["answer"] {
  const { api, pending } = parts;

  return async (event, outcome) => {
    const id = /^discord:interaction\/(\d{1,20})$/.exec(event)?.[1];
    const asked = id === undefined ? undefined : await pending.get(id);
    if (id === undefined || !asked) return;
    const text = answerText(outcome, asked.locale ?? "en");
    await unless(
      ["unknownMessage", "unknownWebhook", "invalidWebhookToken", "unknownInteraction"],
      api.fillIn(asked.application, asked.token, text),
    );
    await pending.drop(id);
  };
}

function answerText(outcome: MoveOutcome, locale: Locale): string {
  const { answer, move: names } = moderationWords[locale];
  switch (outcome.type) {
    case "done":
      return answer.done(outcome.case, names[outcome.move]);
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
