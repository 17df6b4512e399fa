import type { CommandName, Locale } from "../../../../src/core/types.ts";
import type { WireCommand } from "../../wire.ts";

/** Something that the composer offers to complete. */
export interface Suggestion {
  readonly key: string;
  /** As shown. */
  readonly label: string;
  readonly detail: string;
  /** What takes the place of the word that was begun. */
  readonly insert: string;
  readonly kind: "person" | "self" | "command";
}

export interface Completion {
  /** Offsets of the word that was begun, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly Suggestion[];
}

export interface CompletionSources {
  readonly selfName: string;
  readonly selfDetail: string;
  readonly people: readonly string[];
  readonly commands: readonly WireCommand[];
  readonly locale: Locale;
  /** In a direct place a command needs no mention. */
  readonly mentionForCommands: boolean;
}

const MAX_SUGGESTIONS = 8;
/** Commands whose answers are for the person alone, wherever they are given. */
const PRIVATE: readonly CommandName[] = ["summarise", "catchup", "optout", "optin"];

/** What can be completed where the caret stands: `@na…` anywhere, `/co…` at the beginning of the message. */
export function completionAt(
  text: string,
  caret: number,
  sources: CompletionSources,
): Completion | undefined {
  const before = text.slice(0, caret);
  const command = /^\s*(?:@(\S+)\s+)?\/([\p{L}\p{N}_]*)$/u.exec(before);
  if (command !== null && (command[1] === undefined || same(command[1], sources.selfName))) {
    return complete(before, 0, commandSuggestions(command[2] ?? "", sources));
  }
  const person = /(?:^|[^\p{L}\p{N}_@])@([^\s@]{0,32})$/u.exec(before);
  if (person === null) return undefined;
  const begun = person[1] ?? "";
  return complete(before, before.length - begun.length - 1, personSuggestions(begun, sources));
}

/** The text with the suggestion put in, and where the caret then stands. */
export function applySuggestion(
  text: string,
  completion: Completion,
  suggestion: Suggestion,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(completion.end);
  const gap = after.startsWith(" ") ? "" : " ";
  const head = `${text.slice(0, completion.start)}${suggestion.insert}${gap}`;
  return { text: head + after, caret: head.length + (gap === "" ? 1 : 0) };
}

function complete(before: string, start: number, suggestions: readonly Suggestion[]): Completion | undefined {
  return suggestions.length === 0 ? undefined : { start, end: before.length, suggestions };
}

function personSuggestions(begun: string, sources: CompletionSources): readonly Suggestion[] {
  const names = sources.people
    .filter((name) => !same(name, sources.selfName))
    .sort((a, b) => a.localeCompare(b));
  const self: Suggestion = {
    key: "self",
    label: sources.selfName,
    detail: sources.selfDetail,
    insert: `@${sources.selfName.toLowerCase()}`,
    kind: "self",
  };
  const people = names.map((name): Suggestion => {
    return { key: `person/${name}`, label: name, detail: "", insert: `@${name}`, kind: "person" };
  });
  return [self, ...people].filter(({ label }) => begins(label, begun)).slice(0, MAX_SUGGESTIONS);
}

function commandSuggestions(begun: string, sources: CompletionSources): readonly Suggestion[] {
  const { selfName, locale, mentionForCommands } = sources;
  const mention = `@${selfName.toLowerCase()}`;
  return (
    sources.commands
      .filter(({ name, koreanName }) => begins(name, begun) || begins(koreanName, begun))
      // Where nothing else is meant anyway, there is nothing to put before a question.
      .filter(({ name }) => mentionForCommands || name !== "ask")
      .map(({ name, koreanName, description }) => {
        const shown = PRIVATE.includes(name) && locale === "ko" ? koreanName : name;
        const asked = PRIVATE.includes(name) ? `/${shown}` : name === "ask" ? mention : `${mention} ${name}`;
        const insert = mentionForCommands || PRIVATE.includes(name) ? asked : name;
        return { key: name, label: `/${shown}`, detail: description[locale], insert, kind: "command" };
      })
  );
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether a name, or a later word of it, begins so. */
function begins(name: string, begun: string): boolean {
  const wanted = begun.toLowerCase();
  const whole = name.toLowerCase();
  return whole.startsWith(wanted) || whole.split(/\s+/).some((word) => word.startsWith(wanted));
}
