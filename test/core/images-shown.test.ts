import fc from "fast-check";
import { expect, test } from "vitest";
import { imagesShown } from "../../src/core/images-shown.ts";
import type { MessageImage } from "../../src/core/types.ts";

const image = (number: number, bytes = 1_000): MessageImage => ({
  id: `fake:${number}`,
  name: `${number}.png`,
  mediaType: "image/png",
  bytes,
});
const images = (count: number, bytes?: number) => Array.from({ length: count }, (_, at) => image(at, bytes));
const ids = (shown: readonly MessageImage[]) => shown.map(({ id }) => Number(id.split(":")[1]));

test("all are shown while there is room, then the newest", () => {
  expect(ids(imagesShown(images(7), [image(7)], 8))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(ids(imagesShown(images(8), [image(8)], 8))).toEqual([4, 5, 6, 7, 8]);
  expect(imagesShown(images(3), [image(3)], 0)).toEqual([]);
});

test("big ones take more of the room", () => {
  expect(ids(imagesShown(images(4, 4_000_000), [], 8))).toEqual([0, 1, 2, 3]);
  expect(ids(imagesShown(images(5, 4_000_000), [], 8))).toEqual([2, 3, 4]);
});

test("those of the question come first; of too many, its first", () => {
  expect(ids(imagesShown(images(3), [image(3), image(4), image(5)], 4))).toEqual([2, 3, 4, 5]);
  expect(ids(imagesShown(images(3), [image(3), image(4), image(5)], 3))).toEqual([3, 4, 5]);
  expect(ids(imagesShown(images(3), [image(3), image(4), image(5)], 2))).toEqual([3, 4]);
});

test("as a thread grows by one image after the other, few turns begin anew, and none shows an older one again", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4_000_000 }), { maxLength: 40 }),
      fc.integer({ min: 1, max: 8 }),
      (sizes, most) => {
        const thread = sizes.map((bytes, at) => image(at, bytes));
        const begins: number[] = [];
        for (const at of thread.keys()) {
          const shown = imagesShown(thread.slice(0, at), [thread[at]!], most);
          expect(shown.length).toBeLessThanOrEqual(most);
          expect(shown.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(16_000_000);
          expect(ids(shown)).toEqual(
            Array.from({ length: shown.length }, (_, n) => at + 1 - shown.length + n),
          );
          begins.push(at + 1 - shown.length);
        }
        expect(begins).toEqual(begins.toSorted((a, b) => a - b));
      },
    ),
  );
  const begins = Array.from({ length: 40 }, (_, at) => imagesShown(images(at), [image(at)], 8)[0]?.id);
  expect(new Set(begins).size).toBe(9);
});
