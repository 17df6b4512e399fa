import { freemem, totalmem } from "node:os";
import { constrainedMemory } from "node:process";

const SYSTEM = { totalmem, freemem, constrainedMemory };

/**
 * Main memory in bytes that Maru and its models' processes may take: the machine's, or what a container has of it. What caches would
 * give back counts as available (libuv reads `MemAvailable` on Linux).
 *
 * @param system as of `node:os` and `node:process`; a limit of 0, or of more than there is, is none
 */
export function mainMemory({ totalmem, freemem, constrainedMemory } = SYSTEM) {
  const totalBytes = totalmem();
  const limit = constrainedMemory();
  const mostBytes = limit > 0 ? Math.min(limit, totalBytes) : totalBytes;
  return { totalBytes: mostBytes, availableBytes: Math.min(freemem(), mostBytes) };
}
