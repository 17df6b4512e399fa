import type { APIMessage, APIUser } from "discord.js";
import { remember } from "../../src/platform/remember.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { type Press, type Row, rate } from "./buttons.ts";
import type { Snowflake } from "./ids.ts";

type RatePress = Extract<Press, { does: "rate" }>;

/**
 * Counts one press of 👍 or 👎 and has `show` show the buttons as they then stand. Resolves to the person's rating.
 * Presses of one message's buttons are taken one after the other, each on top of the one before: what Discord sends along
 * with a press is the message as the person saw it, possibly before somebody else's press was shown.
 */
export type TakeRating = (
  message: APIMessage,
  press: RatePress,
  user: APIUser,
  show: (components: Row[]) => Promise<void>,
) => Promise<"up" | "down" | null>;

/** Messages whose buttons are remembered; only presses at the same time need it. */
const REMEMBERED = 200;

export function createTakeRating(): TakeRating {
  const inTurn = createInTurn();
  const latest = new Map<Snowflake, Row[]>();

  return (message, press, user, show) =>
    inTurn(message.id, async () => {
      const shown = latest.get(message.id) ?? message.components;
      const { rating, components } = rate(
        { ...message, ...(shown ? { components: shown } : {}) },
        press,
        user.id,
      );
      latest.delete(message.id);
      await show(components);
      remember(latest, message.id, components, REMEMBERED);
      return rating;
    });
}
