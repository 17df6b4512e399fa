import type { Logger } from "../core/ports/index.ts";

/** For commands whose results a log would stand among. */
export const silentLog: Logger = { debug() {}, info() {}, warn() {}, error() {} };
