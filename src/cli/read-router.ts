import { readFile } from "node:fs/promises";
import { OperatorError } from "../core/ports/operator-error.ts";
import {
  createRouter,
  type Router,
  type RouterLanguage,
  type RouterWeights,
  readWeights,
} from "../moderation/router/index.ts";

/** The router's weights as they ship with Maru. */
const WEIGHTS = new URL("../../models/router/router.bin", import.meta.url);

export interface ShippedRouter {
  readonly router: Router;
  readonly header: RouterWeights["header"];
  /** Its own thresholds, as probabilities. */
  readonly standard: Readonly<Record<RouterLanguage, number>>;
  /** Names the weights; other for others. */
  readonly id: string;
  readonly sizeBytes: number;
}

/** Loads the router. Rejects with an `OperatorError` that says what to do when its file is missing or damaged. */
export async function readRouter(file: URL = WEIGHTS): Promise<ShippedRouter> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const missing = (error as { code?: unknown } | null)?.code === "ENOENT";
    throw new OperatorError(
      `${missing ? "models/router/router.bin is missing" : "models/router/router.bin cannot be read"}. It ships with Maru: restore it with "git checkout models/router", or from the release.`,
      { cause: error },
    );
  });
  try {
    const weights = readWeights(bytes);
    const router = createRouter(weights);
    router.score("Is it of use?");
    const { header, id } = weights;
    const standard = { en: header.threshold.en.look, ko: header.threshold.ko.look };
    return { router, header, standard, id, sizeBytes: bytes.length };
  } catch (error) {
    throw new OperatorError(error instanceof Error ? error.message : "The router's weights cannot be read.", {
      cause: error,
    });
  }
}
