import { createLlamaModel, type Environment } from "../model/index.ts";
import type { OpenMeasured } from "../model/tune/index.ts";

/** Has `tune` measure models in processes of their own, as Maru runs them. */
export function openMeasuredIn(environment: Environment): OpenMeasured {
  return (settings, parts) => createLlamaModel(settings, { ...parts, environment });
}
