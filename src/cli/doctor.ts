import { join, resolve } from "node:path";
import { type Config, type ConfigPlace, loadConfigFile } from "../config/index.ts";
import type { AdapterModule, Finding } from "../core/ports/chat-adapter.ts";
import type { MachineMemory } from "../model/catalogue/index.ts";
import { checkConfig } from "./doctor/config.ts";
import { checkDataFolder } from "./doctor/data-folder.ts";
import { checkDigests } from "./doctor/digests.ts";
import { checkDiskSpace } from "./doctor/disk-space.ts";
import { formatFinding } from "./doctor/format-finding.ts";
import { checkGuard } from "./doctor/guard.ts";
import { checkMemory } from "./doctor/memory.ts";
import { checkModel } from "./doctor/model.ts";
import { checkNode } from "./doctor/node.ts";
import { checkPlatform, checkPlatforms } from "./doctor/platforms.ts";
import { checkRouter } from "./doctor/router.ts";
import { checkStore } from "./doctor/store.ts";
import type { CommandIo } from "./models/output.ts";

interface DoctorParts {
  readonly config: ConfigPlace;
  readonly nodeVersion: string;
  readonly memory: MachineMemory;
  /** Unix ms. */
  readonly now: () => number;
  readonly io: CommandIo;
  /** Only these platforms are looked at, and nothing else. Empty: everything is. */
  readonly only: readonly AdapterModule[];
}

/**
 * Checks all that Maru needs and prints a line for each, with a remedy where something is amiss. Resolves to
 * whether nothing failed; a warning is not a failure.
 */
export async function doctor(parts: DoctorParts): Promise<boolean> {
  let healthy = true;
  for await (const finding of findings(parts)) {
    parts.io.stdout.write(formatFinding(finding));
    healthy &&= finding.level !== "fail";
  }
  const where = parts.only.length > 0 ? ` on ${parts.only.map(({ name }) => name).join(" and ")}` : "";
  parts.io.stdout.write(
    healthy ? `\nNothing stands in Maru's way${where}.\n` : "\nMend what failed, then try again.\n",
  );
  return healthy;
}

async function* findings(parts: DoctorParts): AsyncGenerator<Finding> {
  if (parts.only.length > 0) {
    yield* findingsOn(parts);
    return;
  }
  yield checkNode(parts.nodeVersion);
  yield checkMemory(parts.memory);
  const loaded = await loadConfigFile(parts.config);
  yield* checkConfig(loaded, loaded.file);
  // Without a config there is no telling which folder, store, model and platforms are meant.
  if (loaded.ok) yield* checkWith(loaded.config, parts);
}

async function* findingsOn({ only, config }: DoctorParts): AsyncGenerator<Finding> {
  const loaded = await loadConfigFile(config);
  if (!loaded.ok) {
    yield* checkConfig(loaded, loaded.file);
    return;
  }
  for (const module of only) yield* checkPlatform(module, loaded.config.platforms[module.name], config.env);
}

async function* checkWith(config: Config, { config: { folder, env, adapters }, memory, now }: DoctorParts) {
  const dataFolder = resolve(folder, config.data.folder);
  yield await checkDataFolder(dataFolder);
  yield await checkDiskSpace(dataFolder);
  yield await checkStore(config.data.store, dataFolder);
  const modelsFolder = join(dataFolder, "models");
  yield* checkModel(config.model, { modelsFolder, baseFolder: folder, memory, environment: env });
  yield await checkRouter(config.moderation.router);
  yield* checkGuard({ config, baseFolder: folder, dataFolder, memory, environment: env });
  yield* checkPlatforms(config.platforms, adapters, env);
  yield* checkDigests(config, adapters, now);
}
