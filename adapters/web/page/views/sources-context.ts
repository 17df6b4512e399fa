import { createContext } from "preact";
import type { CompletionSources } from "../text/completion.ts";

/** What the text fields of a place complete. */
export const SourcesContext = createContext<CompletionSources>({
  selfName: "",
  selfDetail: "",
  people: [],
  commands: [],
  locale: "en",
  mentionForCommands: true,
});
