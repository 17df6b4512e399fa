import { speakerName, spokenBy } from "../../text/spoken.ts";
import { disentangle } from "../disentangle.ts";
import type { SourceMessage } from "../source-message.ts";
import type { Person } from "../summary.ts";
import type { Entry } from "./entry.ts";

/** Messages as the model reads them. */
export interface Transcript {
  readonly text: string;
  /** What people are called in it: each name means one of them. */
  readonly people: ReadonlyMap<string, Person>;
}

/**
 * One numbered message after the other, from 1: "[3] Bob (to 1): …". Further lines of a message are indented, so that none can
 * pose as another message; marks of the model's template are taken apart.
 */
export function transcriptOf(entries: readonly Entry[]): Transcript {
  const people = new Map<string, Person>();
  const names = new Map<string, string>();
  for (const { author } of entries.map(({ message }) => message)) {
    if (names.has(author.id)) continue;
    const name = unlike(people, speakerName(author.name));
    people.set(name, { id: author.id, name: author.name });
    names.set(author.id, name);
  }
  const turns = disentangle(entries.map(({ message }) => message));
  const lines = entries.map(({ message, text }, at) => {
    const follows = turns[at]?.follows;
    const to = follows === undefined || follows === at - 1 ? undefined : follows + 1;
    return numbered(at + 1, names.get(message.author.id) ?? "", text, to);
  });
  return { text: lines.join("\n"), people };
}

/** A line that takes at least as many tokens as the message will in a transcript. */
export function longestLine({ message, text }: { readonly message: SourceMessage; readonly text: string }) {
  return numbered(100, speakerName(message.author.name), text, 100);
}

function numbered(number: number, name: string, text: string, to: number | undefined): string {
  const [first = "", ...rest] = spokenBy(name, text).split("\n");
  const said = first.slice(name.length);
  return [`[${number}] ${name}${to === undefined ? "" : ` (to ${to})`}${said}`, ...rest].join("\n");
}

function unlike(taken: ReadonlyMap<string, unknown>, name: string): string {
  for (let nth = 1; ; nth++) {
    const candidate = nth === 1 ? name : `${name} ${nth}`;
    if (!taken.has(candidate)) return candidate;
  }
}
