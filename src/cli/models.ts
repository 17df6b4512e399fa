import { Command } from "commander";
import type { MachineMemory } from "../model/catalogue/index.ts";
import { catchInterrupt } from "./catch-interrupt.ts";
import { listModels } from "./models/list.ts";
import type { CommandIo } from "./models/output.ts";
import { pullModel } from "./models/pull.ts";

export type { CommandIo } from "./models/output.ts";

/** What the `models` commands work on. */
export interface ModelsDeps {
  /** The `models` folder within the data folder. */
  readonly modelsFolder: string;
  readonly memory: MachineMemory;
  /** An access token for the hub, for models whose licence must be accepted first. */
  readonly hubToken?: string;
  /** E.g. `https://huggingface.co`. */
  readonly hubEndpoint: string;
  /** Tokens of context that the config gives a model. */
  readonly contextTokens?: number;
  readonly io: CommandIo;
}

/** The `models` commands. */
interface Models {
  /** For help, and to hang into a bigger program. */
  readonly command: Command;
  /** Runs a command line, without `models` itself; resolves to the exit code. */
  run(argv: readonly string[]): Promise<number>;
}

interface Flags {
  readonly language?: string;
}

/** `models` lists, `models pull [name]` installs. */
export function createModels(deps: ModelsDeps): Models {
  const { modelsFolder, memory, contextTokens, io } = deps;
  let exitCode = 0;
  const circumstances = ({ language }: Flags) => ({
    memory,
    ...(contextTokens === undefined ? {} : { contextTokens }),
    ...(language === undefined ? {} : { language: language.toLowerCase() }),
  });
  const languageFlag = "prefer models that know this language, e.g. ko";

  const command = new Command("models")
    .description("list the models that Maru knows and those that are installed")
    .option("--language <code>", languageFlag)
    .action(async (flags: Flags) => {
      exitCode = await listModels({ ...circumstances(flags), modelsFolder }, io);
    });

  command
    .command("pull")
    .description("download a model; without a name, the best one for this machine")
    .argument("[name]", "a name from the list, hf:user/repo:QUANT, or hf:user/repo/file.gguf")
    .action(async (name: string | undefined, _flags: Flags, self: Command) => {
      const interruption = catchInterrupt();
      try {
        const options = {
          ...circumstances(self.optsWithGlobals<Flags>()),
          modelsFolder,
          hub: {
            endpoint: deps.hubEndpoint,
            ...(deps.hubToken === undefined ? {} : { token: deps.hubToken }),
          },
          signal: interruption.signal,
          now: Date.now,
        };
        exitCode = await pullModel(name, options, io);
      } finally {
        interruption.release();
      }
    });
  return {
    command,
    async run(argv) {
      exitCode = 0;
      await command.parseAsync(argv, { from: "user" });
      return exitCode;
    },
  };
}
