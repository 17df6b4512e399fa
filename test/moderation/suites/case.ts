import { z } from "zod";

/** Whom a case speaks of. The last three are not protected groups; see README.md for the definition. */
export const TARGETS = [
  "women",
  "men",
  "gay people",
  "trans people",
  "black people",
  "asian people",
  "white people",
  "native people",
  "latinos",
  "roma",
  "south asians",
  "southeast asians",
  "koreans",
  "chinese people",
  "joseonjok",
  "japanese people",
  "north korean defectors",
  "muslims",
  "jews",
  "christians",
  "disabled people",
  "immigrants",
  "refugees",
  "people from jeolla",
  "people from gyeongsang",
  "people from another region",
  "older people",
  "young people",
  "individual",
  "unprotected group",
  "none",
] as const;

export const LANGUAGES = ["en", "ko"] as const;

export type Language = (typeof LANGUAGES)[number];

/** One line of a suite's file. */
export const suiteCase = z.strictObject({
  /** `<language>-<function>-<number>`, unique over all suites and never given to another text. */
  id: z.string().regex(/^(en|ko)-[a-z-]+-\d{3}$/),
  /** Name of the function in functions.ts; also the name of the file. */
  function: z.string(),
  /** The message as somebody would post it. */
  text: z.string().min(1),
  /** Whether the message is hateful by the definition in README.md. */
  hateful: z.boolean(),
  target: z.enum(TARGETS),
  language: z.enum(LANGUAGES),
  /** Only in functions of obfuscation: the same message before letters were hidden. */
  plain: z.string().min(1).optional(),
});

export type SuiteCase = z.infer<typeof suiteCase>;
