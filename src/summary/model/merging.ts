import { z } from "zod";
import type { AnswerSchema } from "../../core/ports/index.ts";
import type { PersonId } from "../../core/types.ts";
import { spokenText } from "../../text/spoken.ts";
import type { Person } from "../summary.ts";
import { bestFirst } from "./best-sources.ts";
import { claimText } from "./claim-text.ts";
import { type Item, SECTIONS, type Section } from "./partial.ts";
import { unverifiedIn } from "./unverified.ts";

/** Items of each section that a merge gives at most. */
const MOST: Readonly<Record<Section, number>> = {
  keyPoints: 10,
  decisions: 8,
  actionItems: 10,
  openQuestions: 6,
  gist: 2,
};
const MAX_TEXT_CHARS = 280;
const MAX_GIST_CHARS = 160;
const maxChars = (section: Section) => (section === "gist" ? MAX_GIST_CHARS : MAX_TEXT_CHARS);
const MAX_JOINED = 8;

/** The items as the model reads them, numbered from 1 in the order of the list, which is by section. */
export function notesOf(items: readonly Item[]): string {
  return items
    .map((item, at) => {
      const opens = items[at - 1]?.section !== item.section;
      return `${opens ? `${item.section}:\n` : ""}${noteOf(item, at + 1)}`;
    })
    .join("\n");
}

export function noteOf(item: Item, number: number): string {
  return spokenText(`[${number}] ${saidIn(item)}`).replaceAll("\n", " ");
}

function saidIn({ text, by, owner, due }: Item): string {
  const who = owner?.name ?? by?.map(({ name }) => name).join(", ");
  const beside = [who, due].filter((word) => word !== undefined && word !== "").join("; ");
  return `${text}${beside === "" ? "" : ` (${beside})`}`;
}

/** By section, and within one in the order in which they came. */
export function inSections(items: readonly Item[]): readonly Item[] {
  return SECTIONS.flatMap((section) => items.filter((item) => item.section === section));
}

/**
 * What a merge of these notes can answer: each item joins notes of its own section, and a gist any; a list that has no notes
 * is not asked for. `items` as `inSections` gives them.
 */
export function mergingSchema(items: readonly Item[]): AnswerSchema {
  const properties: Record<string, AnswerSchema> = {};
  for (const section of SECTIONS) {
    const indices = [...items.keys()].filter((at) => joins(section, items[at] as Item)).map((at) => at + 1);
    if (indices.length === 0) continue;
    const from: AnswerSchema = {
      type: "array",
      items: { enum: indices },
      minItems: 1,
      maxItems: Math.min(MAX_JOINED, indices.length),
    };
    const text: AnswerSchema = { type: "string", maxLength: maxChars(section) };
    properties[section] = {
      type: "array",
      maxItems: Math.min(MOST[section], indices.length),
      items: { type: "object", properties: { from, text } },
    };
  }
  return { type: "object", properties };
}

const joins = (section: Section, item: Item) => section === "gist" || item.section === section;

const written = z.object({ from: z.array(z.unknown()), text: z.string() });
const answer = z.record(z.string(), z.array(z.unknown()).catch([])).catch({});

/**
 * The joined items: sources, people and dates are those of the notes that were joined, never the model's. Decisions and tasks
 * that it left out are kept as they are: a merge may join them, not lose them. `names`: of people who may be meant.
 */
export function itemsMerged(
  value: unknown,
  notes: readonly Item[],
  names: ReadonlySet<string>,
): readonly Item[] {
  const lists = answer.parse(value);
  return SECTIONS.flatMap((section) => {
    const joined = new Set<number>();
    const items = (lists[section] ?? []).slice(0, MOST[section]).flatMap((item) => {
      const read = written.safeParse(item);
      if (!read.success) return [];
      const numbers = new Set(read.data.from.filter((at) => typeof at === "number"));
      const from = [...notes.keys()].filter(
        (at) =>
          numbers.has(at + 1) && joins(section, notes[at] as Item) && !(joined.has(at) && section !== "gist"),
      );
      const made = joinedItem(
        section,
        read.data.text,
        from.map((at) => notes[at] as Item),
        names,
      );
      if (made.length > 0) for (const at of from) joined.add(at);
      return made;
    });
    const left = keepsRest(section, lists[section], items)
      ? notes.filter((note, at) => note.section === section && !joined.has(at))
      : [];
    return [...items, ...left.slice(0, MOST[section])];
  });
}

/** Whether notes of a section that the model did not join are kept. Questions may have been answered since. */
function keepsRest(section: Section, told: unknown, made: readonly Item[]): boolean {
  switch (section) {
    case "decisions":
    case "actionItems":
      return true;
    case "openQuestions":
      return told === undefined;
    case "keyPoints":
    case "gist":
      return made.length === 0;
    default:
      return section satisfies never;
  }
}

function joinedItem(
  section: Section,
  text: string,
  from: readonly Item[],
  names: Iterable<string>,
): readonly Item[] {
  const evidence = from.map(saidIn).join("\n");
  const claim = claimText([...text].slice(0, maxChars(section)).join(""), evidence);
  if (from.length === 0 || !/[\p{L}\p{N}]/u.test(claim)) return [];
  const people = new Map<PersonId, Person>();
  for (const { by = [] } of from) for (const person of by) people.set(person.id, person);
  const owners = new Map(from.flatMap(({ owner }) => (owner === undefined ? [] : [[owner.id, owner]])));
  const dues = new Set(from.flatMap(({ due }) => due ?? []));
  const unverified = new Set(unverifiedIn(claim, { text: evidence, names }));
  // What a note has without evidence, the claim made of it has without evidence too.
  for (const word of from.flatMap((item) => item.unverified ?? []))
    if (claim.includes(word) || [...owners.values()].some(({ name }) => name === word)) unverified.add(word);
  const [owner] = owners.values();
  const [due] = dues;
  return [
    {
      section,
      text: claim,
      sources: bestFirst(claim, from),
      ...(unverified.size === 0 ? {} : { unverified: [...unverified] }),
      ...(section === "decisions" ? { by: [...people.values()] } : {}),
      // Of several owners or dates none is known to be that of the whole.
      ...(section === "actionItems" && owner !== undefined && owners.size === 1 ? { owner } : {}),
      ...(section === "actionItems" && due !== undefined && dues.size === 1 ? { due } : {}),
    },
  ];
}
