import { InsufficientMemoryError } from "node-llama-cpp";
import { FaultError } from "../../fault.ts";
import type { LoraSettings } from "../settings.ts";

interface OpenedFile {
  readonly path: string;
  readonly lora: readonly LoraSettings[];
  /** Where in maru.yaml the model is configured. */
  readonly section: string;
}

/** Finds out from llama.cpp's messages what it is that keeps a model from loading. */
export function loadFault({ path, section }: OpenedFile, error: unknown, said: string): FaultError {
  const unknownArchitecture = /unknown model architecture: '([^']*)'/.exec(said);
  if (unknownArchitecture) {
    return new FaultError(
      "unsupported",
      `The model ${path} is of architecture "${unknownArchitecture[1]}", which this version of llama.cpp does not know.`,
      "Choose another model (npm run maru -- models), or update Maru.",
    );
  }
  if (isShortage(error, said)) {
    return new FaultError(
      "too-big",
      `There is not enough free memory to load the model ${path}.`,
      `Close other programs, choose a smaller model (npm run maru -- models), or lower ${section}.contextTokens.`,
    );
  }
  if (/quantized V cache/i.test(said)) {
    return new FaultError(
      "settings",
      `${section}.cacheType q8_0 cannot be had without flash attention.`,
      `Take ${section}.flashAttention out of maru.yaml, or set ${section}.cacheType to f16.`,
    );
  }
  return new FaultError(
    "corrupt",
    `llama.cpp cannot load the model ${path}: ${said || messageOf(error)}`,
    "Delete it and download it again: npm run maru -- models pull.",
  );
}

/** Whether it failed for want of memory. */
export function isShortage(error: unknown, said: string): boolean {
  return (
    error instanceof InsufficientMemoryError ||
    /unable to allocate|failed to allocate|out of memory|insufficient memory/i.test(
      `${messageOf(error)} ${said}`,
    )
  );
}

/** What to do when a LoRA adapter does not go with the model. */
export function loraFault({ lora, path }: OpenedFile, said: string): FaultError {
  return new FaultError(
    "lora",
    `A LoRA adapter (${lora.map((adapter) => adapter.path).join(", ")}) does not fit the model ${path}: ${said}`,
    "Use an adapter that was trained for this model, or take it out of model.lora.",
  );
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
