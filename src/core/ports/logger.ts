/**
 * Structured log. Fields are ids, counts, durations, states and error codes: never a person's
 * words, names or secrets. The shape is pino's.
 */
export interface Logger {
  debug(fields: LogFields, event: string): void;
  info(fields: LogFields, event: string): void;
  warn(fields: LogFields, event: string): void;
  error(fields: LogFields, event: string): void;
}

export type LogFields = Readonly<Record<string, unknown>>;
