import { formatBytes } from "../../text/format-bytes.ts";
import { FaultError } from "../fault.ts";
import type { ModelFile } from "./inspect-model-file.ts";

/** llama.cpp's buffers for computing, and the process itself. */
const REST_BYTES = 400e6;

/** Bytes of memory that a model takes with so many contexts of this size: weights, cache, and the rest. */
export function memoryNeed(file: ModelFile, contextTokens: number, sequences = 1): number {
  const context = Math.min(contextTokens, file.trainedContextTokens ?? contextTokens);
  return file.weightsBytes + sequences * context * (file.cacheBytesPerToken ?? 0) + REST_BYTES;
}

/** Throws a `FaultError` when a model can never fit the memory that the machine has in all. */
export function assertFits(path: string, needBytes: number, haveBytes: number, section: string): void {
  if (needBytes <= haveBytes) return;
  throw new FaultError(
    "too-big",
    `The model ${path} needs about ${formatBytes(needBytes)} of memory, but this machine has ${formatBytes(haveBytes)}.`,
    `Choose a smaller model (npm run maru -- models shows which fit), or lower ${section}.contextTokens.`,
  );
}
