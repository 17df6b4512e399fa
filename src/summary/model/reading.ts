import { z } from "zod";
import type { AnswerSchema } from "../../core/ports/index.ts";
import type { CitedMessage, Person } from "../summary.ts";
import { bestFirst } from "./best-sources.ts";
import { claimText } from "./claim-text.ts";
import type { Entry } from "./entry.ts";
import { type Item, SECTIONS, type Section } from "./partial.ts";
import { unverifiedIn } from "./unverified.ts";

/** Items that a chunk gives at most. */
const MOST: Readonly<Record<Section, number>> = {
  keyPoints: 5,
  decisions: 4,
  actionItems: 5,
  openQuestions: 3,
  gist: 2,
};
const MAX_TEXT_CHARS = 280;
/** Of each of its two lines. */
const MAX_GIST_CHARS = 160;
const MAX_DUE_CHARS = 60;
const MAX_SOURCES = 4;

const maxChars = (section: Section) => (section === "gist" ? MAX_GIST_CHARS : MAX_TEXT_CHARS);

/**
 * What an answer about so many messages can be: its citations are their numbers and nothing else, its people are those who
 * wrote them. Sources come before the text, so that the model writes from what it cites instead of looking for proof afterwards.
 */
export function readingSchema(count: number, names: readonly string[]): AnswerSchema {
  const index = { enum: Array.from({ length: count }, (_, at) => at + 1) };
  const sources: AnswerSchema = { type: "array", items: index, minItems: 1, maxItems: MAX_SOURCES };
  const beside: Partial<Record<Section, Readonly<Record<string, AnswerSchema>>>> = {
    decisions: { by: { type: "array", items: { enum: names }, maxItems: MAX_SOURCES } },
    actionItems: {
      owner: { enum: [null, ...names] },
      due: { type: "string", maxLength: MAX_DUE_CHARS },
    },
  };
  return {
    type: "object",
    properties: Object.fromEntries(
      SECTIONS.map((section): [string, AnswerSchema] => {
        const text = { type: "string", maxLength: maxChars(section) } as const;
        const properties = { sources, ...beside[section], text };
        return [section, { type: "array", maxItems: MOST[section], items: { type: "object", properties } }];
      }),
    ),
  };
}

const written = z.object({
  sources: z.array(z.unknown()),
  text: z.string(),
  by: z.array(z.unknown()).catch([]),
  owner: z.string().nullable().catch(null),
  due: z.string().catch(""),
});
const answer = z.record(z.string(), z.array(z.unknown()).catch([])).catch({});

/**
 * The items of an answer about these entries. What a schema could not see to is seen to here: what cites nothing that was
 * given is dropped, so are a "due" that is not in the cited words and people who did not write them; names and numbers without
 * evidence are marked.
 */
export function itemsRead(
  value: unknown,
  entries: readonly Entry[],
  people: ReadonlyMap<string, Person>,
): readonly Item[] {
  const lists = answer.parse(value);
  return SECTIONS.flatMap((section) =>
    (lists[section] ?? []).slice(0, MOST[section]).flatMap((item) => {
      const read = written.safeParse(item);
      return read.success ? itemOf(section, read.data, entries, people) : [];
    }),
  );
}

function itemOf(
  section: Section,
  { sources, text, by, owner, due }: z.infer<typeof written>,
  entries: readonly Entry[],
  people: ReadonlyMap<string, Person>,
): readonly Item[] {
  const numbers = new Set(sources.filter((source) => typeof source === "number"));
  const cited = entries.filter((_, at) => numbers.has(at + 1));
  const evidence = cited.map(({ message, text: said }) => `${message.author.name}: ${said}`).join("\n");
  const claim = claimText([...text].slice(0, maxChars(section)).join(""), evidence);
  if (cited.length === 0 || !/[\p{L}\p{N}]/u.test(claim)) return [];

  const authors = new Set(cited.map(({ message }) => message.author.id));
  const owning = owner === null ? undefined : people.get(owner);
  const names = [...people.values()].map(({ name }) => name);
  // Whoever is to do it is part of what is claimed.
  const said = owning === undefined ? claim : `${claim}\n${owning.name}`;
  const unverified = unverifiedIn(said, { text: evidence, names });
  const until = claimText(due, evidence);
  const item: Item = {
    section,
    text: claim,
    sources: bestFirst(
      claim,
      cited.map(({ message: { id }, text: said }) => ({ text: said, sources: [id] })),
    ),
    ...(unverified.length === 0 ? {} : { unverified }),
  };
  switch (section) {
    case "decisions": {
      const named = new Set(by.flatMap((name) => people.get(String(name)) ?? []));
      return [{ ...item, by: [...named].filter(({ id }) => authors.has(id)) }];
    }
    case "actionItems":
      return [
        {
          ...item,
          ...(owning === undefined ? {} : { owner: owning }),
          ...(until !== "" && folded(evidence).includes(folded(until)) ? { due: until } : {}),
        },
      ];
    case "keyPoints":
    case "openQuestions":
    case "gist":
      return [item];
    default:
      return section satisfies never;
  }
}

const folded = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");

/** Those of the messages that an item names, in the order of writing. */
export function citedBy(items: readonly Item[], entries: readonly Entry[]): readonly CitedMessage[] {
  const wanted = new Set(items.flatMap(({ sources }) => sources));
  const messages = new Map(entries.map(({ message }) => [message.id, message]));
  return [...messages.values()]
    .filter(({ id }) => wanted.has(id))
    .map(({ id, author, sentAt, link }) => ({
      id,
      author: { id: author.id, name: author.name },
      ...(sentAt === undefined ? {} : { sentAt }),
      link,
    }));
}
