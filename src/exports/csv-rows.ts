/** No message with its attachments is longer. */
const MAX_ROW_CHARS = 1_000_000;

/**
 * The rows of a CSV text (RFC 4180: cells may stand in quotes and then hold commas, line ends and doubled quotes), in
 * chunks from its beginning. Throws a `SyntaxError` at a row without an end.
 */
export async function* readCsvRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let row: string[] = [];
  let cell = "";
  let length = 0;
  let quoted = false;
  /** After a quote in quotes: its double, or their end. */
  let closing = false;

  function* push(text: string): Generator<readonly string[]> {
    for (const char of text) {
      length++;
      if (length > MAX_ROW_CHARS) throw new SyntaxError("a row is too long");
      if (quoted && !closing) {
        if (char === '"') closing = true;
        else cell += char;
      } else if (char === '"') {
        if (closing) cell += char;
        quoted = true;
        closing = false;
      } else if (char === ",") {
        row.push(cell);
        cell = "";
        quoted = closing = false;
      } else if (char === "\n") {
        yield [...row, cell];
        row = [];
        cell = "";
        length = 0;
        quoted = closing = false;
      } else if (char !== "\r") cell += char;
    }
  }

  for await (const chunk of chunks) yield* push(decoder.decode(chunk, { stream: true }));
  yield* push(decoder.decode());
  if (quoted && !closing) throw new SyntaxError("the text is cut off");
  if (cell !== "" || row.length > 0) yield [...row, cell];
}
