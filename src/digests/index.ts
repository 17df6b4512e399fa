/** When the digests of places are due. */
export type { Digest } from "./digest.ts";
export { createDigests } from "./digests.ts";
export { createTimetable } from "./timetable.ts";
