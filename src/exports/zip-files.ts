import { basename } from "node:path";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { OperatorError } from "../core/ports/operator-error.ts";
import { byPath, type ExportFile, type ExportFiles, MAX_FILES, mayHoldMessages } from "./export-files.ts";

/**
 * Chat in JSON is packed to a tenth or so. What grows to more than this many times its size when it is unpacked, and to
 * more than this many bytes, was made to fill a disk.
 */
const MAX_GROWTH = 200;
const UNSUSPICIOUS_BYTES = 100e6;

/** The files in a zip, unpacked as they are read and never onto the disk. */
export async function zipFiles(path: string): Promise<ExportFiles> {
  const name = basename(path);
  const zip = await openPromise(path, { autoClose: false }).catch((error: unknown) => {
    throw damaged(name, error);
  });
  try {
    const entries = await messageEntries(zip, name);
    const files = entries.map(
      (entry): ExportFile => ({
        path: entry.fileName,
        read: () => readEntry(zip, entry, name),
      }),
    );
    return {
      files: files.sort(byPath),
      close: async () => {
        if (zip.isOpen) zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function messageEntries(zip: ZipFile, name: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  let bytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (!mayHoldMessages(entry.fileName) || isMacResource(entry.fileName)) continue;
      refuseUnreadable(entry, name);
      bytes += entry.uncompressedSize;
      if (bytes > UNSUSPICIOUS_BYTES && bytes > zip.fileSize * MAX_GROWTH)
        throw new OperatorError(
          `${name} would grow to more than ${MAX_GROWTH} times its size: it is no export but was made to do harm. Nothing of it was unpacked.`,
        );
      entries.push(entry);
      if (entries.length > MAX_FILES)
        throw new OperatorError(
          `${name} holds more than ${MAX_FILES} files: it is no export that Maru knows.`,
        );
    }
  } catch (error) {
    throw error instanceof OperatorError ? error : damaged(name, error);
  }
  return entries;
}

function refuseUnreadable(entry: Entry, name: string): void {
  if (entry.isEncrypted())
    throw new OperatorError(
      `${name} is encrypted. Unpack it with its password, and name the folder instead.`,
    );
  if (!entry.canDecodeFileData())
    throw new OperatorError(
      `${name} is packed in a way that Maru cannot read. Unpack it, and name the folder instead.`,
    );
}

async function* readEntry(zip: ZipFile, entry: Entry, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>;
  } catch (error) {
    throw damaged(name, error);
  }
}

function damaged(name: string, error: unknown): OperatorError {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "ENOENT") return new OperatorError(`There is no ${name}.`, { cause: error });
  if (code === "EACCES" || code === "EPERM")
    return new OperatorError(`${name} may not be read. Give yourself read access to it.`, { cause: error });
  return new OperatorError(
    `${name} is damaged or not a whole zip file. Download it again, or unpack it and name the folder instead.`,
    { cause: error },
  );
}

/** What macOS packs beside each file. */
const isMacResource = (path: string) => /(?:^|\/)(?:__MACOSX\/|\._)/.test(path);
