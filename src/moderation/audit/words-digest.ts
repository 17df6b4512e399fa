import { createHash } from "node:crypto";
import type { Message } from "../../core/types.ts";
import { canonicalJson } from "../../text/canonical-json.ts";

/** SHA-256 of the salt, a space and the canonical JSON of the words, in hex: what the audit log holds of them. */
export const wordsDigest = (salt: string, words: unknown): string =>
  createHash("sha256")
    .update(`${salt} ${canonicalJson(words)}`)
    .digest("hex");

/** The same of a message: of all in it that people wrote. */
export const messageDigest = (salt: string, { text, author, threadTitle, fileNames }: Message): string =>
  wordsDigest(salt, { text, author: author.name, threadTitle, fileNames });
