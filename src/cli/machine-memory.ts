import type { MachineMemory } from "../model/catalogue/index.ts";
import { mainMemory } from "../model/index.ts";

/** The machine's main memory, as the models' processes reckon with it. */
export function machineMemory(): MachineMemory {
  return mainMemory();
}
