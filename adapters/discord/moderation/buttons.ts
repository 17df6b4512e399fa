import { type APIButtonComponentWithCustomId, type APIMessage, ButtonStyle, ComponentType } from "discord.js";
import type { ReviewCase } from "../../../src/core/ports/review.ts";
import type { CaseId, CaseMove, Locale } from "../../../src/core/types.ts";
import {
  appealId,
  buttonId,
  type CaseWish,
  caseWishOf,
  decides,
  isCaseId,
} from "../../../src/platform/case-moves.ts";
import { buttonsOf, type Row } from "../buttons.ts";
import { parseMessageId, type Snowflake, type Spot } from "../ids.ts";
import { moderationWords } from "./words.ts";

/** What pressing one of moderation's buttons, or sending one of its forms, means. */
type Wish = CaseWish | { readonly does: "report"; readonly spot: Spot };

const REPORT = "report:";
export const reportId = (channel: Snowflake, message: Snowflake): string => `${REPORT}${channel}/${message}`;

/** Reads the id of a button or form back; `undefined` when it is none of moderation's. */
export function wishOf(customId: string): Wish | undefined {
  const spot = customId.startsWith(REPORT)
    ? parseMessageId(`discord:${customId.slice(REPORT.length)}`)
    : undefined;
  return spot ? { does: "report", spot } : caseWishOf(customId);
}

/** The buttons of a card, by the moves that make sense now: those that decide, then the others. */
export function cardRows(shown: ReviewCase, locale: Locale): Row[] {
  const { moves, state } = shown;
  const { move: names, onAppeal } = moderationWords[locale];
  const button = (move: CaseMove): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: styleOf(move),
    custom_id: buttonId(move, shown),
    label: state === "appealed" && (move === "uphold" || move === "dismiss") ? onAppeal[move] : names[move],
  });
  const rows = [moves.filter((one) => decides(one)), moves.filter((one) => !decides(one))];
  return rows.filter((one) => one.length > 0).map((one) => row(...one.map(button)));
}

function styleOf(
  move: CaseMove,
): ButtonStyle.Primary | ButtonStyle.Danger | ButtonStyle.Success | ButtonStyle.Secondary {
  if (move === "uphold") return ButtonStyle.Primary;
  if (move === "dismiss") return ButtonStyle.Success;
  return move === "delete" || move === "timeout" ? ButtonStyle.Danger : ButtonStyle.Secondary;
}

export const appealRow = (id: CaseId, locale: Locale): Row =>
  row({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: appealId(id),
    label: moderationWords[locale].form.appeal,
  });

/** Whether a message of Maru's is the card of a case. */
export const isCardOf = (message: APIMessage, id: CaseId): boolean => caseOnCard(message) === id;

/**
 * Whether a message of Maru's repeats what somebody wrote that moderation holds: a card, or a word to an author. Both are none of what is
 * said in the channel.
 */
export const repeatsHeldWords = (message: APIMessage): boolean =>
  caseOnCard(message) !== undefined ||
  buttonsOf(message).some(({ custom_id }) => wishOf(custom_id)?.does === "appeal");

/** Its footer begins with the case. */
const caseOnCard = ({ embeds }: APIMessage): CaseId | undefined =>
  embeds.map(({ footer }) => footer?.text.split(" ")[0] ?? "").find(isCaseId);

const row = (...components: APIButtonComponentWithCustomId[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});
