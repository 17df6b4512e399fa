import { join, resolve } from "node:path";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { formatFault, loadConfigFile } from "../config/index.ts";
import type { AdapterModule } from "../core/ports/chat-adapter.ts";
import { OperatorError } from "../core/ports/operator-error.ts";
import { addAudit } from "./audit.ts";
import { addCalibrate } from "./calibrate.ts";
import { INTERRUPTED } from "./catch-interrupt.ts";
import { doctor } from "./doctor.ts";
import { addEval } from "./eval.ts";
import { createModels, type ModelsDeps } from "./models.ts";
import { type ModerateOptions, moderate } from "./moderate.ts";
import { addPolicy } from "./policy.ts";
import type { ProgramDeps, Settings } from "./program-deps.ts";
import { addRehearse } from "./rehearse.ts";
import { addReport } from "./report.ts";
import { addSummarise } from "./summarise.ts";
import { addTune } from "./tune.ts";

/** Exit codes: what was asked was done; it failed; it was asked wrongly. */
const OK = 0;
const FAILED = 1;
const MISUSED = 2;

const HUB = "https://huggingface.co";
const NAME = "npm run maru --";

const MODERATE_HELP = `
Each line of the input is a message: {"id","text"} when it begins with {, else the text itself.
For each, a line of JSON comes out: {"id","score","labels","route","evidence"}; see docs/moderation.md.`;

/** Runs the command line (without the program's own name) and resolves to the exit code. */
export async function runProgram(argv: readonly string[], deps: ProgramDeps): Promise<number> {
  const outcome = { exitCode: OK };
  const program = createProgram(deps, await deps.findAdapters(), outcome);
  if (argv.length === 0) {
    program.outputHelp();
    return OK;
  }
  try {
    await program.parseAsync(argv, { from: "user" });
    return outcome.exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander throws for help and version too, once they are printed.
    return error.exitCode === 0 ? OK : MISUSED;
  }
}

