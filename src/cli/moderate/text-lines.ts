/** A line of an input, counted from 1; without its text when it is too long to be one. */
export interface Line {
  readonly number: number;
  readonly text: string | undefined;
}

/** Longer than any message; what is longer is left out instead of filling the memory. */
export const MAX_LINE_CHARS = 64_000_000;

/**
 * The lines of a text, a list for every chunk that ends some. Bytes that are no UTF-8 become replacement characters; a
 * byte-order mark may say UTF-16, as PowerShell writes it.
 */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineChars = MAX_LINE_CHARS,
): AsyncGenerator<readonly Line[]> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let number = 0;
  /** The beginning of a line that goes on in the next chunk. */
  let begun: string[] = [];
  let begunChars = 0;

  function keep(text: string): void {
    begunChars += text.length;
    if (begunChars > maxLineChars) begun = [];
    else if (text !== "") begun.push(text);
  }

  function take(): Line {
    const text = begunChars > maxLineChars ? undefined : begun.join("");
    begun = [];
    begunChars = 0;
    number++;
    return { number, text: text?.endsWith("\r") ? text.slice(0, -1) : text };
  }

  function split(text: string): readonly Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      keep(text.slice(from, end));
      lines.push(take());
      from = end + 1;
    }
    keep(text.slice(from));
    return lines;
  }

  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    const lines = split(decoder.decode(chunk, { stream: true }));
    if (lines.length > 0) yield lines;
  }
  const last = split(decoder?.decode() ?? "");
  if (begunChars > 0) yield [...last, take()];
  else if (last.length > 0) yield last;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
