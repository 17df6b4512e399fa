import { resolve } from "node:path";
import type { Config } from "../config/index.ts";
import type { Environment } from "../model/index.ts";
import { type OpenedChatModel, openChatModel } from "./open-chat-model.ts";
import { silentLog } from "./silent-log.ts";

/**
 * Opens the model that a config names, for commands that use it outside of a running Maru, which may be running beside them. It writes no
 * log, which would stand among the results; `print` takes lines for the person at the terminal.
 */
export function modelForCommands(baseFolder: string, environment: Environment) {
  return (config: Config, print: (line: string) => void): Promise<OpenedChatModel> =>
    openChatModel({
      ...{ config, baseFolder, environment, print },
      dataFolder: resolve(baseFolder, config.data.folder),
      log: silentLog,
      observe: () => undefined,
      keeps: false,
    });
}
