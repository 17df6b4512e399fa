import {
  type DestinationStream,
  destination as fileDestination,
  type Logger as PinoLogger,
  pino,
} from "pino";
import { prettyFactory } from "pino-pretty";
import { redact } from "./redact.ts";

export interface LogConfig {
  readonly level: "debug" | "info" | "warn" | "error";
  /** `auto`: pretty when the destination is a terminal. */
  readonly format: "auto" | "json" | "pretty";
}

/** Where lines go; pino's destinations and Node's streams are some. */
export interface LogDestination {
  write(line: string): unknown;
  readonly isTTY?: boolean;
}

/** A pino logger. Writes at once, so that a crash loses no line. */
export function createLogger(config: LogConfig, destination: LogDestination = stdout()): PinoLogger {
  const isPretty = config.format === "pretty" || (config.format === "auto" && destination.isTTY === true);
  return pino(
    {
      level: config.level,
      // Neither process id nor host name: there is one Maru per data folder, and a host is often named after a person.
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redact },
      // Errors are described by `redact`, whatever the field is called.
      serializers: { err: (described) => described },
    },
    isPretty ? prettily(destination) : destination,
  );
}

function prettily(destination: LogDestination): DestinationStream {
  const pretty = prettyFactory({
    colorize: destination.isTTY === true,
    translateTime: "SYS:HH:MM:ss",
    ignore: "pid,hostname",
    singleLine: true,
  });
  return { write: (line) => destination.write(pretty(line)) };
}

function stdout(): LogDestination {
  const stream = fileDestination({ fd: 1, sync: true });
  return { write: (line) => stream.write(line), isTTY: process.stdout.isTTY };
}
