import { type CatalogueModel, catalogue, type ModelPurpose } from "./catalogue.ts";
import type { InstalledModel } from "./installed.ts";
import { type MachineMemory, type MemoryFit, memoryFit } from "./memory-fit.ts";

/** What a choice among models depends on. */
export interface Circumstances {
  readonly memory: MachineMemory;
  /** ISO 639-1 code of the language that most is written in; models that name it come first. */
  readonly language?: string;
  /** What the model is for; `chat` unless given. */
  readonly purpose?: ModelPurpose;
  /** Tokens of context that the model will be given. */
  readonly contextTokens?: number;
}

/** A machine sold with 16 GB reports a little less: firmware and graphics keep a part. */
const REPORTED_SHARE = 0.85;

/** The catalogue's best model to install on this machine, or `undefined` when none fits. */
export function bestToPull(circumstances: Circumstances): CatalogueModel | undefined {
  const { memory, contextTokens, purpose = "chat" } = circumstances;
  return catalogue
    .filter((model) => model.purpose === purpose)
    .filter((model) => model.wantsGpu !== true)
    .filter((model) => memory.totalBytes >= model.machineBytes * REPORTED_SHARE)
    .filter((model) => memoryFit(model, memory, contextTokens) === "fits")
    .sort((a, b) => compareEntries(a, b, circumstances.language))[0];
}

/**
 * The best installed model that is for the purpose and fits: what fits easily before what is tight, then models of the
 * catalogue in its order (those that name the language first), then the largest of the others.
 */
export function bestInstalled(
  installed: readonly InstalledModel[],
  circumstances: Circumstances,
): InstalledModel | undefined {
  const { language, purpose = "chat" } = circumstances;
  return installed
    .filter((model) => model.state === purpose && fitRank(installedFit(model, circumstances)) !== undefined)
    .sort((a, b) => {
      const fits =
        (fitRank(installedFit(a, circumstances)) ?? 0) - (fitRank(installedFit(b, circumstances)) ?? 0);
      if (fits !== 0) return fits;
      if (a.entry !== undefined && b.entry !== undefined) {
        return compareEntries(a.entry, b.entry, language) || a.name.localeCompare(b.name);
      }
      if (a.entry !== undefined) return -1;
      if (b.entry !== undefined) return 1;
      return b.sizeBytes - a.sizeBytes || a.name.localeCompare(b.name);
    })[0];
}

/** How an installed model fits, by the size of its file rather than the catalogue's rounded one. */
export function installedFit(model: InstalledModel, { memory, contextTokens }: Circumstances): MemoryFit {
  const demand = { sizeBytes: model.sizeBytes, contextBytesPerToken: model.entry?.contextBytesPerToken };
  return memoryFit(demand, memory, contextTokens);
}

function fitRank(fit: MemoryFit): number | undefined {
  switch (fit) {
    case "fits":
      return 0;
    case "tight":
      return 1;
    case "unknown":
      return 2;
    case "too-big":
      return undefined;
    default:
      return fit satisfies never;
  }
}

function compareEntries(a: CatalogueModel, b: CatalogueModel, language: string | undefined): number {
  const speaks = (model: CatalogueModel) =>
    language === undefined || model.languages.includes(language) ? 0 : 1;
  return speaks(a) - speaks(b) || catalogue.indexOf(a) - catalogue.indexOf(b);
}
