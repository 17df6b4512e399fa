import { ApplicationCommandType } from "discord.js";
import { expect, test } from "vitest";
import { sharedWish, wishInWords } from "../../../adapters/discord/summary-commands.ts";
import { wishIn, wishOf } from "../../../src/core/summarise/parse-wish.ts";

const link = "https://discord.com/channels/110000000000000001/110000000000000002/110000000000000003";
const DAY_MS = 24 * 60 * 60_000;

type Data = Parameters<typeof wishInWords>[0];
const given = (values: Readonly<Record<string, string | number | boolean>>): Data =>
  ({
    type: ApplicationCommandType.ChatInput,
    options: Object.entries(values).map(([name, value]) => ({ name, value })),
  }) as unknown as Data;

test.for(["en", "ko"] as const)("what people choose is what the core reads, in words of %s", (locale) => {
  const values = { count: 50, from: link, length: "medium", language: "ko" };
  const wish = { last: 50, from: link, length: "medium", locale: "ko" };
  expect(wishOf("summarise", wishInWords(given(values), locale))).toEqual({
    wish: { command: "summarise", ...wish },
  });
  expect(wishIn(sharedWish(given({ ...values, shared: true }), locale))).toEqual({
    wish: { command: "summarise", ...wish },
  });
  expect(wishIn(sharedWish(given({ shared: true }), locale))).toEqual({ wish: { command: "summarise" } });
  for (const length of ["short", "long"])
    expect(wishOf("catchup", wishInWords(given({ length, language: "en" }), locale))).toEqual({
      wish: { command: "catchup", length, locale: "en" },
    });
});

test.for([
  ["2d", { agoMs: 2 * DAY_MS }],
  ["since 2d", { agoMs: 2 * DAY_MS }],
  ["3일 전", { agoMs: 3 * DAY_MS }],
  ["yesterday", { daysAgo: 1 }],
  ["어제", { daysAgo: 1 }],
  ["Monday", { weekday: 1 }],
  ["월요일", { weekday: 1 }],
  ["09:30", { clock: 570 }],
  ["9시 30분", { clock: 570 }],
  ["2026-01-31", { year: 2026, month: 1, day: 31 }],
  ["1월 31일", { month: 1, day: 31 }],
] as const)("a time may be given as %s", ([since, meant]) => {
  for (const locale of ["en", "ko"] as const)
    expect(wishOf("summarise", wishInWords(given({ since }), locale))).toEqual({
      wish: { command: "summarise", since: meant },
    });
});

test.for(["until yesterday", "어제까지", "from Monday to Wednesday"])(
  "a time may be given with an end: %s",
  (since) => {
    const { wish } = wishOf("summarise", wishInWords(given({ since }), "en")) as { wish: object };
    expect(wish).toHaveProperty("until");
  },
);
