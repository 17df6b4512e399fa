import type { PersonId } from "../core/types.ts";
import type { SourceMessage } from "./source-message.ts";

const koreanFullName = /^[가-힣]{3}$/;

/**
 * Who is meant by a name, in lower case: a display name, and what people make of it (the first name of "Bob Smith", "민수" of
 * "김민수") where it means one person only.
 */
export function peopleByName(messages: readonly SourceMessage[]): ReadonlyMap<string, PersonId> {
  const people = new Map<string, PersonId>();
  const short = new Map<string, PersonId | "several">();
  for (const { author } of messages) {
    const name = author.name.trim().toLowerCase();
    if (people.get(name) === author.id) continue;
    people.set(name, author.id);
    const given = koreanFullName.test(name) ? name.slice(1) : name.split(/\s+/)[0];
    if (given === undefined || given === name || given.length < 2) continue;
    short.set(given, (short.get(given) ?? author.id) === author.id ? author.id : "several");
  }
  for (const [name, person] of short) if (person !== "several" && !people.has(name)) people.set(name, person);
  return people;
}
