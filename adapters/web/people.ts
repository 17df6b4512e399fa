import { createHash, randomBytes } from "node:crypto";
import type { Store } from "../../src/core/ports/store.ts";
import type { Locale } from "../../src/core/types.ts";
import { mentionedNames } from "./mentions.ts";
import { createNames } from "./shared/mentions.ts";

/** Somebody who joined; one per tab of a browser. */
export interface Person {
  /** e.g. `p3`. */
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly locale: Locale;
}

/** Everybody who ever joined. */
export interface People {
  /** Rejects with a `StoreError`. */
  join(name: string, locale: Locale): Promise<Welcome | "bad-name" | "name-taken">;
  byToken(token: string): Person | undefined;
  byId(id: string): Person | undefined;
  /** Who joined last first. */
  newest(count: number): readonly Person[];
  /** Author ids of those whom a message's Markdown mentions, each once, in the order of the text. */
  mentionedIn(markdown: string): readonly string[];
}

export interface Welcome {
  readonly person: Person;
  /** 256 random bits; only a hash of it is kept. */
  readonly token: string;
}

interface Joining {
  readonly name: string;
  readonly locale: Locale;
  readonly tokenHash: string;
}

/** The author id of Maru on the wire and in the journal. */
export const SELF = "self";
const MAX_NAME_CHARS = 32;

/**
 * Reads who has joined. A person is one entry of a journal: its position is the person's number, and the name is
 * its key, so that no name is given twice.
 */
export async function openPeople(store: Store, selfName: string): Promise<People> {
  const journal = store.journal<Joining>("web/people");
  const byId = new Map<string, Person>();
  const byTokenHash = new Map<string, Person>();
  const takenNames = new Set([nameKey(selfName)]);
  // Maru comes first: should somebody have had its name before, the mention is Maru's.
  const names = createNames([selfName]);
  const idByName = new Map([[selfName.normalize("NFC"), SELF]]);

  function add(number: number, { name, locale, tokenHash }: Joining): Person {
    const person: Person = { id: `p${number}`, number, name, locale };
    byId.set(person.id, person);
    byTokenHash.set(tokenHash, person);
    takenNames.add(nameKey(name));
    names.add(name);
    if (!idByName.has(name)) idByName.set(name, person.id);
    return person;
  }

  for await (const { seq, value } of journal.scan()) add(seq, value);

  return {
    async join(asked, locale) {
      const name = asked.normalize("NFC").replace(/\s+/g, " ").trim();
      if (!isName(name) || nameKey(name) === nameKey(selfName)) return "bad-name";
      const key = nameKey(name);
      if (takenNames.has(key)) return "name-taken";
      takenNames.add(key);
      try {
        const token = randomBytes(32).toString("base64url");
        const joining: Joining = { name, locale, tokenHash: hash(token) };
        const person = add(await journal.append(joining, { key }), joining);
        return { person, token };
      } catch (error) {
        takenNames.delete(key);
        throw error;
      }
    },
    byToken: (token) => byTokenHash.get(hash(token)),
    byId: (id) => byId.get(id),
    newest: (count) => [...byId.values()].slice(-count).reverse(),
    mentionedIn: (markdown) => mentionedNames(markdown, names).flatMap((name) => idByName.get(name) ?? []),
  };
}

const hash = (token: string) => createHash("sha256").update(token).digest("base64url");

/** Names that look alike to a hurried reader have the same key. */
const nameKey = (name: string) => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

/** No control, format, private or unpaired characters: they would hide in a name or reorder what is around it. */
function isName(name: string): boolean {
  const length = [...name].length;
  return length >= 1 && length <= MAX_NAME_CHARS && !/[\p{C}\p{Zl}\p{Zp}@]/u.test(name);
}
