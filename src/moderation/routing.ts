import type { Logger, Observe } from "../core/ports/index.ts";
import type { Message } from "../core/types.ts";
import { hasWords } from "../text/has-words.ts";
import type { Route } from "./place-budget.ts";
import type { Router, Score } from "./router/index.ts";
import type { Thresholds } from "./thresholds.ts";

interface RoutingParts {
  readonly router: Router;
  readonly thresholds: Thresholds;
  readonly log: Logger;
  readonly observe: Observe;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Lets others go on; resolves at its turn. */
  readonly pause: () => Promise<void>;
}

/** What the router makes of a message. */
interface Routed {
  readonly score: Score;
  readonly route: Route;
  /** From this probability on the message is worth a second look, there and in its language. */
  readonly threshold: number;
}

export interface Routing {
  /**
   * Scores a message and says whether it is worth a second look; `undefined` where there is nothing to score: it is no
   * person's, has no words, or something went wrong, which is logged. Never rejects.
   */
  route(message: Message): Promise<Routed | undefined>;
}

/** Scored without a pause: some 3 ms, 15 at worst. */
const LONG_CHARS = 10_000;

/** The first tier of moderation: every message of a person is scored, counted, and logged by its id. */
export function createRouting(parts: RoutingParts): Routing {
  const { router, thresholds, log, observe, now, pause } = parts;

  async function routeMessage({ id, place, text }: Message): Promise<Routed> {
    const began = now();
    const score = text.length > LONG_CHARS ? await router.scoreLong(text, pause) : router.score(text);
    const tookMs = now() - began;
    const { route, threshold } = await thresholds.route(place, score.language, score.look);
    observe({ type: "routed", route, language: score.language, labels: score.labels, tookMs });
    log.debug({ message: id, route, score: Math.round(score.look * 1000) / 1000 }, "message routed");
    return { score, route, threshold };
  }

  return {
    async route(message) {
      if (message.author.kind !== "person" || !hasWords(message.text)) return undefined;
      try {
        return await routeMessage(message);
      } catch (error) {
        log.error({ message: message.id, err: error }, "message not routed");
        return undefined;
      }
    },
  };
}
