import { resolve } from "node:path";
import type { Config } from "../config/index.ts";
import type { Guard } from "../core/ports/index.ts";
import type { Environment } from "../model/index.ts";
import { readyGuard } from "./find-guard.ts";
import { machineMemory } from "./machine-memory.ts";
import { silentLog } from "./silent-log.ts";

/**
 * Opens the guard that a config names, for commands that judge outside of a running Maru: resolves once it can judge, and rejects with an
 * `OperatorError` when there is none. It writes no log, which would stand among the results.
 */
export function guardForCommands(baseFolder: string, environment: Environment) {
  return (config: Config): Promise<Guard> =>
    readyGuard({
      config,
      baseFolder,
      dataFolder: resolve(baseFolder, config.data.folder),
      environment,
      memory: machineMemory(),
      log: silentLog,
    });
}