/** The commands; each leaves its exit code in `outcome`. */
function createProgram(
  deps: ProgramDeps,
  adapters: readonly AdapterModule[],
  outcome: { exitCode: number },
): Command {
  const { io } = deps;
  const program = new Command(NAME)
    .description("Maru, a private assistant for a team's own chat. The model runs on this machine.")
    .version(deps.version, "-V, --version", "print the version")
    .option("--config <file>", "the config file; default: maru.yaml of this folder, when there is one")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError(`Type "${NAME} help" to see what there is.`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(asSentence(text)),
    });

  const place = () => ({
    named: program.opts<{ config?: string }>().config,
    folder: deps.cwd,
    env: deps.env,
    adapters,
  });

  /** The config, or that of the named file; `undefined` once its faults have been printed. */
  async function settings(named?: string): Promise<Settings | undefined> {
    const loaded = await loadConfigFile(named === undefined ? place() : { ...place(), named });
    if (loaded.ok) return { config: loaded.config, adapters };
    const count = loaded.faults.length === 1 ? "a fault" : `${loaded.faults.length} faults`;
    io.stderr.write(`The config has ${count}:\n\n`);
    for (const fault of loaded.faults) io.stderr.write(`${formatFault(fault, loaded.file)}\n`);
    outcome.exitCode = FAILED;
    return undefined;
  }

  program
    .command("start")
    .description("start Maru; Ctrl-C ends it")
    .action(async () => {
      const checked = await settings();
      if (checked === undefined) return;
      try {
        outcome.exitCode = await deps.start(checked);
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        io.stderr.write(`Maru cannot start. ${error.message}\n`);
        outcome.exitCode = FAILED;
      }
    });

  addDoctor();
  addModels();
  addModerate();
  addAudit(program, {
    io,
    cwd: deps.cwd,
    stdout: deps.pipe.stdout,
    settings,
    done,
  });
  addPolicy(program, { io, env: deps.env, settings });
  addRehearse(program, {
    io,
    parts: { cwd: deps.cwd, ...deps.pipe, stderr: io.stderr },
    isTyped: deps.pipe.isTyped,
    settings,
    openGuard: deps.openGuard,
    done,
  });
  const interrupted = () => {
    outcome.exitCode = INTERRUPTED;
  };
  addCalibrate(program, { cwd: deps.cwd, io, ...deps.pipe, settings, place, now: Date.now, fail });
  addEval(program, { cwd: deps.cwd, io, settings, openGuard: deps.openGuard, fail });
  addReport(program, { cwd: deps.cwd, io, settings, now: Date.now, fail });
  addSummarise(program, {
    parts: { cwd: deps.cwd, ...deps.pipe, stderr: io.stderr, now: Date.now },
    isWatched: deps.pipe.isWatched,
    settings,
    openModel: deps.openModel,
    done,
    interrupted,
    fail,
  });
  addTune(program, {
    ...{ cwd: deps.cwd, env: deps.env, io, ...deps.pipe, open: deps.openMeasured },
    ...{ settings, place, interrupted, fail },
  });
  return program;

  /** Ends a command: whether all went well. */
  function done(well: boolean): void {
    outcome.exitCode = well ? OK : FAILED;
  }

  /** Says what stands in the way of a command. */
  function fail(error: OperatorError): void {
    io.stderr.write(`${error.message}\n`);
    outcome.exitCode = FAILED;
  }

  /** Mounts `doctor`, with a flag for each platform. */
  function addDoctor(): void {
    const flags = adapters.map(
      ({ name }) => new Option(`--${name}`, `check only ${name}, also while it is off`),
    );
    const command = program
      .command("doctor")
      .description("check this machine, the config, the store, the model and the platforms")
      .action(async (given: Readonly<Record<string, true>>) => {
        const only = adapters.filter((_, at) => given[flags[at]!.attributeName()]);
        const healthy = await doctor({
          ...deps,
          config: place(),
          memory: deps.memory(),
          now: Date.now,
          only,
        });
        outcome.exitCode = healthy ? OK : FAILED;
      });
    for (const flag of flags) command.addOption(flag);
  }

  /** Mounts `models`. It works in the data folder, so the config is read before one of its commands is even made. */
  function addModels(): void {
    const build = (known: Pick<ModelsDeps, "modelsFolder" | "contextTokens">) => {
      const token = deps.env["HF_TOKEN"]?.trim();
      const models = createModels({
        ...known,
        memory: deps.memory(),
        hubEndpoint: deps.env["HF_ENDPOINT"]?.trim() || HUB,
        ...(token ? { hubToken: token } : {}),
        io,
      });
      models.command.name(`${NAME} models`);
      for (const command of [models.command, ...models.command.commands])
        command.copyInheritedSettings(program);
      return models;
    };
    const forHelp = () => build({ modelsFolder: "models" });
    const models = program
      .command("models")
      .description(forHelp().command.description())
      .argument("[arguments...]")
      .allowUnknownOption()
      .allowExcessArguments()
      .helpOption(false)
      .action(async (args: readonly string[]) => {
        if (args.some((arg) => arg === "--help" || arg === "-h")) {
          await forHelp().run(args);
          return;
        }
        const checked = await settings();
        if (checked === undefined) return;
        const { data, model } = checked.config;
        const modelsFolder = join(resolve(deps.cwd, data.folder), "models");
        outcome.exitCode = await build({ modelsFolder, contextTokens: model.contextTokens }).run(args);
      });
    models.helpInformation = () => forHelp().command.helpInformation();
  }

  /** Mounts `moderate`. */
  function addModerate(): void {
    program
      .command("moderate")
      .description("score messages for hate: lines, JSON Lines, or an export of Slack or Discord")
      .argument("[input]", "a file, an export's folder or zip, or - for what is piped in", "-")
      .addOption(
        new Option("--threshold <score>", "send on from this score on; default: the router's own")
          .argParser(numberFrom(0, 1))
          .conflicts("budget"),
      )
      .option(
        "--budget <share>",
        "send on this share of the messages in --benign, e.g. 0.02",
        numberFrom(0, 1),
      )
      .option("--benign <input>", "harmless messages to learn the threshold from, for --budget")
      .option("--evidence <count>", "at most so many parts of each message", numberFrom(0, 1000, true), 5)
      .addHelpText("after", MODERATE_HELP)
      .action(async (input: string, flags: Omit<ModerateOptions, "input">, command: Command) => {
        if ((flags.budget === undefined) !== (flags.benign === undefined))
          command.error("error: --budget and --benign belong together: a share, and of what.");
        if (input === "-" && flags.benign === "-")
          command.error("error: only one of the inputs can be piped in.");
        if (input === "-" && deps.pipe.isTyped) io.stderr.write("Type messages, one a line; Ctrl-D ends.\n");
        try {
          const parts = { cwd: deps.cwd, ...deps.pipe, stderr: io.stderr };
          outcome.exitCode = (await moderate({ ...flags, input }, parts)) ? OK : FAILED;
        } catch (error) {
          if (!(error instanceof OperatorError)) throw error;
          io.stderr.write(`${error.message}\n`);
          outcome.exitCode = FAILED;
        }
      });
  }
}

/** A number of the command line from `min` to `max`. */
function numberFrom(min: number, max: number, whole = false): (text: string) => number {
  return (text) => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    if (value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It must be a ${whole ? "whole " : ""}number from ${min} to ${max}.`);
  };
}

/** `error: unknown command 'x'` as a sentence. */
function asSentence(text: string): string {
  const plain = text.replace(/^error: /, "").trimEnd();
  const sentence = plain.charAt(0).toUpperCase() + plain.slice(1);
  return `${sentence}${/[.?)]$/.test(sentence) ? "" : "."}\n`;
}
