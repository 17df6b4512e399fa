import { freemem, totalmem } from "node:os";
import type { MachineMemory } from "../model/catalogue/index.ts";

/** The machine's main memory. What caches would give back counts as available (libuv reads `MemAvailable` on Linux). */
export function machineMemory(): MachineMemory {
  return { totalBytes: totalmem(), availableBytes: freemem() };
}
