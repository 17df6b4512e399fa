import { ModelError } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";
import { createDisarm, type Disarm } from "./disarm.ts";
import { createFindControls, type FindControls } from "./find-controls.ts";
import type { Upstream } from "./watch-servers.ts";

/** Makes sure that nothing in turns is a control token to the server. */
export interface ControlMarks {
  /** What takes the marks in these turns apart. Rejects with a `ServerFault`, or a `ModelError` when it cannot be done. */
  disarmFor(upstream: Upstream, turns: readonly Turn[], signal: AbortSignal): Promise<Disarm>;
}

/** No family spells a control token without one of these. */
const SUSPICIOUS = /[<>[\]{}|｜]/;
const MOST_ROUNDS = 4;

/**
 * llama-server tells how it reads a text with and without control tokens: where both are the same there are none. What it
 * reads differently is learnt from. Other servers are trusted to spell theirs like all families known.
 */
export function createControlMarks(): ControlMarks {
  const learnt = new Set<string>();
  const finders = new WeakMap<Upstream, FindControls>();
  let disarm = createDisarm();

  function finderFor(upstream: Upstream): FindControls {
    const finder = finders.get(upstream) ?? createFindControls(upstream);
    finders.set(upstream, finder);
    return finder;
  }

  return {
    async disarmFor(upstream, turns, signal) {
      if (upstream.facts.kind !== "llama-server") return disarm;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const texts = turns
          .map(({ text }) => disarm(text.toWellFormed()))
          .filter((text) => SUSPICIOUS.test(text));
        if (texts.length === 0) return disarm;
        const marks = await finderFor(upstream)(texts.join("\n"), signal);
        if (marks.length === 0) return disarm;
        for (const mark of marks) learnt.add(mark.trim());
        disarm = createDisarm([...learnt]);
      }
      throw new ModelError("failed", "the text holds control tokens that could not be taken apart");
    },
  };
}
