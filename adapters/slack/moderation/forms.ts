import type { KnownBlock, ModalView } from "@slack/types";
import { z } from "zod";
import { REASON_READERS, type ReasonedMove } from "../../../src/core/ports/case-moves.ts";
import type { CaseId, Locale } from "../../../src/core/types.ts";
import { appealId, moveId } from "../../../src/platform/case-moves.ts";
import { shorten } from "../../../src/text/cut-text.ts";
import type { SlackId, Ts } from "../ids.ts";
import { plain } from "./plain.ts";
import { moderationWords } from "./words.ts";

/** The one field of each form, and the block that it stands in. */
export const FIELD = "words";
const MAX_CHARS = 1_000;
/** Docs: reference/views/modal-views. */
export const MAX_TITLE_CHARS = 24;

/** The name of the form by which members report, and of the shortcut that leads to it; the manifest registers that. */
export const REPORT_ID = "report_message";

/** What a form is to remember until it is sent: where it was opened. Only Slack and Maru see it. */
export interface Opened {
  readonly channel: SlackId;
  /** In which thread, where nobody sees what is whispered outside. */
  readonly thread?: Ts | undefined;
  readonly responseUrl?: string | undefined;
  /** When it was opened, in Unix ms: the address wears out. */
  readonly at: number;
  /** The message that is reported. */
  readonly message?: Ts | undefined;
}

const opened = z.object({
  channel: z.string(),
  thread: z.string().optional(),
  responseUrl: z.string().optional(),
  at: z.number(),
  message: z.string().optional(),
});

/** Asks for the reason of a move; of a dismissal, when it overturns what was decided. */
export function reasonForm(move: ReasonedMove, id: CaseId, locale: Locale, from: Opened): ModalView {
  const { form, move: names, onAppeal } = moderationWords[locale];
  const title = `${move === "dismiss" ? onAppeal.dismiss : names[move]} ${id}`;
  return formOf(moveId(move, id), title, locale, from, {
    label: form.reason,
    hint: form.reasonHint[REASON_READERS[move]],
  });
}

export function appealForm(id: CaseId, locale: Locale, from: Opened): ModalView {
  const { form } = moderationWords[locale];
  return formOf(appealId(id), form.appeal, locale, from, { label: form.appealWords, isRequired: true });
}

export function reportForm(locale: Locale, from: Opened): ModalView {
  const { form } = moderationWords[locale];
  return formOf(REPORT_ID, form.reportTitle, locale, from, { label: form.reportWords });
}

interface Field {
  readonly label: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
}

function formOf(callback_id: string, title: string, locale: Locale, from: Opened, field: Field): ModalView {
  const { send, cancel } = moderationWords[locale];
  const input: KnownBlock = {
    type: "input",
    block_id: FIELD,
    optional: !field.isRequired,
    label: plain(field.label),
    ...(field.hint === undefined ? {} : { hint: plain(field.hint) }),
    element: { type: "plain_text_input", action_id: FIELD, multiline: true, max_length: MAX_CHARS },
  };
  return {
    type: "modal",
    callback_id,
    title: plain(shorten(title, MAX_TITLE_CHARS)),
    submit: plain(send),
    close: plain(cancel),
    private_metadata: JSON.stringify(from),
    blocks: [input],
  };
}

/** A form that somebody sent. */
export interface Sent {
  /** Another each time, also when the same form is sent again after an error. */
  readonly trigger: string;
  /** The same for one form, however often it is sent. */
  readonly view: string;
  readonly user: SlackId;
  readonly form: string;
  /** Empty: nothing. */
  readonly words: string;
  readonly from: Opened;
}

/** As much of it as Maru looks at (docs: reference/interaction-payloads/view-interactions-payload). */
const viewSubmission = z.object({
  type: z.literal("view_submission"),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});

/** Reads what Slack tells of a sent form; `undefined` when it is something else. */
export function parseSent(body: unknown): Sent | undefined {
  const { data } = viewSubmission.safeParse(body);
  const from = data && opened.safeParse(jsonOf(data.view.private_metadata)).data;
  if (!data || !from) return undefined;
  const { view, user, trigger_id: trigger } = data;
  const words = (view.state.values[FIELD]?.[FIELD]?.value ?? "").trim();
  return { trigger, view: view.id, user: user.id, form: view.callback_id, words, from };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
