import {
  type APIModalInteractionResponse,
  type APIModalSubmitInteraction,
  ComponentType,
  InteractionResponseType,
  TextInputStyle,
} from "discord.js";
import { REASON_READERS, type ReasonedMove } from "../../../src/core/ports/case-moves.ts";
import type { CaseId, Locale } from "../../../src/core/types.ts";
import { appealId, moveId } from "../../../src/platform/case-moves.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import type { Spot } from "../ids.ts";
import { reportId } from "./buttons.ts";
import { moderationWords } from "./words.ts";

/** The one field of each form. */
const FIELD = "words";
const MAX_CHARS = 1_000;
/** Docs: interactions/receiving-and-responding#interaction-response-object-modal. */
const MAX_TITLE_CHARS = 45;

/** Asks for the reason of a move; of a dismissal, when it overturns what was decided. */
export function reasonForm(move: ReasonedMove, id: CaseId, locale: Locale): APIModalInteractionResponse {
  const { form, move: names, onAppeal } = moderationWords[locale];
  const title = `${move === "dismiss" ? onAppeal.dismiss : names[move]} ${id}`;
  return formOf(moveId(move, id), title, form.reason, { hint: form.reasonHint[REASON_READERS[move]] });
}

export function appealForm(id: CaseId, locale: Locale): APIModalInteractionResponse {
  const { form } = moderationWords[locale];
  return formOf(appealId(id), form.appealTitle, form.appealWords, { isRequired: true });
}

export function reportForm({ channel, message }: Spot, locale: Locale): APIModalInteractionResponse {
  const { form } = moderationWords[locale];
  return formOf(reportId(channel, message), form.reportTitle, form.reportWords, {});
}

/** What was written into a form; empty: nothing. */
export function wordsIn({ data }: Pick<APIModalSubmitInteraction, "data">): string {
  const inputs = data.components.flatMap((row) =>
    "components" in row ? row.components : "component" in row ? [row.component] : [],
  );
  const found = inputs.find((one) => one.custom_id === FIELD);
  return found && "value" in found && typeof found.value === "string" ? found.value.trim() : "";
}

function formOf(
  custom_id: string,
  title: string,
  label: string,
  { hint, isRequired = false }: { readonly hint?: string; readonly isRequired?: boolean },
): APIModalInteractionResponse {
  return {
    type: InteractionResponseType.Modal,
    data: {
      custom_id,
      title: shorten(title, MAX_TITLE_CHARS),
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.TextInput,
              custom_id: FIELD,
              style: TextInputStyle.Paragraph,
              label,
              max_length: MAX_CHARS,
              required: isRequired,
              ...(hint === undefined ? {} : { placeholder: hint }),
            },
          ],
        },
      ],
    },
  };
}
