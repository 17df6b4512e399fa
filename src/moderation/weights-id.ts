const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** A short name for the bytes of a weights file, other for other bytes: FNV-1a of 32 bits (draft-eastlake-fnv). */
export function weightsId(bytes: Uint8Array): string {
  let hash = OFFSET;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
