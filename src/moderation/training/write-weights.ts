import { checksumOf } from "../router/checksum.ts";
import type { RouterWeights } from "../router/weights.ts";
import { aligned, weightsFormat as format, sections } from "../router/weights-format.ts";

/** The weights as a file that `readWeights` reads: the same bytes for the same weights. */
export function writeWeights(weights: RouterWeights): Uint8Array {
  const lengths = Object.fromEntries(sections.map((name) => [name, weights[name].length]));
  const outline = new TextEncoder().encode(JSON.stringify({ header: weights.header, lengths }));
  const firstAt = aligned(format.outlineAt + outline.length);
  const bytes = new Uint8Array(
    sections.reduce((size, name) => aligned(size + weights[name].byteLength), firstAt),
  );
  const view = new DataView(bytes.buffer);
  bytes.set(format.magic);
  bytes[format.numberAt] = format.number;
  view.setUint32(format.lengthAt, outline.length, true);
  bytes.set(outline, format.outlineAt);
  let at = firstAt;
  for (const name of sections) {
    const { buffer, byteOffset, byteLength } = weights[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at = aligned(at + byteLength);
  }
  view.setUint32(format.checksumAt, checksumOf(bytes.subarray(format.lengthAt)), true);
  return bytes;
}
