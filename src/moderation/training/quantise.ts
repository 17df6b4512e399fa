import { HEADS } from "../router/heads.ts";

/** The share of the largest weights that are cut off, so that the others keep their detail. */
const cutShare = 0.0001;

/** Rounds weights to whole numbers from -127 to 127, in a unit of its own for each head. */
export function quantise(weights: Float32Array): {
  readonly linear: Int8Array;
  readonly unit: readonly number[];
} {
  const linear = new Int8Array(weights.length);
  const unit: number[] = [];
  for (let h = 0; h < HEADS; h++) {
    const sizes: number[] = [];
    for (let i = h; i < weights.length; i += HEADS)
      if (weights[i] !== 0) sizes.push(Math.abs(weights[i] as number));
    sizes.sort((a, b) => b - a);
    const most = sizes[Math.floor(sizes.length * cutShare)] ?? 1;
    unit.push(most / 127);
    for (let i = h; i < weights.length; i += HEADS) {
      linear[i] = Math.max(-127, Math.min(127, Math.round(((weights[i] as number) * 127) / most)));
    }
  }
  return { linear, unit };
}
