import { hash } from "node:crypto";
import type { MessageId } from "../../core/types.ts";

/** Numbers of 48 bits are exact. */
const BYTES = 6;

/**
 * Draws a share of all messages by their ids: the same one is drawn again after a crash, and nobody who does not know
 * the salt can tell which ids are.
 */
export function drawsMessage(salt: string, id: MessageId, share: number): boolean {
  const digest = hash("sha256", `${salt} ${id}`, "buffer");
  return digest.readUIntBE(0, BYTES) < share * 2 ** (8 * BYTES);
}
