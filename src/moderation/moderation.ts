import type { Judging, Moderation, MoveOutcome } from "../core/ports/index.ts";
import type { Cases } from "./cases/index.ts";
import type { Sample } from "./report/index.ts";
import { createScreen } from "./screen/index.ts";

interface ModerationParts {
  /** Without it every message is allowed. */
  readonly cascade?: Moderation["judge"];
  /** Absent: moderators cannot do anything. */
  readonly cases?: Pick<Cases, "gone" | "take" | "count" | "erase">;
  readonly sample?: Pick<Sample, "label" | "withdraw" | "count" | "erase">;
  /** Tells whoever sent the event how it ended; as `ModerationActions.answer`. */
  readonly answer?: (event: string, outcome: MoveOutcome) => Promise<void>;
  /** Absent: every sentence is allowed, and no link but those of the sources. */
  readonly screen?: Moderation["screen"];
}

const allowed: Judging = { verdict: Promise.resolve({ action: "allow" }), settled: Promise.resolve() };

/** Moderation's place in the path of every message, every answer and every decision. */
export function createModeration({
  cascade,
  cases,
  sample,
  answer,
  screen,
}: ModerationParts = {}): Moderation {
  return {
    judge: (message, seen) => cascade?.(message, seen) ?? allowed,
    async gone(message) {
      await cases?.gone(message);
      await sample?.withdraw(message);
    },
    count: async (person) => ((await cases?.count(person)) ?? 0) + ((await sample?.count(person)) ?? 0),
    erase: async (person) => ((await cases?.erase(person)) ?? 0) + ((await sample?.erase(person)) ?? 0),
    async take(event) {
      if (event.type !== "label") return (await cases?.take(event)) ?? {};
      if (sample) await answer?.(event.id, await sample.label(event));
      return {};
    },
    screen: screen ?? createScreen({ links: { allow: [] } }),
  };
}
