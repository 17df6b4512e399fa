/** Finds out by measuring how a model runs best on this machine. */
export { type Measured, type OpenMeasured, STREAMS, Unmeasurable } from "./measure.ts";
export { TOO_MUCH_TO_GAIN, type Tunable, type Tuned, type TuneRow, tune } from "./tune.ts";
