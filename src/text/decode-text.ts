/**
 * Reads bytes as text: UTF-8, or what their byte-order mark says (UTF-8 and UTF-16 in either order:
 * https://encoding.spec.whatwg.org/#bom-sniff). A character cut off at the end is left out. `undefined` when they are no text.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    // With `stream` an incomplete character at the end is not a fault.
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes, { stream: true });
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
