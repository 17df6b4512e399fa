import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { PullError } from "./pull-error.ts";

/** What a half file belongs to, so that no other content is ever glued to it. */
const Provenance = z.object({
  sha256: z.string().optional(),
  etag: z.string().optional(),
});
export type Provenance = z.infer<typeof Provenance>;

/**
 * The half file beside its final name: `NAME.part` holds the bytes, `NAME.part.json` what they are part of.
 * Only `keep` gives it the final name.
 */
export interface PartFile {
  /** Bytes there and what they are part of; `undefined` when there is nothing that could be continued. */
  found(): Promise<{ readonly sizeBytes: number; readonly provenance: Provenance } | undefined>;
  /** SHA-256 of the bytes there, to be continued with what comes. */
  hash(onBytes: (bytes: number) => void, signal: AbortSignal | undefined): Promise<Hash>;
  /** Begins anew (`offset` 0) or continues; each piece is on its way to the disk when `write` resolves. */
  write(offset: number): Promise<PartWriter>;
  remember(provenance: Provenance): Promise<void>;
  /** Gives the file its final name and clears what is beside it. */
  keep(): Promise<void>;
  /** Deletes bytes and provenance. */
  discard(): Promise<void>;
}

export interface PartWriter {
  write(piece: Uint8Array): Promise<void>;
  /** Forces everything to the disk and closes. */
  close(): Promise<void>;
}

export function partFile(finalPath: string): PartFile {
  const path = `${finalPath}.part`;
  const provenancePath = `${path}.json`;
  return {
    async found() {
      const size = await fileSize(path);
      const provenance = await readProvenance(provenancePath);
      return size === undefined || provenance === undefined ? undefined : { sizeBytes: size, provenance };
    },
    async hash(onBytes, signal) {
      const hash = createHash("sha256");
      const bytes = createReadStream(path, { highWaterMark: 1024 ** 2 });
      for await (const piece of bytes as AsyncIterable<Buffer>) {
        if (signal?.aborted) throw new PullError("aborted", "Stopped.");
        hash.update(piece);
        onBytes(piece.length);
      }
      return hash;
    },
    async write(offset) {
      const file = await open(path, offset === 0 ? "w" : "r+");
      let position = offset;
      return {
        async write(piece) {
          let written = 0;
          while (written < piece.length) {
            const { bytesWritten } = await file.write(piece, written, piece.length - written, position);
            written += bytesWritten;
            position += bytesWritten;
          }
        },
        async close() {
          try {
            await file.sync();
          } finally {
            await file.close();
          }
        },
      };
    },
    async remember(provenance) {
      await writeFile(provenancePath, JSON.stringify(provenance));
    },
    async keep() {
      await rename(path, finalPath);
      await syncFolder(dirname(finalPath));
      await rm(provenancePath, { force: true });
    },
    async discard() {
      await rm(path, { force: true });
      await rm(provenancePath, { force: true });
    },
  };
}

/**
 * Runs `work` while no other process (and nobody else in this one) runs it for the same path.
 * The lock is SQLite's on an empty file, which the system releases however the process ends:
 * a process id in a file would outlive a crash, and in a container be taken for somebody alive.
 * Throws a `PullError` `busy` at once when somebody else is at it.
 */
export async function exclusively<Value>(finalPath: string, work: () => Promise<Value>): Promise<Value> {
  const lockPath = `${finalPath}.part.lock`;
  await mkdir(dirname(finalPath), { recursive: true });
  const lock = new DatabaseSync(lockPath, { timeout: 0 });
  try {
    try {
      lock.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      const SQLITE_BUSY = 5;
      if ((error as { errcode?: unknown }).errcode !== SQLITE_BUSY) throw error;
      throw new PullError(
        "busy",
        "This model is being pulled already, by another window or program. Wait for that one, or stop it.",
      );
    }
    const value = await work();
    // Only after success: then a late-comer who holds the deleted file finds the model installed.
    await rm(lockPath, { force: true });
    return value;
  } finally {
    lock.close();
  }
}

async function readProvenance(path: string): Promise<Provenance | undefined> {
  try {
    return Provenance.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    // Not there, or cut off by a crash: then nothing is known of the bytes, and they cannot be continued.
    return undefined;
  }
}

async function fileSize(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.isFile() ? found.size : undefined;
}

/** Makes a rename durable. Windows has no such call for folders and refuses to open them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
