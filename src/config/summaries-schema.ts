import { z } from "zod";
import type { Locale, SummaryLength } from "../core/types.ts";
import { cronFault } from "./cron-fault.ts";
import { section, text, whole } from "./setting.ts";
import { timeZone } from "./time-zone.ts";

const LENGTHS = ["short", "medium", "long"] as const satisfies readonly SummaryLength[];
const LANGUAGES = ["auto", "en", "ko"] as const satisfies readonly ("auto" | Locale)[];

const digest = z.strictObject({
  platform: text().describe("The platform's name as under platforms, e.g. slack."),
  place: text().describe("Name or id of the place, e.g. general."),
  when: text()
    .superRefine((pattern, context) => {
      const fault = cronFault(pattern);
      if (fault !== undefined) context.addIssue({ code: "custom", input: pattern, message: fault });
    })
    .describe(
      'A cron pattern in quotes, by the clock of summaries.timeZone: minute hour day month weekday, e.g. "0 9 * * 1-5".',
    ),
  length: z.enum(LENGTHS).default("medium").describe("short, medium or long."),
  language: z
    .enum(LANGUAGES)
    .default("auto")
    .describe("The language it is written in; auto: that of the messages."),
  leastMessages: whole(1, 10_000).default(5).describe("Of fewer messages than this there is none."),
});

/** `summaries`; docs/summaries.md says what it means. */
export const summariesSchema = section({
  timeZone: z
    .union([z.literal("auto"), timeZone()])
    .default("auto")
    .describe(
      "By whose clock digests come, times are shown and yesterday ends: auto (this machine's), or e.g. Asia/Seoul.",
    ),
  digests: z
    .array(digest)
    .max(200)
    .superRefine((digests, context) => {
      const first = new Map<string, number>();
      for (const [at, { platform, place, when }] of digests.entries()) {
        const key = JSON.stringify([platform, place, when]);
        const same = first.get(key);
        if (same === undefined) first.set(key, at);
        else
          context.addIssue({
            code: "custom",
            path: [at],
            input: digests[at],
            message: `is for the same place and times as digests[${same}]`,
          });
      }
    })
    .default([])
    .describe(
      'Summaries that come by themselves, place by place: [{ platform: slack, place: general, when: "0 9 * * 1-5" }].',
    ),
});
