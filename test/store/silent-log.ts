import type { Logger } from "../../src/core/ports/logger.ts";

/** A logger for tests that do not look at the log. */
export const silentLog: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
