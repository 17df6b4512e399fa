import { LogLevel, type Logger as SdkLogger } from "@slack/web-api";
import type { Logger } from "../../src/core/ports/logger.ts";

/** Where Slack's SDK writes what it has to say. Its lower levels hold people's words and tokens: they are left out. */
export function createSdkLog(log: Logger): SdkLogger {
  const at =
    (level: "warn" | "error") =>
    (...said: readonly unknown[]) =>
      log[level]({ sdk: said.map(String).join(" ") }, "slack sdk");
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
