import type { AdapterModule } from "../core/ports/chat-adapter.ts";
import { readConfigFile } from "./config-file.ts";
import { type LoadedConfig, loadConfig } from "./load-config.ts";

export interface ConfigPlace {
  /** What `--config` names, if it was given. */
  readonly named: string | undefined;
  /** Where relative paths start, and where `maru.yaml` is looked for. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly adapters: readonly AdapterModule[];
}

/** Reads and checks the config; `file` is the path that was read, absent when there is no file. */
export async function loadConfigFile(place: ConfigPlace): Promise<LoadedConfig & { readonly file?: string }> {
  const read = await readConfigFile(place.named, place.folder);
  if (!read.ok) return { ok: false, faults: read.faults, file: read.path };
  const loaded = loadConfig({ text: read.text, env: place.env, adapters: place.adapters });
  return read.path === undefined ? loaded : { ...loaded, file: read.path };
}
