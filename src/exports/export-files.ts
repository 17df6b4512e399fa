/** The files of an export, in a folder, in a zip or one alone. */
export interface ExportFiles {
  /** Those that can hold messages (.json and .csv), by path. */
  readonly files: readonly ExportFile[];
  close(): Promise<void>;
}

export interface ExportFile {
  /** From the export's root, with `/`. For finding and naming it only: nothing is ever written there. */
  readonly path: string;
  /** Its bytes in chunks, from the beginning, as often as it is called. */
  read(): AsyncIterable<Uint8Array>;
}

/** More files than any export has; beyond that it is a whole disk that was named. */
export const MAX_FILES = 500_000;

export const mayHoldMessages = (path: string): boolean => /\.(?:json|csv)$/i.test(path);

const inOrder = new Intl.Collator("en", { numeric: true }).compare;

const withoutEnding = ({ path }: ExportFile) => path.slice(0, path.lastIndexOf("."));

/** Parts of one channel follow each other: `general`, `general [part 2]`, `general [part 10]`. */
export const byPath = (a: ExportFile, b: ExportFile): number => inOrder(withoutEnding(a), withoutEnding(b));

/** The path's folder with the slash at its end, and the name in it. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const at = path.lastIndexOf("/") + 1;
  return { folder: path.slice(0, at), name: path.slice(at) };
}
