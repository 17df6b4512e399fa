import type { LlamaSettings } from "../llama/settings.ts";
import { type Measured, type MeasureParts, measure, Unmeasurable } from "./measure.ts";

/** The settings that are tried. */
export type Tunable = Pick<
  LlamaSettings,
  "threads" | "chunkTokens" | "flashAttention" | "cacheType" | "mmap" | "parallel" | "speculation" | "build"
>;

/** One line of the table. */
export interface TuneRow {
  /** The setting that was tried, and its value; the first row is what counts now. */
  readonly setting: keyof Tunable | "now";
  readonly value: string;
  readonly outcome:
    | {
        readonly measured: Measured;
        /** Of the seconds that a usual hour's work takes: under 1 is better than what was best until then. */
        readonly relative: number;
        /** Whether it is the best from here on. */
        readonly taken: boolean;
      }
    /** Why it could not be measured. */
    | { readonly fault: string };
}

export interface Tuned {
  /** Only what differs from what counts now. */
  readonly changes: Tunable;
  readonly before: Measured;
  readonly after: Measured;
  /** Seconds of a usual hour's work after, divided by those before. */
  readonly relative: number;
}

export interface TuneParts extends MeasureParts {
  /** How it is run now. */
  readonly settings: LlamaSettings;
  /** Processors of the machine. */
  readonly cores: number;
  /** How often each is measured. */
  readonly rounds: number;
  /** Whether there is a build with OpenMP to be tried. */
  readonly hasOpenMpBuild: boolean;
  readonly onRow: (row: TuneRow) => void;
}

/** What a setting must gain to be taken: less is noise on a machine that does other things too. */
const WORTH_IT = 0.97;

/**
 * Tries one setting after the other, each against the best of those before, and both anew: a machine that is slower for a while is slower
 * for both. Rejects with an `Unmeasurable` when the model cannot be run as it is now.
 */
export async function tune(parts: TuneParts): Promise<Tuned> {
  const { settings, rounds, onRow } = parts;
  let best: LlamaSettings = settings;
  let changes: Tunable = {};
  const before = await measure(settings, rounds, parts);
  onRow({ setting: "now", value: "", outcome: { measured: before, relative: 1, taken: false } });
  let after = before;
  let relative = 1;

  for (const [setting, values] of candidates(parts)) {
    for (const value of values) {
      if (best[setting] === value) continue;
      const told = { setting, value: String(value) };
      const tried = { ...best, [setting]: value };
      try {
        const measured = await measure(tried, rounds, parts);
        const against = await measure(best, rounds, parts);
        const ratio = workSeconds(measured) / workSeconds(against);
        const taken = ratio <= WORTH_IT;
        onRow({ ...told, outcome: { measured, relative: ratio, taken } });
        if (!taken) continue;
        best = tried;
        changes = { ...changes, [setting]: value };
        after = measured;
        relative *= ratio;
      } catch (error) {
        if (!(error instanceof Unmeasurable)) throw error;
        onRow({ ...told, outcome: { fault: error.message } });
      }
    }
  }
  return { changes, before, after, relative };
}

type Candidates = readonly (readonly [keyof Tunable, readonly (string | number | boolean)[]])[];

function candidates({ cores, hasOpenMpBuild }: TuneParts): Candidates {
  const threads = [cores, cores - 1, cores >> 1, cores >> 2].filter((count) => count > 0);
  return [
    ...(hasOpenMpBuild ? ([["build", ["openmp"]]] as const) : []),
    ["threads", [...new Set(threads)]],
    ["flashAttention", [true, false]],
    ["chunkTokens", [64, 256]],
    ["parallel", [2, 4, 8].filter((count) => count <= 2 * cores)],
    ["cacheType", ["q8_0"]],
    ["mmap", [false]],
    ["speculation", ["lookup"]],
  ];
}

/**
 * What a small team asks for in an hour, roughly: tokens of new threads, questions in threads that go on, tokens to be written for
 * somebody alone, and for several at once.
 */
const HOUR = { read: 10_000, turns: 60, alone: 6_000, together: 6_000 };

function workSeconds({ promptPerS, nextTurnMs, alonePerS, togetherPerS }: Measured): number {
  return (
    HOUR.read / promptPerS +
    (HOUR.turns * nextTurnMs) / 1000 +
    HOUR.alone / alonePerS +
    HOUR.together / togetherPerS
  );
}
