import { createCipheriv } from "node:crypto";
import { type Tensor, type TensorType, tensorBytes } from "../test/fixtures/gguf/index.ts";

/**
 * Encodings that weights are made in, each with where in a block its scale (a half float) stands, and a scale with which noise is
 * about as large as trained weights are, a hundredth or two. Layouts: llama.cpp, `ggml/src/ggml-common.h`.
 */
const NOISE = {
  Q4_0: { blockBytes: 18, scaleAt: 0, scale: 0x1c00 },
  Q6_K: { blockBytes: 210, scaleAt: 208, scale: 0x0100 },
  Q8_0: { blockBytes: 34, scaleAt: 0, scale: 0x0c00 },
} as const satisfies Partial<Record<TensorType, object>>;
export type NoiseType = keyof typeof NOISE;

/** A sixteenth of it, as half floats have it: the exponent is less by four, or, where there is none, the number. */
const QUIETER: Readonly<Record<NoiseType, number>> = { Q4_0: 0x0c00, Q6_K: 0x0010, Q8_0: 0x0100 };

/** Rows that are made at once. */
const ROWS = 64;

/**
 * A matrix of noise: the same for the same name.
 *
 * @param quiet rows that are to be a sixteenth as large as the others
 */
export function noise(
  name: string,
  type: NoiseType,
  inputs: number,
  outputs: number,
  quiet: (row: number) => boolean = () => false,
): Tensor {
  const { blockBytes, scaleAt, scale } = NOISE[type];
  const rowBytes = tensorBytes(type, [inputs, 1]);
  return {
    name,
    type,
    dims: [inputs, outputs],
    data(write) {
      const next = stream(name);
      for (let row = 0; row < outputs; row += ROWS) {
        const bytes = next(Math.min(ROWS, outputs - row) * rowBytes);
        for (let block = 0; block < bytes.length; block += blockBytes) {
          const isQuiet = quiet(row + Math.floor(block / rowBytes));
          bytes.writeUInt16LE(isQuiet ? QUIETER[type] : scale, block + scaleAt);
        }
        write(bytes);
      }
    },
  };
}

/** A vector of which every element is the same. */
export function constant(name: string, dim: number, value: number): Tensor {
  return {
    name,
    type: "F32",
    dims: [dim],
    data: (write) => write(new Uint8Array(new Float32Array(dim).fill(value).buffer)),
  };
}

/** An endless row of bytes that look like chance and depend on the seed alone: a cipher makes gigabytes of them per second. */
function stream(seed: string): (bytes: number) => Buffer {
  const cipher = createCipheriv("aes-128-ctr", Buffer.alloc(16, seed), Buffer.alloc(16));
  return (bytes) => cipher.update(Buffer.alloc(bytes));
}
