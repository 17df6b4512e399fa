import { ModelError } from "../../core/ports/index.ts";
import type { Turn } from "../../core/types.ts";

/** Of one image as it is sent, before base64; what servers themselves accept without being set up for more. */
const MAX_IMAGE_BYTES = 5_000_000;
const MAX_IMAGES = 8;

/** Throws a `ModelError` (`overflow`) when the turns hold more or bigger images than are sent. Nothing is left out in silence. */
export function assertImagesFit(turns: readonly Turn[]): void {
  const images = turns.flatMap((turn) => turn.images ?? []);
  if (images.length > MAX_IMAGES) {
    throw new ModelError(
      "overflow",
      `${images.length} images are more than the ${MAX_IMAGES} that are sent at once`,
    );
  }
  for (const { base64 } of images) {
    const bytes = (base64.length * 3) / 4;
    if (bytes > MAX_IMAGE_BYTES) {
      throw new ModelError(
        "overflow",
        `an image of ${bytes} bytes exceeds the ${MAX_IMAGE_BYTES} that are sent`,
      );
    }
  }
}
