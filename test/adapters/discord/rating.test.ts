import type { APIMessage, APIUser } from "discord.js";
import { expect, test } from "vitest";
import { type Row, ratingRow } from "../../../adapters/discord/buttons.ts";
import { createTakeRating } from "../../../adapters/discord/rating.ts";

const asSeen = { id: "1", components: ratingRow("9") } as unknown as APIMessage;
const press = { does: "rate", rating: "up", reply: "9" } as const;
const by = (id: string) => ({ id }) as APIUser;
const counts = (rows: readonly Row[]) =>
  rows[0]!.components.map((button) => ("label" in button ? button.label : undefined));

test("presses at the same time are all counted, each on top of the one before", async () => {
  const take = createTakeRating();
  const shown: unknown[] = [];
  const show = async (rows: Row[]) => void shown.push(counts(rows));
  await Promise.all(["1", "2", "3"].map((id) => take(asSeen, press, by(id), show)));
  expect(shown).toEqual([
    ["1", undefined],
    ["2", undefined],
    ["3", undefined],
  ]);
});

test("when Discord did not show a press, the next one starts from what the person saw", async () => {
  const take = createTakeRating();
  const shown: unknown[] = [];
  const show = async (rows: Row[]) => void shown.push(counts(rows));
  await take(asSeen, press, by("1"), show);
  await expect(take(asSeen, press, by("2"), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  await take(asSeen, press, by("3"), show);
  expect(shown).toEqual([
    ["1", undefined],
    ["1", undefined],
  ]);
});
