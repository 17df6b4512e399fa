import { z } from "zod";
import type { Category } from "../core/types.ts";
import { CATEGORIES, ladder } from "./ladder-schema.ts";
import { lookAtPattern, MAX_PATTERNS_SIZE } from "./pattern-fault.ts";
import { language, rules } from "./rule-schema.ts";
import { section, text, whole } from "./setting.ts";
import { timeZone } from "./time-zone.ts";

/** Nothing but people's looking, and for what is no matter of safety only the log. */
const DEFAULT_LADDERS: Readonly<Record<Category, { readonly log: number } | { readonly queue: number }>> = {
  hate: { queue: 0.5 },
  abuse: { queue: 0.5 },
  threat: { queue: 0.5 },
  sexual: { queue: 0.5 },
  "self-harm": { queue: 0.5 },
  privacy: { log: 0.5 },
  crime: { log: 0.5 },
  spam: { log: 0.5 },
  "own-rule": { queue: 0.5 },
  other: { log: 0.5 },
};

const quietHours = z.union([
  z.literal(false),
  z
    .strictObject({
      from: time(),
      to: time(),
      timeZone: timeZone(),
    })
    .refine(({ from, to }) => from !== to, { error: "must not end when they begin: write false for none" }),
]);

const questions = z.array(text().max(300)).max(20);
const exemptRoles = z.array(text());
const exemptPeople = z.array(
  text().regex(/^[a-z]+:\S+$/, {
    error: "must be a person's id with the platform in front, e.g. discord:1234: anybody can take a name",
  }),
);

/** What an override may say: all of the base but what holds for everything. */
const place = z.strictObject({
  match: z
    .array(text())
    .min(1)
    .describe("Names or ids of places, or all of a platform, e.g. [general, discord:123, web:*]."),
  mode: z.enum(["off", "shadow", "active"]).optional().describe("off, shadow or active."),
  categories: z
    .strictObject(eachCategory(() => ladder.optional()))
    .optional()
    .describe("What differs there, category by category."),
  contextMessages: whole(0, 50).optional(),
  twoPersons: z.boolean().optional(),
  timeoutMinutes: whole(1, 40_320).optional(),
  retentionDays: whole(1, 3650).optional(),
  exempt: z.strictObject({ roles: exemptRoles.default([]), people: exemptPeople.default([]) }).optional(),
  languages: z.array(language).min(1).optional(),
  quietHours: quietHours.optional(),
  questions: questions.optional(),
  rules: rules.optional().describe("Further rules; one of the same name replaces the base's."),
});

/** `moderation.policy`; its output is what src/moderation/policy takes. docs/policy.md says what it means. */
export const policySchema = section({
  mode: z
    .enum(["off", "shadow"], {
      error: ({ input }) =>
        input === "active"
          ? "must be off or shadow: active is set for each place, as in places: [{ match: [general], mode: active }]"
          : undefined,
    })
    .default("shadow")
    .describe("off: messages are not looked at; shadow: they are, and nothing is done."),
  categories: z
    .strictObject(eachCategory((name) => ladder.default(DEFAULT_LADDERS[name])))
    .prefault({})
    .describe("For each category, from which probability on which step is taken."),
  contextMessages: whole(0, 50)
    .default(4)
    .describe("Messages before the one in question that the guard and moderators see."),
  twoPersons: z.boolean().default(false).describe("Whether what is done to somebody takes two moderators."),
  timeoutMinutes: whole(1, 40_320).default(10).describe("How long a timeout lasts."),
  retentionDays: whole(1, 3650)
    .default(90)
    .describe("How long people's words are kept in cases; decisions stay."),
  exempt: section({
    roles: exemptRoles.default([]).describe("Names or ids of roles whose messages are not looked at."),
    people: exemptPeople
      .default([])
      .describe("Ids of people whose messages are not looked at, e.g. [discord:123456789012345678]."),
  }),
  languages: z
    .array(language)
    .min(1)
    .default(["en", "ko"])
    .describe("Languages in which the word of router and guard counts; rules count in all."),
  quietHours: quietHours
    .default(false)
    .describe("When moderators are not pinged: { from: 22:00, to: 07:00, timeZone: Asia/Seoul }, or false."),
  sampleShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.01)
    .describe("The share of all messages that moderators are asked about at random."),
  questions: questions
    .default([])
    .describe(
      'The place\'s own rules as yes/no questions, asked by the guard format custom: ["Does it …?"].',
    ),
  rules: rules.default([]).describe("Rules of words, patterns, links, floods and mentions."),
  places: z
    .array(place)
    .max(200)
    .default([])
    .describe("What is different in some places: [{ match: [general], mode: active }]."),
}).superRefine(({ rules: base, places }, context) => {
  const patterns = [base, ...places.map((one) => one.rules ?? [])]
    .flat()
    .flatMap((one) => (one.kind === "pattern" ? one.patterns : []));
  const size = patterns
    .map(lookAtPattern)
    .reduce((sum, found) => sum + ("size" in found ? found.size : 0), 0);
  if (size <= MAX_PATTERNS_SIZE) return;
  context.addIssue({
    code: "custom",
    path: ["rules"],
    input: base,
    message: `has patterns of ${size} steps together, and at most ${MAX_PATTERNS_SIZE} are possible`,
  });
});

function eachCategory<Made extends z.ZodType>(make: (name: Category) => Made): Record<Category, Made> {
  return Object.fromEntries(CATEGORIES.map((name) => [name, make(name)])) as Record<Category, Made>;
}

function time() {
  return z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time from "00:00" to "23:59", in quotes' });
}
