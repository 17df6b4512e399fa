/** How the router's weights are made: the sets that are read, the project's own templates, and the fitting. */

export { readRecords, readRows } from "./csv.ts";
export type { Answers, Example } from "./example.ts";
export { areaUnderCurve, calibrationError, type Rates, ratesAt, thresholdForShare } from "./measures.ts";
export { seededRandom } from "./random.ts";
export { type DataSet, dataSets } from "./sets/index.ts";
export { writeExamples } from "./templates/write-examples.ts";
export { type Training, trainRouter } from "./train-router.ts";
export { writeWeights } from "./write-weights.ts";
