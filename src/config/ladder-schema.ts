import { z } from "zod";
import type { Category } from "../core/types.ts";

export const CATEGORIES = [
  "hate",
  "abuse",
  "threat",
  "sexual",
  "self-harm",
  "privacy",
  "crime",
  "spam",
  "own-rule",
  "other",
] as const satisfies readonly Category[];
export const category = z.enum(CATEGORIES);

const probability = z.number().min(0.01).max(1);
const threshold = z.union([
  probability,
  z.strictObject({ perDay: z.number().min(0.1).max(10_000).describe("About so many messages a day.") }),
]);

const PROBABILITY = "A probability from which on the step is taken, e.g. 0.95.";
const THRESHOLD = "A probability from which on the step is taken, e.g. 0.5, or a budget: { perDay: 5 }.";

/** What each step needs; heavier ones than people's looking have no budget, because nothing is taken from anybody to fill a quota. */
export const ladder = z
  .strictObject({
    log: threshold.optional().describe(THRESHOLD),
    note: probability.optional().describe(PROBABILITY),
    queue: threshold.optional().describe(THRESHOLD),
    remove: probability.optional().describe(PROBABILITY),
    timeout: probability.optional().describe(PROBABILITY),
  })
  .superRefine((steps, context) => {
    for (const [lighter, heavier] of [
      ["log", "note"],
      ["log", "queue"],
      ["log", "remove"],
      ["log", "timeout"],
      ["queue", "remove"],
      ["queue", "timeout"],
    ] as const) {
      const [least, given] = [steps[lighter], steps[heavier]];
      if (typeof least !== "number" || typeof given !== "number" || given >= least) continue;
      context.addIssue({
        code: "custom",
        path: [heavier],
        input: given,
        message: `must be at least as much as ${lighter}, ${least}: the heavier step is never the first`,
      });
    }
  });
