const ERASE_LINE = "\r\u001b[2K";

/** Where something long stands: one line that is written anew in a terminal, and elsewhere a line each time. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes it away; nothing else may be written before. */
  clear(): void;
}

/** @param isWatched whether a person watches the stream in a terminal */
export function createProgressLine(
  stream: { write(text: string): unknown },
  isWatched: boolean,
): ProgressLine {
  let shown = "";
  return {
    show(text) {
      if (text === shown) return;
      shown = text;
      stream.write(isWatched ? `${ERASE_LINE}${text}` : `${text}\n`);
    },
    clear() {
      if (isWatched && shown !== "") stream.write(ERASE_LINE);
      shown = "";
    },
  };
}
