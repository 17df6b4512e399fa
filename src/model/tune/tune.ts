import type { LlamaSettings } from "../llama/settings.ts";
import { faultOfBuild } from "./answers.ts";
import { type Counting, type Measured, type MeasureParts, measure, Unmeasurable } from "./measure.ts";

/** The settings that are tried. */
export type Tunable = Pick<
  LlamaSettings,
  "threads" | "chunkTokens" | "flashAttention" | "cacheType" | "mmap" | "parallel" | "speculation" | "build"
>;

/** One line of the table. */
export interface TuneRow {
  /**
   * The setting that was tried, and its value. `now`: what counts now; `again`: the same once more, for the noise; `together`: all that was
   * taken against what counts now.
   */
  readonly setting: keyof Tunable | "now" | "again" | "together";
  readonly value: string;
  readonly outcome:
    | {
        readonly measured: Measured;
        /** Of the seconds that a usual hour's work takes: under 1 is better than what was best until then. */
        readonly relative: number;
        /** Whether it is the best from here on. */
        readonly taken: boolean;
      }
    /** Why it could not be measured, or is not to be taken. */
    | { readonly fault: string };
}

export interface Tuned {
  /** Only what differs from what counts now; nothing where all together did not hold what each had promised. */
  readonly changes: Tunable;
  /** Seconds of a usual hour's work with them, divided by those without, of the last measuring of both. */
  readonly relative: number;
  /** By which share two measurings of the same differ here. */
  readonly noise: number;
  /** The share of the time that had to be saved for a setting to be taken. From `TOO_MUCH_TO_GAIN` on, nothing was tried. */
  readonly leastGain: number;
  /** Whether settings were taken one by one, and together saved too little. */
  readonly hasFallen: boolean;
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
  /** Told once, before anything is tried. */
  readonly onNoise: (noise: Pick<Tuned, "noise" | "leastGain">) => void;
}

/** What a setting must save of the time at least, and how often as much as two measurings of the same differ by. */
const LEAST_GAIN = 0.03;
const TIMES_NOISE = 2;
/** A share of the time that hardly any setting saves: where it would have to, half an hour of measuring finds nothing out. */
export const TOO_MUCH_TO_GAIN = 0.5;
/** Answers stand still for one chunk of somebody else's prompt: longer than that looks as if they had ended. */
const MOST_PAUSE_MS = 1_500;

/**
 * Tries one setting after the other, each against the best of those before, and both anew: a machine that is slower for a while is slower
 * for both. What was best is measured against what counts now in the end. Rejects with an `Unmeasurable` when the model cannot be run
 * as it is now.
 */
export async function tune(parts: TuneParts): Promise<Tuned> {
  const { settings, rounds, onRow, onNoise } = parts;
  const before = await measure(settings, rounds, parts);
  onRow({ setting: "now", value: "", outcome: { measured: before, relative: 1, taken: false } });
  const again = await measure(settings, rounds, parts);
  const relative = workSeconds(again) / workSeconds(before);
  onRow({ setting: "again", value: "", outcome: { measured: again, relative, taken: false } });
  const noise = Math.max(relative, 1 / relative) - 1;
  const leastGain = Math.max(LEAST_GAIN, TIMES_NOISE * noise);
  const sureness = { noise, leastGain };
  onNoise(sureness);
  const none: Tuned = { changes: {}, relative: 1, ...sureness, hasFallen: false };
  if (leastGain >= TOO_MUCH_TO_GAIN) return none;

  const changes = await best(parts, again.as, leastGain);
  if (Object.keys(changes).length === 0) return none;
  const gained = await together(parts, changes, leastGain);
  return gained === undefined ? { ...none, hasFallen: true } : { ...none, changes, relative: gained };
}

