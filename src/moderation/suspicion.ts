import type { Findings, JudgedPart } from "../core/ports/index.ts";
import type { Locale, Message } from "../core/types.ts";
import { createNewNames } from "./new-names.ts";
import type { Router, RouterLanguage, Score } from "./router/index.ts";
import type { Routing } from "./routing.ts";

interface SuspectingParts {
  readonly router: Router;
  readonly routing: Routing;
  /** The router's own thresholds, as probabilities: for names and titles, which have no traffic that a threshold could be learned from. */
  readonly standard: Readonly<Record<RouterLanguage, number>>;
}

/** What the router makes of a message and of what stands around it. */
export interface Suspicion {
  /** The part that is worth a second look; `text` when none is. */
  readonly part: JudgedPart;
  /** That part's words. */
  readonly words: string;
  readonly isWorthALook: boolean;
  readonly language: Locale;
  /** Of `part`; absent where there was nothing to score. */
  readonly router?: NonNullable<Findings["router"]>;
}

/** So many parts of a message are shown as evidence. */
const EVIDENCE = 8;
/** Evidence is looked for in so much of a long text. */
const EXPLAINED_CHARS = 20_000;

/**
 * Looks at a message with the router: at its text first, within the place's budget; and where that is clear, at the author's name, the
 * thread's title and the files' names. An author's name is looked at with the first message under it.
 */
export function createSuspecting({ router, routing, standard }: SuspectingParts) {
  const isNewName = createNewNames(({ place, author }) => `${place.id} ${author.id}`);

  function found(part: JudgedPart, words: string, score: Score, threshold: number): Suspicion {
    const explained = words.slice(0, EXPLAINED_CHARS);
    return {
      part,
      words,
      isWorthALook: true,
      language: score.language,
      router: {
        score: score.look,
        threshold,
        labels: score.labels,
        evidence: router.explain(explained, EVIDENCE),
      },
    };
  }

  /** The first of a message's names that is worth a look. */
  function lookAtNames(message: Message): Suspicion | undefined {
    for (const [part, words] of namesOf(message)) {
      if (part === "author-name" && !isNewName(message)) continue;
      const score = router.score(words);
      if (score.look >= standard[score.language]) return found(part, words, score, standard[score.language]);
    }
    return undefined;
  }

  return async (message: Message): Promise<Suspicion> => {
    const routed = await routing.route(message);
    const { text } = message;
    if (routed?.route === "guard") return found("text", text, routed.score, routed.threshold);
    const named = lookAtNames(message);
    if (named) return named;
    const clear = { part: "text", words: text, isWorthALook: false } as const;
    if (!routed) return { ...clear, language: message.author.locale ?? "en" };
    const { score, threshold } = routed;
    return {
      ...clear,
      language: score.language,
      router: { score: score.look, threshold, labels: score.labels, evidence: [] },
    };
  };
}

/** Where there is no router: nothing is worth a second look. */
export async function suspectNothing({ author, text }: Message): Promise<Suspicion> {
  return { part: "text", words: text, isWorthALook: false, language: author.locale ?? "en" };
}

function* namesOf({
  author,
  threadTitle,
  fileNames = [],
}: Message): Generator<readonly [JudgedPart, string]> {
  yield ["author-name", author.name];
  if (threadTitle !== undefined) yield ["thread-title", threadTitle];
  for (const name of fileNames) yield ["file-name", name];
}
