/** Labelled texts, and how well scores agree with their labels. */
export { readRecords } from "./csv.ts";
export { type Measured, measureScores } from "./measure-scores.ts";
export { areaUnderCurve, calibrationError, ratesAt, thresholdForShare } from "./measures.ts";
export { type Labelled, readTables } from "./read-tables.ts";
