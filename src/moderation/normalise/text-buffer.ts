/**
 * Text in the making: UTF-16 code units, and for each where it came from in the original, as a half-open range
 * of code units `[from, until)`. Reused from message to message, so that scoring allocates nothing.
 */
export interface TextBuffer {
  chars: Uint16Array;
  from: Int32Array;
  until: Int32Array;
  /** So many of the code units count. */
  length: number;
}

export function createTextBuffer(capacity = 4096): TextBuffer {
  return {
    chars: new Uint16Array(capacity),
    from: new Int32Array(capacity),
    until: new Int32Array(capacity),
    length: 0,
  };
}

/** Makes room for `needed` code units in all, keeping what is there. Grows by doubling. */
export function reserve(buffer: TextBuffer, needed: number): void {
  if (needed <= buffer.chars.length) return;
  const capacity = Math.max(needed, buffer.chars.length * 2);
  const { chars, from, until } = buffer;
  buffer.chars = new Uint16Array(capacity);
  buffer.from = new Int32Array(capacity);
  buffer.until = new Int32Array(capacity);
  buffer.chars.set(chars.subarray(0, buffer.length));
  buffer.from.set(from.subarray(0, buffer.length));
  buffer.until.set(until.subarray(0, buffer.length));
}

export function append(buffer: TextBuffer, char: number, from: number, until: number): void {
  const at = buffer.length;
  if (at >= buffer.chars.length) reserve(buffer, at + 1);
  buffer.chars[at] = char;
  buffer.from[at] = from;
  buffer.until[at] = until;
  buffer.length = at + 1;
}

const unitsAtOnce = 8192;

/** The code units as a string. */
export function textOf({ chars, length }: TextBuffer): string {
  let text = "";
  for (let at = 0; at < length; at += unitsAtOnce) {
    text += String.fromCharCode(...chars.subarray(at, Math.min(length, at + unitsAtOnce)));
  }
  return text;
}
