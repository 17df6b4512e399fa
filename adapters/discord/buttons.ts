import { hash } from "node:crypto";
import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import type { Locale } from "../../src/core/types.ts";
import type { Snowflake } from "./ids.ts";
import { words } from "./words.ts";

/** What pressing one of Maru's buttons means. */
export type Press =
  | { readonly does: "stop"; readonly question: Snowflake }
  | { readonly does: "rate"; readonly rating: "up" | "down"; readonly reply: Snowflake };

/** A row of buttons. */
export type Row = APIActionRowComponent<APIButtonComponentWithCustomId>;

/**
 * The Stop button. It also tells to which question an unfinished reply belongs, so that a reply whose posting was cut
 * off by a crash is found again: `wait:` while there is no word of the answer yet, `stop:` from then on.
 */
export const stopRow = (question: Snowflake, locale: Locale, hasWords: boolean): Row[] => [
  row({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: `${hasWords ? "stop" : "wait"}:${question}`,
    label: words[locale].stop,
    emoji: { name: "⏹️" },
  }),
];

/** The buttons 👍 and 👎, not pressed by anybody yet. */
export const ratingRow = (reply: Snowflake): Row[] => [
  ratingButtons(reply, { up: unpressed, down: unpressed }),
];

/** The buttons 👍 and 👎 as they stand under a message, with who pressed them. */
export function ratingsUnder(message: APIMessage): Row[] {
  const buttons = buttonsOf(message).filter(({ custom_id }) => pressOf(custom_id)?.does === "rate");
  return buttons.length === 0 ? [] : [row(...buttons.map(({ id: _, ...button }) => button))];
}

/** Whether the message is a reply of Maru's without a word yet. */
export const isPlaceholder = (message: APIMessage): boolean =>
  buttonsOf(message).some(({ custom_id }) => custom_id.startsWith("wait:"));

/**
 * Whether the message is the last part of Maru's reply to the question, as far as it had come. `first`: the reply's first
 * message, where it is known, which is what the buttons of a finished reply name.
 */
export const isPartOf = (message: APIMessage, question: Snowflake, first?: Snowflake): boolean =>
  buttonsOf(message).some(({ custom_id }) => {
    const press = pressOf(custom_id);
    return press?.does === "stop"
      ? press.question === question
      : press !== undefined && press.reply === first;
  });

/** Reads a button's id back. */
export function pressOf(customId: string): Press | undefined {
  const [does, id] = customId.split(":");
  if (!id || !/^\d+$/.test(id)) return undefined;
  if (does === "stop" || does === "wait") return { does: "stop", question: id };
  if (does === "up" || does === "down") return { does: "rate", rating: does, reply: id };
  return undefined;
}

/**
 * Who pressed which button stands, as short digests, in the buttons themselves: nothing about people has to be stored
 * to show a rating as pressed and to take it back.
 */
export function rate(
  message: APIMessage,
  press: Extract<Press, { does: "rate" }>,
  user: Snowflake,
): { readonly rating: "up" | "down" | null; readonly components: Row[] } {
  const digest = hash("sha256", `${message.id} ${user}`, "base64url").slice(0, DIGEST_CHARS);
  const takesBack = pressedBy(message, press.rating).digests.includes(digest);
  const without = (rating: Rating): Pressed => {
    const { count, digests } = pressedBy(message, rating);
    const others = digests.filter((one) => one !== digest);
    return { count: count - (digests.length - others.length), digests: others };
  };
  const now = { up: without("up"), down: without("down") };
  if (!takesBack) {
    const { count, digests } = now[press.rating];
    now[press.rating] = { count: count + 1, digests: [...digests, digest].slice(-MAX_DIGESTS) };
  }
  return { rating: takesBack ? null : press.rating, components: [ratingButtons(press.reply, now)] };
}

type Rating = "up" | "down";

/** `digests`: of the last people to press it; who pressed before them and presses again counts twice. */
interface Pressed {
  readonly count: number;
  readonly digests: readonly string[];
}

const unpressed: Pressed = { count: 0, digests: [] };

function pressedBy(message: APIMessage, rating: Rating): Pressed {
  const button = buttonsOf(message).find(({ custom_id }) => custom_id.startsWith(`${rating}:`));
  const digests = (button?.custom_id.split(":")[2] ?? "").match(/.{4}/g) ?? [];
  return { count: Number(button?.label ?? 0), digests };
}

const DIGEST_CHARS = 4;
/** An id of 20 digits and as many digests fit the 100 characters of a button's id. */
const MAX_DIGESTS = 18;

function ratingButtons(reply: Snowflake, pressed: Readonly<Record<Rating, Pressed>>): Row {
  const button = (rating: Rating, emoji: string): APIButtonComponentWithCustomId => {
    const { count, digests } = pressed[rating];
    return {
      type: ComponentType.Button,
      style: count > 0 ? ButtonStyle.Primary : ButtonStyle.Secondary,
      custom_id: `${rating}:${reply}:${digests.join("")}`,
      emoji: { name: emoji },
      ...(count > 0 ? { label: String(count) } : {}),
    };
  };
  return row(button("up", "👍"), button("down", "👎"));
}

const row = (...components: APIButtonComponentWithCustomId[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});

/** The buttons under a message. */
export function buttonsOf(message: APIMessage): APIButtonComponentWithCustomId[] {
  return (message.components ?? []).flatMap((top: APIMessageTopLevelComponent) =>
    top.type === ComponentType.ActionRow
      ? top.components.filter(
          (one): one is APIButtonComponentWithCustomId =>
            one.type === ComponentType.Button && "custom_id" in one,
        )
      : [],
  );
}
