import { useMemo } from "preact/hooks";
import type { State } from "../state/state.ts";
import type { MarkdownContext } from "../text/markdown.ts";
import { usePage } from "./page-context.ts";

/** What the renderer has to know of the people here; the same object as long as nothing of it changed. */
export function useMarkdownContext({ me }: State): MarkdownContext {
  const { words } = usePage();
  const ownName = me?.person.name ?? "";
  return useMemo(
    () => ({
      ownName,
      labels: {
        copyCode: words.say("code.copy"),
        copyCodeLabel: words.say("code.label"),
        taskDone: words.say("task.done"),
        taskOpen: words.say("task.open"),
        image: (name) => words.say("image.link", { name }),
      },
    }),
    [ownName, words],
  );
}
