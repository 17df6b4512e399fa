import { open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { OperatorError } from "../core/ports/operator-error.ts";
import { byPath, type ExportFile, type ExportFiles, MAX_FILES, mayHoldMessages } from "./export-files.ts";

/** No export lies deeper. */
const MAX_DEPTH = 6;

/** The files below a folder. Links are not followed: they could lead out of it. */
export async function folderFiles(folder: string): Promise<ExportFiles> {
  const files: ExportFile[] = [];
  async function walk(below: string, depth: number): Promise<void> {
    for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
      const path = below + entry.name;
      if (entry.isDirectory() && depth < MAX_DEPTH) await walk(`${path}/`, depth + 1);
      if (!entry.isFile() || !mayHoldMessages(path)) continue;
      if (files.length >= MAX_FILES)
        throw new OperatorError(
          `${folder} holds more than ${MAX_FILES} files. Name the folder of the export itself.`,
        );
      files.push({ path, read: () => readFileChunks(join(folder, path)) });
    }
  }
  await walk("", 1);
  return { files: files.sort(byPath), close: async () => {} };
}

/** A file alone. */
export function singleFile(path: string): ExportFiles {
  return { files: [{ path: basename(path), read: () => readFileChunks(path) }], close: async () => {} };
}

async function* readFileChunks(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    yield* file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await file.close();
  }
}
