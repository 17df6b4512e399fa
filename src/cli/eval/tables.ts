import type { Measured } from "../../moderation/measure/index.ts";
import { alignedRows } from "../aligned-rows.ts";
import { printable } from "../printable.ts";

/** What one judge did on one set, language by language, or on all of a language. */
export interface EvalRow extends Measured {
  readonly set: string;
  readonly language: string;
  readonly threshold: number;
}

/** What one judge did. */
export interface Evaluation {
  readonly judge: "router" | "guard" | "router, then guard";
  readonly rows: readonly EvalRow[];
  /** Texts that it judged in a second, on this machine. */
  readonly perSecond: number;
  /** Texts that it did not judge, by reason. */
  readonly notJudged: Readonly<Record<string, number>>;
}

const HEAD = [
  "set",
  "language",
  "texts",
  "harmful",
  "AUC",
  "macro-F1",
  "threshold",
  "precision",
  "recall",
  "F1",
  "calibration error",
];

/** An evaluation for a terminal. */
export function evaluationText({ judge, rows, perSecond, notJudged }: Evaluation): string {
  const lines = rows.map((row) => [
    printable(row.set),
    row.language,
    `${row.texts}`,
    `${row.harmful}`,
    decimals(row.auc),
    decimals(row.macroF1),
    row.threshold.toFixed(2),
    decimals(row.precision),
    decimals(row.recall),
    decimals(row.f1),
    decimals(row.calibrationError),
  ]);
  const left = Object.entries(notJudged).map(([why, count]) => `${count} ${why}`);
  return [
    `${judge}: ${Math.round(perSecond)} texts a second`,
    ...(left.length > 0 ? [`Not judged, and left out: ${left.join(", ")}.`] : []),
    alignedRows([HEAD, ...lines]),
  ].join("\n");
}

const decimals = (value: number | null): string => (value === null ? "–" : value.toFixed(3));