/** What is worth changing, going by each for itself. @param now what the settings come to that count now */
async function best(parts: TuneParts, now: Counting, leastGain: number): Promise<Tunable> {
  const { settings, rounds, onRow } = parts;
  let changes: Tunable = {};
  let counting = now;
  for (const change of candidates(parts, now)) {
    const current: LlamaSettings = { ...settings, ...changes };
    const tried = { ...current, ...change };
    const [[setting, wanted], ...others] = Object.entries(change) as [
      [keyof Tunable, unknown],
      ...[string, unknown][],
    ];
    if ({ ...current, ...counting }[setting] === wanted || !goesTogether(tried)) continue;
    const value = [wanted, ...others.map(([name, of]) => `${name} ${of}`)].join(", ");
    const told = { setting, value };
    try {
      const fault = setting === "build" ? await faultOfBuild(current, parts) : undefined;
      if (fault !== undefined) throw new Unmeasurable(fault);
      const measured = await measure(tried, rounds, parts);
      const came = { ...tried, ...measured.as }[setting];
      if (came !== wanted) throw new Unmeasurable(`it comes to ${came} here`);
      const pauseMs = ((tried.chunkTokens ?? 0) / measured.promptPerS) * 1000;
      if (setting === "chunkTokens" && pauseMs > MOST_PAUSE_MS)
        throw new Unmeasurable(`others would stand still for ${(pauseMs / 1000).toFixed(1)} s`);
      const against = await measure(current, rounds, parts);
      const relative = workSeconds(measured) / workSeconds(against);
      const taken = relative <= 1 - leastGain;
      onRow({ ...told, outcome: { measured, relative, taken } });
      if (!taken) continue;
      changes = { ...changes, ...change };
      counting = measured.as;
    } catch (error) {
      if (!(error instanceof Unmeasurable)) throw error;
      onRow({ ...told, outcome: { fault: error.message } });
    }
  }
  // What was left and came back to is no change.
  const counted: Tunable = { ...settings, ...withoutAuto(now) };
  return Object.fromEntries(
    Object.entries(changes).filter(([name, value]) => counted[name as keyof Tunable] !== value),
  );
}

function withoutAuto({ flashAttention, gpuLayers: _, ...others }: Counting): Tunable {
  return { ...others, ...(flashAttention === "auto" ? {} : { flashAttention }) };
}

/** How much of the time all changes take together, both measured twice in turn; nothing when that is not worth it. */
async function together(parts: TuneParts, changes: Tunable, leastGain: number): Promise<number | undefined> {
  const { settings, rounds, onRow } = parts;
  const told = { setting: "together", value: "" } as const;
  const changed = { ...settings, ...changes };
  try {
    const without = workSeconds(await measure(settings, rounds, parts));
    const first = workSeconds(await measure(changed, rounds, parts));
    const measured = await measure(changed, rounds, parts);
    const withoutAgain = workSeconds(await measure(settings, rounds, parts));
    const relative = (first + workSeconds(measured)) / (without + withoutAgain);
    const taken = relative <= 1 - leastGain;
    onRow({ ...told, outcome: { measured, relative, taken } });
    return taken ? relative : undefined;
  } catch (error) {
    if (!(error instanceof Unmeasurable)) throw error;
    onRow({ ...told, outcome: { fault: error.message } });
    return undefined;
  }
}

/** Contexts in 8 bits take attention in pieces. */
function goesTogether({ cacheType, flashAttention }: Tunable): boolean {
  return cacheType !== "q8_0" || flashAttention !== false;
}

const BUILT = { build: "openmp" } as const;

/** What is tried, in this order. What names it comes first in each. */
function candidates({ cores, hasOpenMpBuild }: TuneParts, { gpuLayers }: Counting): readonly Tunable[] {
  const threads = new Set([cores, cores - 1, cores >> 1, cores >> 2].filter((count) => count > 0));
  return [
    ...[...threads].map((count) => ({ threads: count })),
    // After the threads: it gains the more the more there are. Attention is where compilers differ most.
    ...(hasOpenMpBuild ? [BUILT, { ...BUILT, flashAttention: true }] : []),
    { flashAttention: true },
    { flashAttention: false },
    { chunkTokens: 64 },
    { chunkTokens: 256 },
    // A card does so many at once in little more time.
    ...(gpuLayers > 0 ? [{ chunkTokens: 512 }, { chunkTokens: 1024 }] : []),
    ...[2, 4, 8].filter((count) => count <= 2 * cores).map((parallel) => ({ parallel })),
    { cacheType: "q8_0", flashAttention: true },
    { mmap: false },
    { speculation: "lookup" },
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
