import { LogLevel, type Logger as SdkLogger } from "@slack/web-api";
import type { Logger } from "../../src/core/ports/logger.ts";

/**
 * Where Slack's SDK writes what it has to say. Its lower levels hold people's words and tokens: they are left out.
 *
 * @param isTold what is told of by somebody else
 */
export function createSdkLog(log: Logger, isTold: (said: string) => boolean = () => false): SdkLogger {
  const at =
    (level: "warn" | "error") =>
    (...parts: readonly unknown[]) => {
      const said = parts.map(String).join(" ");
      if (!isTold(said)) log[level]({ sdk: said }, "slack sdk");
    };
  return {
    debug() {},
    info() {},
    warn: at("warn"),
    error: at("warn"),
    setLevel() {},
    getLevel: () => LogLevel.WARN,
    setName() {},
  };
}
