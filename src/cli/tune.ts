import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import type { Config, ConfigPlace } from "../config/index.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import { chooseModel } from "../model/catalogue/index.ts";
import { buildWithOpenMp, type Environment, hasOpenMpBuild, type LlamaSettings } from "../model/index.ts";
import { type OpenMeasured, type Tuned, tune, Unmeasurable } from "../model/tune/index.ts";
import { isConfirmed } from "./calibrate/confirm.ts";
import { changeConfigFile, openConfigFile } from "./calibrate/write-config.ts";
import { catchInterrupt } from "./catch-interrupt.ts";
import { llamaSettings } from "./llama-settings.ts";
import { machineMemory } from "./machine-memory.ts";
import type { CommandIo } from "./models.ts";
import { silentLog } from "./silent-log.ts";
import { beginningText, headText, noiseText, outcomeText, rowText, tooBusyText } from "./tune/as-text.ts";

interface TuneCommandParts {
  readonly cwd: string;
  readonly env: Environment;
  readonly open: OpenMeasured;
  readonly io: CommandIo;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  /** Whether somebody sits at the terminal. */
  readonly isTyped: boolean;
  readonly settings: () => Promise<{ readonly config: Config } | undefined>;
  readonly place: () => ConfigPlace;
  /** Called when Ctrl-C ended it. */
  readonly interrupted: () => void;
  readonly fail: (error: OperatorError) => void;
}

interface TuneFlags {
  readonly build?: true;
  readonly rounds: number;
  readonly json?: true;
  readonly yes?: true;
}

const HELP = `
It loads the model again and again and has it work: a few minutes for a small model, half an hour for a big one. Stop Maru first, and
leave the machine alone meanwhile. Nothing is changed unless you say so in the end.`;

const UNBUILT =
  "Tried with the ready-made build of llama.cpp only; --build makes one for this machine first.\n";

/** Mounts `tune`: finds by measuring how the model runs best on this machine, and writes that to the config, after asking. */
export function addTune(program: Command, parts: TuneCommandParts): void {
  program
    .command("tune")
    .description("find by measuring how the model runs best here, and write it to the config, after asking")
    .option(
      "--build",
      "first build llama.cpp with OpenMP, to be tried too; takes cmake, a C++ compiler and five minutes",
    )
    .option("--rounds <count>", "how often each setting is measured", count, 3)
    .option("--json", "a line of JSON for each setting tried; nothing is written")
    .option("--yes", "write without asking")
    .addHelpText("after", HELP)
    .action(async (flags: TuneFlags) => {
      const checked = await parts.settings();
      if (checked === undefined) return;
      const interrupt = catchInterrupt();
      try {
        await tuneModel(flags, checked.config, { ...parts, signal: interrupt.signal });
      } catch (error) {
        if (interrupt.signal.aborted) {
          parts.io.stderr.write("Stopped. Nothing was written.\n");
          parts.interrupted();
        } else if (error instanceof OperatorError) parts.fail(error);
        else throw error;
      } finally {
        interrupt.release();
      }
    });
}

async function tuneModel(
  flags: TuneFlags,
  config: Config,
  parts: TuneCommandParts & { readonly signal: AbortSignal },
): Promise<void> {
  const { io, signal, open } = parts;
  const settings = await settingsOf(config, parts.cwd);
  // One that was made before is tried as well.
  const isBuilt = (flags.build === true && (await build(parts))) || (await hasOpenMpBuild());
  if (!isBuilt && flags.build !== true) io.stderr.write(UNBUILT);
  io.stderr.write(beginningText(basename(settings.path)));
  const tuned = await tune({
    settings,
    cores: availableParallelism(),
    rounds: flags.rounds,
    hasOpenMpBuild: isBuilt,
    signal,
    now: () => performance.now(),
    log: silentLog,
    open,
    onNoise(noise) {
      if (flags.json) io.stdout.write(`${JSON.stringify(noise)}\n`);
      else if (tooBusyText(noise) === undefined) io.stdout.write(noiseText(noise));
    },
    onRow(row) {
      if (flags.json) io.stdout.write(`${JSON.stringify(row)}\n`);
      else {
        io.stdout.write(`${row.setting === "now" ? headText() : ""}${rowText(row)}`);
      }
    },
  }).catch((error: unknown) => {
    if (!(error instanceof Unmeasurable)) throw error;
    throw new OperatorError(`The model cannot be measured as it is configured: ${error.message}`, {
      cause: error,
    });
  });
  if (flags.json) io.stdout.write(`${JSON.stringify(tuned)}\n`);
  const tooBusy = tooBusyText(tuned);
  if (tooBusy !== undefined) throw new OperatorError(tooBusy);
  if (flags.json) return;
  io.stdout.write(outcomeText(tuned));
  await write(tuned, flags, config, parts);
}

/** How the model that the config names is run now; without anything that is kept of conversations. */
async function settingsOf(config: Config, baseFolder: string): Promise<LlamaSettings> {
  if (config.model.servers.length > 0)
    throw new OperatorError("The config has servers run the model: what can be tuned is theirs.");
  const dataFolder = resolve(baseFolder, config.data.folder);
  const choice = await chooseModel({
    use: config.model.use,
    modelsFolder: join(dataFolder, "models"),
    baseFolder,
    memory: machineMemory(),
    contextTokens: config.model.contextTokens,
  });
  if (choice.state === "absent") throw new OperatorError(`There is no model to be tuned. ${choice.hint}`);
  const { kept: _, ...settings } = llamaSettings(config.model, { path: choice.path, baseFolder, dataFolder });
  return settings;
}

/** Builds, and says how that went: without the build, the rest is tuned all the same. */
async function build({
  io,
  env,
  signal,
}: TuneCommandParts & { readonly signal: AbortSignal }): Promise<boolean> {
  io.stderr.write("Building llama.cpp with OpenMP …\n");
  const outcome = await buildWithOpenMp({
    environment: env,
    signal,
    onLine: (line) => {
      const [step] = /^\[\d+\/\d+\]/.exec(line) ?? [];
      if (io.isTTY && step !== undefined) io.stderr.write(`\r${step}`);
    },
  });
  if (io.isTTY) io.stderr.write("\r");
  signal.throwIfAborted();
  switch (outcome.state) {
    case "built":
      io.stderr.write("It is built.\n");
      return true;
    case "lacking":
      io.stderr.write(
        `It cannot be built: ${outcome.programs.join(" and ")} is missing here. Going on with the ready-made build.\n`,
      );
      return false;
    case "failed":
      io.stderr.write(`It could not be built, so the ready-made build stays:\n${outcome.said}\n`);
      return false;
    default:
      return outcome satisfies never;
  }
}

async function write(
  { changes }: Tuned,
  { yes }: TuneFlags,
  config: Config,
  parts: TuneCommandParts,
): Promise<void> {
  const { io } = parts;
  const wanted = Object.entries(changes).map(([name, value]) => ({ path: ["model", name], value }));
  if (wanted.length === 0) return;
  const file = await openConfigFile(parts.place(), config);
  if (!yes && !(await isConfirmed(file.path, parts))) {
    io.stderr.write("Nothing was written.\n");
    return;
  }
  await changeConfigFile(file, wanted, parts.place());
  io.stderr.write(`${file.path} is changed. It counts from the next start of Maru on.\n`);
}

function count(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It must be a whole number from 1 to 99.");
}
