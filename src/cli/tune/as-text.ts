import {
  type Measured,
  STREAMS,
  TOO_MUCH_TO_GAIN,
  type Tunable,
  type Tuned,
  type TuneRow,
} from "../../model/tune/index.ts";
import { printable } from "../printable.ts";

/** Widths of the columns: what was tried, reading, the next turn, writing, several at once, the ratio. */
const WIDTHS = [38, 12, 12, 12, 14, 9];

const laidOut = (cells: readonly string[]) =>
  `${cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("")
    .trimEnd()}\n`;

const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

/** What is begun, before there is anything to be seen for a while. */
export function beginningText(model: string): string {
  return `Measuring ${model} as it is configured now, twice, then one setting after the other. Each line takes a while.\n`;
}

const differText = (noise: number) => `The same measured twice differs by ${percent(noise)}`;

/** Why nothing was tried, and what to do; nothing where the machine was quiet enough. */
export function tooBusyText({ noise, leastGain }: Pick<Tuned, "noise" | "leastGain">): string | undefined {
  if (leastGain < TOO_MUCH_TO_GAIN) return undefined;
  return `${differText(noise)}: the machine is too busy for anything to be found out. Stop what else runs, then try again. Nothing was tried, and nothing is changed.`;
}

/** How sure the measuring is, in a sentence or two. */
export function noiseText({ noise, leastGain }: Pick<Tuned, "noise" | "leastGain">): string {
  const differ = differText(noise);
  const busy = noise > BUSY ? ": the machine is busy with something else" : "";
  return `${differ}${busy}. A setting is taken that saves ${percent(leastGain)} of the time or more.\n`;
}

/** A machine that has nothing else to do differs by less between two measurings. */
const BUSY = 0.05;

/** The head of the table. */
export function headText(): string {
  return laidOut(["tokens per second", "reading", "next turn", "writing", `${STREAMS} at once`, "time"]);
}

/** One line of it, with a mark behind what is taken. */
export function rowText({ setting, value, outcome }: TuneRow): string {
  const name = NAMES[setting] ?? `${setting} ${value}`;
  if ("fault" in outcome) return `${name.padEnd(WIDTHS[0] ?? 0)}  not taken: ${printable(outcome.fault)}\n`;
  const { measured, relative, taken } = outcome;
  const ratio = setting === "now" ? "" : `× ${relative.toFixed(2)}`;
  return laidOut([name, ...speeds(measured), ratio]).replace("\n", taken ? "  taken\n" : "\n");
}

const NAMES: Readonly<Record<string, string>> = {
  now: "as it is now",
  again: "the same again",
  together: "all that was taken",
};

const speeds = ({ promptPerS, nextTurnMs, alonePerS, togetherPerS }: Measured) => [
  speed(promptPerS),
  `${nextTurnMs.toFixed(0)} ms`,
  speed(alonePerS),
  speed(togetherPerS),
];

const speed = (perS: number) => perS.toFixed(perS < 100 ? 1 : 0);

/** What comes of it. */
export function outcomeText({ changes, relative, leastGain, hasFallen }: Tuned): string {
  if (hasFallen)
    return `\nNothing is changed: measured against each other in the end, all that was taken does not save ${percent(leastGain)} of the time.\n`;
  if (Object.keys(changes).length === 0)
    return `\nNothing is worth changing: no setting saves ${percent(leastGain)} of the time.\n`;
  return `\nTogether they take ${percent(relative)} of the time that it takes now. In maru.yaml that is:\n\n${linesFor(changes)}`;
}

/** As they stand in maru.yaml. */
function linesFor(changes: Tunable): string {
  return `model:\n${Object.entries(changes)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("")}`;
}
