import { stat } from "node:fs/promises";
import { basename, isAbsolute, join, resolve } from "node:path";
import { byHandAdvice, installAdvice, pullCommand } from "./advice.ts";
import { bestInstalled, bestToPull, type Circumstances } from "./best-fit.ts";
import { type CatalogueModel, catalogue, catalogueModel } from "./catalogue.ts";
import { formatHubUri, type HubUri, isHubUri, parseHubUri } from "./hub-uri.ts";
import { findInstalled, type InstalledModel, installedModels } from "./installed.ts";
import { allParts } from "./split-file.ts";

/** The model that Maru is to load, or why there is none. */
export type ModelChoice =
  | {
      readonly state: "found";
      /** The file for the engine: the first one of a split model. */
      readonly path: string;
      /** For people: the catalogue's name, or the file's. */
      readonly name: string;
      /** Of all parts together. */
      readonly sizeBytes: number;
      readonly entry?: CatalogueModel;
    }
  | {
      readonly state: "absent";
      readonly reason: /** The config wants none. */
        | "unwanted"
        /** It is known where to get it. */
        | "not-installed"
        /** Installed models there are, but none that this machine could run. */
        | "none-fits"
        /** The config names what nobody knows. */
        | "unknown";
      /** What to do, in whole sentences. */
      readonly hint: string;
    };

export interface ModelWish extends Circumstances {
  /** Where in maru.yaml it is asked for; `model.use` unless given. */
  readonly setting?: string;
  /** `auto`, `none`, a path, an `hf:` URI, or a name of the catalogue. */
  readonly use: string;
  readonly modelsFolder: string;
  /** What a relative path is relative to, when it is not in the models folder. */
  readonly baseFolder: string;
}

/** Finds the model that `model.use` asks for. Rejects only when the models folder cannot be read. */
export async function chooseModel(wish: ModelWish): Promise<ModelChoice> {
  const use = wish.use.trim();
  const { setting = "model.use", purpose = "chat" } = wish;
  if (use === "none") {
    const without =
      purpose === "chat" ? "Maru answers with earlier messages" : "people judge what the router finds";
    return absent(
      "unwanted",
      `The config says "none" for ${setting}: ${without}. Set it to "auto" to use a model.`,
    );
  }
  if (use === "auto") return chooseBest(wish);
  if (isHubUri(use)) return chooseUri(use, wish);
  const entry = catalogueModel(use);
  if (entry !== undefined) return chooseEntry(entry, wish);
  if (/\.gguf$/i.test(use) || /[/\\]/.test(use)) return choosePath(use, wish);
  return absent(
    "unknown",
    `${setting} is "${use}", which is no model that Maru knows. Known are ${catalogue
      .filter((model) => model.purpose === purpose)
      .map(({ name }) => name)
      .join(", ")}; a path to a .gguf file, an hf: URI, "auto" and "none" are right too.`,
  );
}

async function chooseBest(wish: ModelWish): Promise<ModelChoice> {
  const installed = await installedModels(wish.modelsFolder);
  const best = bestInstalled(installed, wish);
  if (best !== undefined) return found(best);
  const suggestion = bestToPull(wish);
  const { setting = "model.use", purpose = "chat" } = wish;
  const tooBig = installed.filter((model) => model.state === purpose);
  if (tooBig.length > 0) {
    const names = tooBig.map(({ name }) => name).join(", ");
    return absent(
      "none-fits",
      `No installed model fits this machine's memory (${names}). ${
        suggestion === undefined
          ? `Name one in ${setting} to try it all the same.`
          : installAdvice(suggestion, wish.modelsFolder)
      }`,
    );
  }
  const unusable = installed.map((model) => `${model.name} (${whyNotUsed(model)})`).join(", ");
  const kind = purpose === "chat" ? "model" : "guard model";
  const said =
    unusable === "" ? `No ${kind} is installed.` : `No usable ${kind} is installed; found ${unusable}.`;
  return absent("not-installed", `${said} ${installAdvice(suggestion, wish.modelsFolder)}`);
}

async function chooseUri(text: string, wish: ModelWish): Promise<ModelChoice> {
  const parsed = parseHubUri(text);
  if (!parsed.ok) return absent("unknown", `${wish.setting ?? "model.use"}: ${parsed.problem}`);
  const installed = await findInstalled(wish.modelsFolder, parsed.uri);
  return installed === undefined
    ? notInstalled(formatHubUri(parsed.uri), parsed.uri, wish.modelsFolder)
    : found(installed);
}

async function chooseEntry(entry: CatalogueModel, wish: ModelWish): Promise<ModelChoice> {
  const parsed = parseHubUri(entry.uri);
  if (!parsed.ok) throw new Error(`the catalogue's own URI is wrong: ${parsed.problem}`);
  const installed = await findInstalled(wish.modelsFolder, parsed.uri);
  return installed === undefined
    ? notInstalled(entry.name, parsed.uri, wish.modelsFolder)
    : found({ ...installed, entry });
}

async function choosePath(use: string, wish: ModelWish): Promise<ModelChoice> {
  const candidates = isAbsolute(use) ? [use] : [join(wish.modelsFolder, use), resolve(wish.baseFolder, use)];
  for (const candidate of candidates) {
    const parts = allParts(candidate);
    const sizes = await Promise.all(parts.map(fileSize));
    const missing = parts.filter((_, index) => sizes[index] === undefined);
    if (missing.length === 0) {
      return {
        state: "found",
        path: parts[0] ?? candidate,
        name: basename(parts[0] ?? candidate),
        sizeBytes: sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
      };
    }
    if (missing.length < parts.length) {
      const names = missing.map((part) => basename(part)).join(", ");
      return absent(
        "not-installed",
        `The model ${candidate} comes in ${parts.length} files, of which ${names} ${missing.length === 1 ? "is" : "are"} missing. Put them beside the others.`,
      );
    }
  }
  return absent(
    "not-installed",
    `There is no model file at ${candidates.join(" or ")}. Put it there, correct ${wish.setting ?? "model.use"}, or set it to "auto".`,
  );
}

function notInstalled(what: string, uri: HubUri, modelsFolder: string): ModelChoice {
  return absent(
    "not-installed",
    `The model ${what} is not installed. Type: ${pullCommand(what)}. ${byHandAdvice(modelsFolder, uri)}`,
  );
}

function found(model: InstalledModel): ModelChoice {
  return {
    state: "found",
    path: model.path,
    name: model.entry?.name ?? basename(model.name),
    sizeBytes: model.sizeBytes,
    ...(model.entry === undefined ? {} : { entry: model.entry }),
  };
}

function absent(reason: Extract<ModelChoice, { state: "absent" }>["reason"], hint: string): ModelChoice {
  return { state: "absent", reason, hint };
}

function whyNotUsed(model: InstalledModel): string {
  switch (model.state) {
    case "chat":
      return "a chat model";
    case "guard":
      return "a guard model";
    case "other":
      return "not a chat model";
    case "incomplete":
      return `not all of its ${model.parts} parts`;
    case "broken":
      return "cut off or damaged: delete it and pull it again";
    case "not-gguf":
      return "not a GGUF file";
    case "unreadable":
      return "cannot be read";
    default:
      return model.state satisfies never;
  }
}

async function fileSize(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}
