import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ConfigFault } from "./fault.ts";

const DEFAULT_NAME = "maru.yaml";

/** The config file as it was read, or why it could not be. */
export type ConfigFile =
  /** `text` and `path` are absent when no file was named and there is none: all defaults. */
  | { readonly ok: true; readonly path?: string; readonly text?: string }
  | { readonly ok: false; readonly path: string; readonly faults: readonly ConfigFault[] };

/** Reads the file that was named, or `maru.yaml` in `folder` when there is one. */
export async function readConfigFile(named: string | undefined, folder: string): Promise<ConfigFile> {
  const path = resolve(folder, named ?? DEFAULT_NAME);
  try {
    return { ok: true, path, text: await readFile(path, "utf8") };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" && named === undefined) return { ok: true };
    return { ok: false, path, faults: [unreadable(path, code)] };
  }
}

function unreadable(path: string, code: string | undefined): ConfigFault {
  switch (code) {
    case "ENOENT":
      return {
        where: "",
        problem: `There is no config file at ${path}`,
        remedy:
          "Check the path after --config, or leave it out to use maru.yaml of this folder, or the defaults.",
      };
    case "EISDIR":
      return { where: "", problem: `${path} is a folder, not a config file`, remedy: "Name the file in it." };
    default:
      return {
        where: "",
        problem: `The config file ${path} cannot be read (${code ?? "unknown reason"})`,
        remedy: "Give the user that runs Maru the right to read it.",
      };
  }
}
