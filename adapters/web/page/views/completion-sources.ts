import { useMemo } from "preact/hooks";
import type { State } from "../state/state.ts";
import type { CompletionSources } from "../text/completion.ts";
import { usePage } from "./page-context.ts";

/** Whom and what a text field of a place can complete. */
export function useCompletionSources({ about, people, me }: State, direct: boolean): CompletionSources {
  const { words } = usePage();
  const ownName = me?.person.name;
  return useMemo(
    () => ({
      selfName: about.selfName,
      selfDetail: direct ? "" : words.say("composer.person.self"),
      people: direct ? [] : [...new Set(Object.values(people))].filter((name) => name !== ownName),
      commands: about.commands,
      locale: words.locale,
      mentionForCommands: !direct,
    }),
    [about, people, ownName, direct, words],
  );
}
