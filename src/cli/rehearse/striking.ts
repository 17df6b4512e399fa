import type { LadderStep } from "../../core/ports/index.ts";
import type { Message } from "../../core/types.ts";
import { isModeChanged, type Performed, probabilityOf } from "./performed.ts";

/** A message of which something would be done. */
export interface Example {
  readonly id: Message["id"];
  readonly place: string;
  /** What would be done; of two policies by each. */
  readonly steps: readonly (readonly LadderStep[])[];
  /** Of two policies in which one only notes what the other does: the mode of each. */
  readonly modes?: readonly Performed["mode"][];
  readonly categories: readonly string[];
  readonly rules: readonly string[];
  readonly probability: number;
  readonly text: string;
}

/** The most striking of all examples that it is given, in memory for so many. */
interface Striking {
  add(example: Example): void;
  /** The most striking one first. */
  list(): readonly Example[];
}

const WEIGHT: Readonly<Record<LadderStep, number>> = { log: 0, note: 1, queue: 2, remove: 3, timeout: 4 };
/** So much of a text is kept to be shown. */
const SHOWN_CHARS = 200;

export function createStriking(max: number): Striking {
  const kept: Example[] = [];
  return {
    add(example) {
      if (max === 0) return;
      const last = kept.at(-1);
      if (kept.length === max && last !== undefined && compare(example, last) >= 0) return;
      const at = kept.findIndex((each) => compare(example, each) < 0);
      kept.splice(at < 0 ? kept.length : at, 0, example);
      kept.splice(max);
    },
    list: () => kept,
  };
}

/** The heaviest step first, then the likeliest; of equal ones the earlier. */
function compare(a: Example, b: Example): number {
  return heaviest(b) - heaviest(a) || b.probability - a.probability;
}

const heaviest = ({ steps }: Example) => Math.max(-1, ...steps.flat().map((step) => WEIGHT[step]));

export function exampleOf(message: Message, performances: readonly Performed[]): Example {
  const findings = performances.flatMap((performed) => performed.findings ?? []);
  return {
    id: message.id,
    place: message.place.name,
    steps: performances.map(({ steps }) => steps),
    ...(isModeChanged(performances) ? { modes: performances.map(({ mode }) => mode) } : {}),
    categories: [...new Set(findings.flatMap(({ categories }) => categories))],
    rules: [...new Set(findings.flatMap(({ rules }) => rules))],
    probability: Math.max(0, ...findings.map(probabilityOf)),
    text: message.text.slice(0, SHOWN_CHARS),
  };
}
