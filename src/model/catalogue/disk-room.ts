import { mkdir, statfs } from "node:fs/promises";
import { PullError } from "./pull-error.ts";

/** Left free for everything else that is written on the same disk, Maru's own store first of all. */
const KEPT_FREE_BYTES = 256 * 1024 ** 2;

/** Makes the folder and sees that `comingBytes` more find room in it. Throws a `PullError` `disk-full`. */
export async function refuseFullDisk(
  folder: string,
  comingBytes: number,
  freeBytes: (folder: string) => Promise<number> = freeBytesOf,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const neededBytes = Math.max(0, comingBytes) + KEPT_FREE_BYTES;
  const free = await freeBytes(folder);
  if (free >= neededBytes) return;
  throw new PullError(
    "disk-full",
    `The disk of ${folder} has ${megabytes(free)} MB free; ${megabytes(neededBytes)} MB are needed. ` +
      "Free some space, choose a smaller model, or move the data folder.",
  );
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1e6);
}
