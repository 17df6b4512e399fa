import type { Moderation } from "../../core/ports/index.ts";
import type { AnswerJudge } from "./judge.ts";
import { createAllowedLinks } from "./links/allowed-links.ts";
import { createLinkFilter, type LinkFilter } from "./links/link-filter.ts";
import { screenAnswer } from "./screen-answer.ts";

interface ScreenParts {
  /** Without a judge every sentence is allowed, and passes on word by word. */
  readonly judge?: AnswerJudge;
  readonly links: {
    /** Domains that answers may link to, with all their subdomains, e.g. `wiki.example.org`. */
    readonly allow: readonly string[];
  };
}

/** All that Maru itself says, on its way to people. */
export function createScreen({ judge, links }: ScreenParts): Moderation["screen"] {
  return (answer, { to, sources }) => {
    const filter = createLinkFilter(createAllowedLinks(sources, links.allow));
    return judge === undefined ? filtered(answer, filter) : screenAnswer(judge, filter, answer, to);
  };
}

async function* filtered(answer: AsyncIterable<string>, filter: LinkFilter): AsyncGenerator<string> {
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const piece of answer) {
      const shown = filter.push(piece, "unknown");
      if (shown !== "") yield shown;
    }
  } catch (error) {
    failure = { error };
  }
  const rest = filter.end();
  if (rest !== "") yield rest;
  if (failure) throw failure.error;
}
