import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { FaultError } from "../fault.ts";
import { couldChat, glanceAtGguf } from "../gguf/glance.ts";
import { inspectModelFile } from "../gguf/inspect-model-file.ts";
import { type CatalogueModel, catalogue } from "./catalogue.ts";
import { type HubUri, parseHubUri } from "./hub-uri.ts";
import { allParts, splitPart } from "./split-file.ts";

/**
 * A model in the models folder. Pulled ones lie in `user/repo/file.gguf`, as the hub (and LM Studio) have them;
 * those put there by hand may lie anywhere up to four folders deep.
 */
export interface InstalledModel {
  /** The file the engine is given: the first one of a split model. */
  readonly path: string;
  /** The path within the models folder, `/` between folders. */
  readonly name: string;
  /** Of all parts together. */
  readonly sizeBytes: number;
  readonly parts: number;
  /**
   * `chat`: could hold a conversation. `guard`: judges messages, by its name. `other`: an adapter, an embedding model. `incomplete`: parts are
   * missing. `broken`: cut off or damaged, by its header and length. `not-gguf`: its first bytes are another
   * format's. `unreadable`: no permission, or a read error.
   */
  readonly state: "chat" | "guard" | "other" | "incomplete" | "broken" | "not-gguf" | "unreadable";
  readonly entry?: CatalogueModel;
}

const MAX_DEPTH = 4;
/** A guard judges and does not converse; its file's header does not tell it from a chat model. */
const GUARD_NAME = /guard|shield/i;

/** Everything in the folder that is named `.gguf`, by name. No folder: nothing. Rejects when it cannot be read. */
export async function installedModels(modelsFolder: string): Promise<readonly InstalledModel[]> {
  const sizes = await modelFiles(modelsFolder);
  const models: InstalledModel[] = [];
  for (const name of [...sizes.keys()].sort()) {
    const split = splitPart(name);
    if (
      split !== undefined &&
      allParts(name).some((part, index) => index + 1 < split.part && sizes.has(part))
    ) {
      continue; // told of with its first part that is there
    }
    models.push(await describe(modelsFolder, name, sizes));
  }
  return models;
}

/** The complete model of that URI, whatever it holds: what is wrong in it, the engine says best. */
export async function findInstalled(modelsFolder: string, uri: HubUri): Promise<InstalledModel | undefined> {
  const matching = (await installedModels(modelsFolder)).filter(
    (model) => model.state !== "incomplete" && isFileOf(model, uri),
  );
  return matching.find(({ name }) => name.startsWith(`${uri.user}/${uri.repo}/`)) ?? matching[0];
}

/** Whether the installed file is what the URI names: by its place in the folder, or by its file name. */
function isFileOf(installed: Pick<InstalledModel, "name">, uri: HubUri): boolean {
  const [user, repo] = installed.name.split("/");
  const pulled = user === uri.user && repo === uri.repo;
  // A file put elsewhere by hand keeps the hub's file name; one from another repository's folder is that one's.
  const byHand = installed.name.split("/").length < 3;
  if (!pulled && !byHand) return false;
  const file = basename(installed.name);
  if ("file" in uri) return file.toLowerCase() === basename(uri.file).toLowerCase();
  const stem = plain((splitPart(file)?.stem ?? file).replace(/\.gguf$/i, ""));
  const tag = plain(uri.tag);
  return pulled
    ? `-${stem}-`.includes(`-${tag}-`)
    : stem === `${plain(uri.repo.replace(/-gguf$/i, ""))}-${tag}`;
}

async function describe(
  modelsFolder: string,
  name: string,
  sizes: ReadonlyMap<string, number>,
): Promise<InstalledModel> {
  const parts = allParts(name);
  const first = parts[0] ?? name;
  const there = parts.filter((part) => sizes.has(part));
  const entry = catalogue.find((model) => {
    const parsed = parseHubUri(model.uri);
    return parsed.ok && isFileOf({ name }, parsed.uri);
  });
  const path = join(modelsFolder, first);
  return {
    path,
    name: first,
    sizeBytes: there.reduce((sum, part) => sum + (sizes.get(part) ?? 0), 0),
    parts: parts.length,
    state: there.length < parts.length ? "incomplete" : await stateOf(path, name),
    ...(entry === undefined ? {} : { entry }),
  };
}

async function stateOf(path: string, name: string): Promise<InstalledModel["state"]> {
  try {
    const header = await glanceAtGguf(path);
    if (header === undefined) return "not-gguf";
    if (!couldChat(header)) return "other";
    await inspectModelFile(path);
    return GUARD_NAME.test(basename(name)) ? "guard" : "chat";
  } catch (error) {
    return error instanceof FaultError ? "broken" : "unreadable";
  }
}

/** Sizes of all `.gguf` files by their names within the folder; links are followed, into each folder once. */
async function modelFiles(folder: string): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  const walked = new Set<string>();
  const walk = async (within: string, depth: number): Promise<void> => {
    const identity = await folderIdentity(join(folder, within));
    if (identity === undefined || walked.has(identity)) return;
    walked.add(identity);
    for (const item of await folderItems(join(folder, within), depth)) {
      const name = within === "" ? item.name : `${within}/${item.name}`;
      if (item.name.startsWith(".")) continue;
      const isModel = /\.gguf$/i.test(item.name);
      if (!isModel && !item.isDirectory() && !item.isSymbolicLink()) continue;
      // A link to nothing, or a file deleted this moment, is not there.
      const found = await stat(join(folder, name)).catch(() => undefined);
      if (found?.isDirectory() && depth < MAX_DEPTH) await walk(name, depth + 1);
      else if (found?.isFile() && isModel) sizes.set(name, found.size);
    }
  };
  await walk("", 0);
  return sizes;
}

/** The same for every way by which links lead to the folder; `undefined` when it is not there. */
async function folderIdentity(folder: string): Promise<string | undefined> {
  const found = await stat(folder, { bigint: true }).catch(() => undefined);
  return found && `${found.dev}:${found.ino}`;
}

/** Nothing for a folder that is not there, or one inside that may not be read (a disk's `lost+found`). */
async function folderItems(folder: string, depth: number): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || (depth > 0 && (code === "EACCES" || code === "EPERM"))) return [];
    throw error;
  }
}

/** `Llama-3.2.Q4_K_M` and `llama-3.2-q4_k_m` are the same name: dots and underscores stand for hyphens. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[._\s-]+/g, "-");
}
