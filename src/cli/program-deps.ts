import type { Config } from "../config/index.ts";
import type { AdapterModule } from "../core/ports/chat-adapter.ts";
import type { Guard } from "../core/ports/guard.ts";
import type { MachineMemory } from "../model/catalogue/index.ts";
import type { OpenMeasured } from "../model/tune/index.ts";
import type { CommandIo } from "./models.ts";
import type { OpenedChatModel } from "./open-chat-model.ts";
import type { Outlet } from "./outlet.ts";

/** All that the commands take from the outside. */
export interface ProgramDeps {
  readonly version: string;
  /** `process.versions.node` */
  readonly nodeVersion: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where relative paths of the command line and of the config start. */
  readonly cwd: string;
  readonly io: CommandIo;
  /** For what is piped through a command: where it comes from, and where it goes to. */
  readonly pipe: {
    readonly stdin: () => AsyncIterable<Uint8Array>;
    /** Whether a person types it. */
    readonly isTyped: boolean;
    readonly stdout: Outlet;
    /** Whether a person watches `stderr` in a terminal. */
    readonly isWatched: boolean;
  };
  readonly memory: () => MachineMemory;
  readonly findAdapters: () => Promise<readonly AdapterModule[]>;
  /** The guard that the config names, ready to judge. Rejects with an `OperatorError` when there is none. */
  readonly openGuard: (config: Config) => Promise<Guard>;
  /** The model that the config names, not loaded yet, or why there is none. `print` takes lines for the person at the terminal. */
  readonly openModel: (config: Config, print: (line: string) => void) => Promise<OpenedChatModel>;
  /** How `tune` runs what it measures. */
  readonly openMeasured: OpenMeasured;
  /** Runs Maru until it is told to stop; resolves to the exit code. */
  readonly start: (settings: Settings) => Promise<number>;
}

/** A config without faults, and what it was checked with. */
export interface Settings {
  readonly config: Config;
  readonly adapters: readonly AdapterModule[];
}
