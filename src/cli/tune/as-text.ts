import type { Measured, Tunable, Tuned, TuneRow } from "../../model/tune/index.ts";

/** Widths of the columns: what was tried, reading, the next turn, writing, several at once, the ratio. */
const WIDTHS = [24, 12, 12, 12, 14, 9];

const laidOut = (cells: readonly string[]) =>
  `${cells
    .map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0)))
    .join("")
    .trimEnd()}\n`;

/** The head of the table. */
export function headText(streams: number): string {
  return `${laidOut(["tokens per second", "reading", "next turn", "writing", `${streams} at once`, "time"])}`;
}

/** One line of it, with a mark behind what is taken. */
export function rowText({ setting, value, outcome }: TuneRow): string {
  const name = setting === "now" ? "as it is now" : `${setting} ${value}`;
  if ("fault" in outcome) return `${name.padEnd(WIDTHS[0] ?? 0)}  cannot be measured: ${outcome.fault}\n`;
  const { measured, relative, taken } = outcome;
  const ratio = setting === "now" ? "" : `× ${relative.toFixed(2)}`;
  return laidOut([name, ...speeds(measured), ratio]).replace("\n", taken ? "  taken\n" : "\n");
}

const speeds = ({ promptPerS, nextTurnMs, alonePerS, togetherPerS }: Measured) => [
  speed(promptPerS),
  `${nextTurnMs.toFixed(0)} ms`,
  speed(alonePerS),
  speed(togetherPerS),
];

const speed = (perS: number) => perS.toFixed(perS < 100 ? 1 : 0);

/** What comes of it. */
export function outcomeText({ changes, relative }: Tuned): string {
  if (Object.keys(changes).length === 0)
    return "\nNothing is worth changing: no setting saves 3 % of the time.\n";
  return `\nTogether they take ${(relative * 100).toFixed(0)} % of the time. In maru.yaml that is:\n\n${linesFor(changes)}`;
}

/** As they stand in maru.yaml. */
function linesFor(changes: Tunable): string {
  return `model:\n${Object.entries(changes)
    .map(([name, value]) => `  ${name}: ${value}\n`)
    .join("")}`;
}
