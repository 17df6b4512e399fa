import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { nearestExisting } from "./existing-folder.ts";

const REMEDY =
  "Give the user that runs Maru write access to it, or choose another folder with data.folder or MARU_DATA.";

/** Whether Maru can write its data folder, or make it at the first start. */
export async function checkDataFolder(folder: string): Promise<Finding> {
  const check = "data folder";
  const existing = await nearestExisting(folder);
  if (!(await stat(existing)).isDirectory()) {
    return {
      check,
      level: "fail",
      detail: `${existing} is a file, not a folder.`,
      remedy: "Choose another folder with data.folder or MARU_DATA.",
    };
  }
  try {
    // Asking for permission is not enough: what refuses all the same, or is full, only shows when one writes.
    const probe = await mkdtemp(join(existing, ".maru-doctor-"));
    try {
      await writeFile(join(probe, "probe"), "written by maru doctor");
    } finally {
      await rm(probe, { recursive: true });
    }
    const detail =
      existing === folder ? `${folder} can be written.` : `${folder} will be made at the first start.`;
    return { check, level: "ok", detail };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { check, level: "fail", detail: `${existing} cannot be written (${code}).`, remedy: REMEDY };
  }
}
