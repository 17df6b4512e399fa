import type { Config } from "../config/index.ts";
import type { Guard, Logger } from "../core/ports/index.ts";
import type { Environment } from "../model/index.ts";
import { warnOfServersElsewhere } from "./configured-servers.ts";
import { findGuard, type GuardChoice } from "./find-guard.ts";
import { createLateGuard, type LateGuard } from "./late-guard.ts";
import { machineMemory } from "./machine-memory.ts";

interface GuardForStartParts {
  readonly config: Config;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly dataFolder: string;
  readonly environment: Environment;
  readonly log: Logger;
  /** For the person at the terminal, one line at a time. */
  readonly print: (line: string) => void;
}

type FoundGuard = Extract<GuardChoice, { readonly state: "found" }>;
type AbsentGuard = Extract<GuardChoice, { readonly state: "absent" }>;

/**
 * The guard of a running Maru, which loads once it is begun; `undefined` where there is none. The person at the terminal hears of both. Rejects
 * as `findGuard` does.
 */
export async function guardForStart(parts: GuardForStartParts): Promise<LateGuard | undefined> {
  warnOfServersElsewhere(parts.config.moderation.guard.servers, parts);
  const found = await findGuard({ ...parts, memory: machineMemory() });
  if (found.state === "found") return createLateGuard(() => beginToLoad(found, parts));
  tellAbsent(found, parts);
  return undefined;
}

function beginToLoad({ name, begin }: FoundGuard, parts: GuardForStartParts): Guard {
  const { print } = parts;
  const { guard, ready } = begin(parts);
  print(`Loading the guard ${name} …`);
  ready(new AbortController().signal).then(
    () => print(`The guard ${name} is ready.`),
    (error: unknown) => print(`The guard ${name} cannot be used: ${messageOf(error)}`),
  );
  return guard;
}

/** That none is installed is no news at every start: `doctor` tells. */
function tellAbsent({ reason, hint }: AbsentGuard, { config, log, print }: GuardForStartParts): void {
  log.info({ reason }, "no guard");
  const { use, servers } = config.moderation.guard;
  if (reason === "unwanted" || (use === "auto" && servers.length === 0)) return;
  print(`Moderators judge without a guard: ${hint}`);
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
