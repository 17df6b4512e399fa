import type { MessageImage } from "./types.ts";

/** Of one image. Below what servers take without being set up for more (5 MB), with room for what base64 adds at its end. */
export const MAX_IMAGE_BYTES = 4_000_000;
/** Of all images of one prompt: as many of the biggest as one message has. */
const MAX_BYTES_TOGETHER = 16_000_000;
/** Of the room of all images, let go at once. */
const BLOCK = 1 / 2;
/** Thirds and their like do not add up to one. */
const ROUNDING = 1e-9;

/**
 * Which images of a thread are shown: those of the question, and of what was said before it the newest that have room besides. As with
 * messages (`beginnings`), the oldest are let go many at once and by a rule that depends on the thread alone, so that what was read of the
 * thread is good for its next questions too. Of a question with more than there is room for, the first are shown.
 *
 * @param earlier of all messages before the question, oldest first
 * @param most how many there is room for
 */
export function imagesShown(
  earlier: readonly MessageImage[],
  asked: readonly MessageImage[],
  most: number,
): readonly MessageImage[] {
  if (most < 1) return [];
  /** Of all the room there is. */
  const share = ({ bytes }: MessageImage) => Math.max(1 / most, bytes / MAX_BYTES_TOGETHER);
  const sum = (images: readonly MessageImage[]) => images.reduce((total, image) => total + share(image), 0);
  const all = [...earlier, ...asked];

  let left = sum(all);
  let counted = 0;
  let blocks = 0;
  for (const [at, image] of earlier.entries()) {
    const isBeginning = at === 0 || Math.floor(counted / BLOCK + ROUNDING) > blocks;
    if (isBeginning && left <= 1 + ROUNDING) return all.slice(at);
    blocks = Math.floor(counted / BLOCK + ROUNDING);
    counted += share(image);
    left -= share(image);
  }
  return asked.filter((_, at) => sum(asked.slice(0, at + 1)) <= 1 + ROUNDING);
}
