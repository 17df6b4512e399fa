import { z } from "zod";
import type { LadderStep } from "../core/ports/index.ts";
import type { Locale } from "../core/types.ts";
import { category } from "./ladder-schema.ts";
import { lookAtPattern } from "./pattern-fault.ts";
import { text, whole } from "./setting.ts";

const STEPS = ["log", "note", "queue", "remove", "timeout"] as const satisfies readonly LadderStep[];
const LANGUAGES = ["en", "ko"] as const satisfies readonly Locale[];

export const language = z.enum(LANGUAGES);

const basics = {
  name: text().max(60),
  category,
  steps: z.array(z.enum(STEPS)).default(["queue"]),
  languages: z.array(language).min(1).optional(),
};
const domains = z.array(
  text()
    .toLowerCase()
    .regex(/^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]+$/u, {
      error: "must be a domain, e.g. example.com, without https:// and path",
    })
    .refine((domain) => URL.canParse(`http://${domain}`), { error: "must be a domain that there can be" })
    .describe("A domain, which stands for all below it."),
);

const rule = z.discriminatedUnion(
  "kind",
  [
    z.strictObject({
      ...basics,
      kind: z.literal("words"),
      category: category.default("other"),
      words: z
        .array(
          text()
            .max(100)
            .refine((word) => /[^*\s]/.test(word), { error: "must hold a word, not only *" }),
        )
        .min(1)
        .max(5_000)
        .describe("Words or phrases; * before or behind one stands for any more letters."),
    }),
    z.strictObject({
      ...basics,
      kind: z.literal("pattern"),
      category: category.default("other"),
      patterns: z
        .array(
          text()
            .max(500)
            .normalize()
            .superRefine(checkPattern)
            .describe("RE2's syntax; put it in 'single quotes'."),
        )
        .min(1)
        .max(50)
        .describe("Patterns in RE2's syntax, upper or lower case; put each in 'single quotes'."),
    }),
    z
      .strictObject({
        ...basics,
        kind: z.literal("links"),
        category: category.default("spam"),
        allow: domains.default([]).describe("The only domains that may be linked."),
        deny: domains.default([]).describe("Domains that may not be linked."),
      })
      .refine(({ allow, deny }) => allow.length + deny.length > 0, {
        error: "needs domains in allow or in deny",
      }),
    z.strictObject({
      ...basics,
      kind: z.literal("flood"),
      category: category.default("spam"),
      messages: whole(2, 100).describe("So many messages of one person …"),
      seconds: whole(1, 3600).describe("… within so many seconds are a flood."),
    }),
    z.strictObject({
      ...basics,
      kind: z.literal("mentions"),
      category: category.default("spam"),
      moreThan: whole(1, 1000).describe("More different mentions than these in one message."),
    }),
  ],
  {
    error: ({ code, input }) =>
      code === "invalid_union" && typeof input === "object"
        ? "must be words, pattern, links, flood or mentions"
        : undefined,
  },
);

/** The rules of a policy, or of one of its places. */
export const rules = z
  .array(rule)
  .max(100)
  .superRefine((all, context) => {
    const names = all.map(({ name }) => name);
    for (const [at, name] of names.entries()) {
      if (names.indexOf(name) === at) continue;
      context.addIssue({
        code: "custom",
        path: [at, "name"],
        input: name,
        message: "is the name of another rule too",
      });
    }
  });

function checkPattern(pattern: string, context: z.RefinementCtx<string>): void {
  const found = lookAtPattern(pattern);
  if ("problem" in found) context.addIssue({ code: "custom", input: pattern, message: found.problem });
}
