import { rename, rm, stat, writeFile } from "node:fs/promises";
import type { ConfigPlace } from "../../config/index.ts";
import {
  type Config,
  formatFault,
  loadConfig,
  readConfigFile,
  setInYaml,
  type YamlChange,
} from "../../config/index.ts";
import { OperatorError } from "../../core/ports/operator-error.ts";

/** The config file as it was read for changing. */
interface OpenConfigFile {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
}

/** Reads the config file that is to be changed. Rejects with an `OperatorError` where there is none. */
export async function openConfigFile(place: ConfigPlace, config: Config): Promise<OpenConfigFile> {
  const read = await readConfigFile(place.named, place.folder);
  if (!read.ok || read.path === undefined || read.text === undefined) {
    throw new OperatorError(
      "There is no maru.yaml to write to. Copy maru.example.yaml, or put the lines above into a file of that name.",
    );
  }
  return { path: read.path, text: read.text, config };
}

/**
 * Writes the changes, all or nothing: the file is replaced only by one that is a right config. Rejects with an `OperatorError`.
 */
export async function changeConfigFile(
  { path, text }: OpenConfigFile,
  changes: readonly YamlChange[],
  place: ConfigPlace,
): Promise<void> {
  const changed = setInYaml(text, changes);
  if (changed === undefined) {
    throw new OperatorError(
      `${path} shares settings by anchors (&, *), so that more would change than that; nothing was written. Put the lines above in by hand.`,
    );
  }
  const loaded = loadConfig({ text: changed, env: place.env, adapters: place.adapters });
  if (!loaded.ok) {
    const faults = loaded.faults.map((fault) => formatFault(fault, path)).join("\n");
    throw new OperatorError(
      `With these settings the config would have faults; nothing was written.\n${faults}`,
    );
  }
  const beside = `${path}.new`;
  try {
    const { mode } = await stat(path);
    await writeFile(beside, changed, { mode });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    const code = (error as { code?: unknown }).code ?? "unknown reason";
    throw new OperatorError(
      `${path} cannot be written (${code}). Give yourself write access to it and its folder.`,
      {
        cause: error,
      },
    );
  }
}
