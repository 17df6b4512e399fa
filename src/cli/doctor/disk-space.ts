import { statfs } from "node:fs/promises";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import { nearestExisting } from "./existing-folder.ts";

/** Less than this, and a busy week of conversations may fill it. */
const NEEDED_BYTES = 200e6;
/** A small model and its download. */
const COMFORTABLE_BYTES = 3e9;

/** Room on the disk of the data folder; `freeBytes` asks the system. */
export async function checkDiskSpace(
  dataFolder: string,
  freeBytes: (folder: string) => Promise<number> = askSystem,
): Promise<Finding> {
  const check = "disk";
  const free = await freeBytes(await nearestExisting(dataFolder));
  const detail = `${formatBytes(free)} are free for ${dataFolder}.`;
  if (free < NEEDED_BYTES) {
    return {
      check,
      level: "fail",
      detail,
      remedy: "Free some space, or choose a folder on another disk with MARU_DATA.",
    };
  }
  if (free < COMFORTABLE_BYTES) {
    return {
      check,
      level: "warn",
      detail,
      remedy: `A model takes ${formatBytes(1e9)} and more: free some space before you pull one.`,
    };
  }
  return { check, level: "ok", detail };
}

async function askSystem(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
