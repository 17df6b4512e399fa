import { createTextBuffer, makePlain } from "../normalise/index.ts";
import { createFeatures } from "../router/feature-list.ts";
import { createFeatureFinder } from "../router/features.ts";
import { createRestorer } from "../router/restore/restore.ts";
import { createTokeniser } from "../router/tokenise.ts";
import { createTokens } from "../router/tokens.ts";
import type { Vocabulary } from "../router/vocabulary.ts";
import type { Example } from "./example.ts";

/** Training sees the beginning of a long text: what people labelled is mostly told there. */
const maxChars = 800;

/** Examples as features: those of example i lie from `offset[i]` to `offset[i + 1]`. */
export interface Encoded {
  readonly offset: Int32Array;
  readonly bucket: Int32Array;
  readonly block: Uint8Array;
  readonly perBlock: Int32Array;
  readonly language: Uint8Array;
}

export function encode(examples: readonly Example[], vocabulary: Vocabulary): Encoded {
  const buffer = createTextBuffer();
  const tokens = createTokens();
  const features = createFeatures();
  const restore = createRestorer(vocabulary);
  const tokenise = createTokeniser(vocabulary);
  const find = createFeatureFinder();
  const offset = new Int32Array(examples.length + 1);
  const perBlock = new Int32Array(examples.length * 3);
  const language = new Uint8Array(examples.length);
  let bucket = new Int32Array(1 << 20);
  let block = new Uint8Array(1 << 20);
  let total = 0;
  examples.forEach((example, i) => {
    makePlain(example.text, 0, Math.min(example.text.length, maxChars), buffer);
    const plain = restore(buffer);
    tokenise(plain, tokens);
    find(plain, tokens, features);
    if (total + features.count > bucket.length) {
      const more = new Int32Array(bucket.length * 2);
      more.set(bucket);
      bucket = more;
      const moreBlocks = new Uint8Array(block.length * 2);
      moreBlocks.set(block);
      block = moreBlocks;
    }
    bucket.set(features.bucket.subarray(0, features.count), total);
    block.set(features.block.subarray(0, features.count), total);
    perBlock.set(features.perBlock, i * 3);
    language[i] = features.language;
    total += features.count;
    offset[i + 1] = total;
  });
  return { offset, bucket: bucket.slice(0, total), block: block.slice(0, total), perBlock, language };
}
