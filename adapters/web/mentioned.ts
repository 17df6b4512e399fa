import type { Mention } from "../../src/core/types.ts";
import { keptMentions, type Row, textOf } from "./archive.ts";
import { personId } from "./ids.ts";
import { type People, SELF } from "./people.ts";

/**
 * Whom messages mention. Reading Markdown takes milliseconds where somebody means ill, so it is done once, when a
 * message is posted or edited, and the outcome kept with it. Who joins later was not meant.
 */
export interface Mentioned {
  /** What is to be kept with a text; nothing where no `@` is. */
  keep(text: string): { readonly mentions?: readonly string[] };
  /** Whom a message mentions. What Maru wrote mentions nobody, whatever a model put into it. */
  of(row: Row): readonly Mention[];
}

export function createMentioned(people: People, selfName: string): Mentioned {
  function asMention(id: string): Mention[] {
    if (id === SELF) return [{ id: personId(id), name: selfName, kind: "self" }];
    const person = people.byId(id);
    return person ? [{ id: personId(id), name: person.name, kind: "person" }] : [];
  }

  return {
    keep: (text) => (text.includes("@") ? { mentions: people.mentionedIn(text) } : {}),
    of(row) {
      if (row.said.author === SELF) return [];
      const ids = keptMentions(row) ?? people.mentionedIn(textOf(row));
      return ids.flatMap(asMention);
    },
  };
}
