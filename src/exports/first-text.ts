import type { ExportFile } from "./export-files.ts";

const MAX_BYTES = 4096;

/** How a file begins, as text: the first few thousand bytes. */
export async function firstText(file: ExportFile): Promise<string> {
  for await (const chunk of file.read())
    if (chunk.length > 0)
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(chunk.subarray(0, MAX_BYTES));
  return "";
}
