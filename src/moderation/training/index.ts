/** How the router's weights are made: the sets that are read, the project's own templates, and the fitting. */

export type { Example } from "./example.ts";
export { seededRandom } from "./random.ts";
export { everyday } from "./sets/everyday.ts";
export { dataSets } from "./sets/index.ts";
export { writeExamples } from "./templates/write-examples.ts";
export { trainRouter } from "./train-router.ts";
export { writeWeights } from "./write-weights.ts";
