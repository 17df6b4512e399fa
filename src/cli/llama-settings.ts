import { join, resolve } from "node:path";
import type { Config } from "../config/index.ts";
import type { LlamaSettings } from "../model/index.ts";

/** How long a model may take to load; a big file on a slow disk takes minutes. */
const LOAD_DEADLINE_MS = 15 * 60_000;

interface Places {
  /** The model's file. */
  readonly path: string;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly dataFolder: string;
}

/** What the config says of the model that Maru runs itself. */
export function llamaSettings(
  model: Config["model"],
  { path, baseFolder, dataFolder }: Places,
): LlamaSettings {
  const { gpu, template, contextTokens, cacheType, speculation, build, keepOnDiskGb } = model;
  return {
    path,
    ...{ gpu, template, contextTokens, cacheType, speculation, build },
    ...(model.threads === "auto" ? {} : { threads: model.threads }),
    ...(model.parallel === "auto" ? {} : { parallel: model.parallel }),
    ...(model.chunkTokens === "auto" ? {} : { chunkTokens: model.chunkTokens }),
    ...(model.flashAttention === "auto" ? {} : { flashAttention: model.flashAttention }),
    ...(model.mmap === "auto" ? {} : { mmap: model.mmap }),
    lora: model.lora.map((adapter) => ({ ...adapter, path: resolve(baseFolder, adapter.path) })),
    deadlineMs: model.deadlineSeconds * 1000,
    loadDeadlineMs: LOAD_DEADLINE_MS,
    kept: { folder: keptFolder(dataFolder), mostBytes: keepOnDiskGb * 1e9 },
  };
}

/** Where the model's process keeps what it has read of conversations. */
export function keptFolder(dataFolder: string): string {
  return join(dataFolder, "read-conversations");
}
