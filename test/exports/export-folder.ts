import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { openExport } from "../../src/exports/index.ts";
import { packZip } from "./pack-zip.ts";

/** Files by path; what is no text is written as JSON. */
export type Files = Readonly<Record<string, unknown>>;

const textOf = (content: unknown) => (typeof content === "string" ? content : JSON.stringify(content));

/** A folder that is deleted when the test ends. */
export function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-export-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), textOf(content));
  }
  return folder;
}

/** The same files in a zip, in a folder that is deleted when the test ends. */
export function zipOf(files: Files): string {
  const path = join(folderOf({}), "export.zip");
  writeFileSync(
    path,
    packZip(Object.entries(files).map(([name, content]) => ({ path: name, data: textOf(content) }))),
  );
  return path;
}

/** All that an export holds, and what could not be read of it. */
export async function readExport(path: string) {
  const problems: string[] = [];
  const opened = await openExport(path, (problem) => problems.push(problem));
  try {
    return { kind: opened.kind, messages: await Array.fromAsync(opened.messages()), problems };
  } finally {
    await opened.close();
  }
}
