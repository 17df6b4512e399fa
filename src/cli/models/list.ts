import {
  bestToPull,
  type CatalogueModel,
  type Circumstances,
  catalogue,
  chooseModel,
  type InstalledModel,
  installedFit,
  installedModels,
  type MemoryFit,
  memoryFit,
  pullCommand,
} from "../../model/catalogue/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import { type CommandIo, formatTable } from "./output.ts";

interface ListOptions extends Circumstances {
  readonly modelsFolder: string;
}

/** Prints the known models, the installed ones among and beside them, and what to do next. Returns the exit code. */
export async function listModels(options: ListOptions, io: CommandIo): Promise<number> {
  const installed = await installedModels(options.modelsFolder);
  io.stdout.write(
    formatTable([CATALOGUE_HEADING, ...catalogue.map((model) => row(model, installed, options))]),
  );
  io.stdout.write(
    "\n~ means: as listed, not verified. Read a model's licence on its page before you use it.\n" +
      `This machine: ${formatBytes(options.memory.totalBytes)} memory, ${formatBytes(options.memory.availableBytes)} available.\n`,
  );
  const others = installed.filter(({ entry, state }) => entry === undefined || state !== entry.purpose);
  if (others.length > 0) {
    io.stdout.write("\nOther files in the models folder\n");
    io.stdout.write(formatTable([OTHERS_HEADING, ...others.map((model) => otherRow(model, options))]));
  }
  io.stdout.write(`\n${await nextStep(options)}\n`);
  return 0;
}

const CATALOGUE_HEADING = ["", "Name", "Size", "Licence", "Languages", "This machine"] as const;
const OTHERS_HEADING = ["", "File", "Size", "This machine"] as const;

function row(model: CatalogueModel, installed: readonly InstalledModel[], options: ListOptions): string[] {
  const there = installed.find(({ entry, state }) => entry === model && state === model.purpose);
  const mark = (fact: CatalogueModel["unverified"][number]) => (model.unverified.includes(fact) ? "~" : "");
  const fit =
    there === undefined
      ? memoryFit(model, options.memory, options.contextTokens)
      : installedFit(there, options);
  const size =
    there !== undefined
      ? formatBytes(there.sizeBytes)
      : model.sizeBytes === undefined
        ? "?"
        : mark("size") + formatBytes(model.sizeBytes);
  const languages = model.languages.join(" ");
  return [
    there === undefined ? "" : "✓",
    model.name,
    size,
    model.licence === "unknown" ? "see its page" : mark("licence") + model.licence,
    mark("languages") +
      (model.languagesInAll === undefined ? languages : `${languages} … ${model.languagesInAll} in all`),
    [model.purpose === "guard" ? "guard" : [], fitText(fit), model.wantsGpu === true ? "needs a GPU" : []]
      .flat()
      .join(", "),
  ];
}

function otherRow(model: InstalledModel, options: ListOptions): string[] {
  const usable = model.state === "chat" || model.state === "guard" || model.state === "other";
  return [usable ? "✓" : "✗", model.name, formatBytes(model.sizeBytes), stateText(model, options)];
}

function stateText(model: InstalledModel, options: ListOptions): string {
  switch (model.state) {
    case "chat":
      return fitText(installedFit(model, options));
    case "guard":
      return `guard, ${fitText(installedFit(model, options))}`;
    case "other":
      return "not a chat model";
    case "incomplete":
      return `incomplete: it has ${model.parts} parts`;
    case "broken":
      return "cut off or damaged";
    case "not-gguf":
      return "not a GGUF file";
    case "unreadable":
      return "cannot be read";
    default:
      return model.state satisfies never;
  }
}

function fitText(fit: MemoryFit): string {
  switch (fit) {
    case "fits":
      return "fits";
    case "tight":
      return "tight: close other programs";
    case "too-big":
      return "too big";
    case "unknown":
      return "?";
    default:
      return fit satisfies never;
  }
}

async function nextStep(options: ListOptions): Promise<string> {
  const choice = await chooseModel({ ...options, use: "auto", baseFolder: options.modelsFolder });
  if (choice.state === "absent") return choice.hint;
  const best = bestToPull(options);
  const other =
    best === undefined || best.name === choice.name
      ? ""
      : ` The catalogue's best for this machine: ${pullCommand(best.name)}`;
  return `With model.use "auto" Maru loads ${choice.name}.${other}`;
}
