import { open, stat } from "node:fs/promises";
import { OperatorError } from "../core/ports/operator-error.ts";
import { isExporterFile, openChatExporter } from "./discord/chat-exporter.ts";
import { openDataPackage } from "./discord/data-package.ts";
import type { ExportFiles } from "./export-files.ts";
import type { Export, ExportKind, ReadMessages, TellProblem } from "./exported-message.ts";
import { folderFiles, singleFile } from "./folder-files.ts";
import { openSlackExport } from "./slack/slack-export.ts";
import { zipFiles } from "./zip-files.ts";

export interface ExportOptions {
  /** The address of the workspace that an export of Slack's is of, as `slackAddress` gives it: an export does not tell, and without it messages have no links. */
  readonly slackAddress?: string;
}

/** Whether there is an export to be tried at `path`: a folder, a zip, or a JSON file of DiscordChatExporter's. */
export async function isExport(path: string): Promise<boolean> {
  const found = await stat(path);
  if (found.isDirectory()) return true;
  return found.isFile() && ((await isZip(path)) || isExporterFile(singleFile(path).files[0]!));
}

/**
 * Opens an export, whichever it is: its files tell. Reading it tells `tell` what could not be read, and goes on.
 * Rejects with an `OperatorError` when it is none that Maru knows, or cannot be read at all.
 */
export async function openExport(
  path: string,
  tell: TellProblem,
  { slackAddress }: ExportOptions = {},
): Promise<Export> {
  const files = await openFiles(path);
  try {
    const { kind, messages } = await recognise(path, files, tell, slackAddress);
    return { kind, messages, close: files.close };
  } catch (error) {
    await files.close();
    throw error;
  }
}

async function openFiles(path: string): Promise<ExportFiles> {
  if ((await stat(path)).isDirectory()) return folderFiles(path);
  return (await isZip(path)) ? zipFiles(path) : singleFile(path);
}

async function recognise(
  path: string,
  files: ExportFiles,
  tell: TellProblem,
  slackAddress: string | undefined,
): Promise<{ readonly kind: ExportKind; readonly messages: ReadMessages }> {
  const slack = await openSlackExport(files, tell, slackAddress);
  if (slack !== undefined) return { kind: "slack", messages: slack };
  const dataPackage = openDataPackage(files, tell);
  if (dataPackage !== undefined) return { kind: "discord-package", messages: dataPackage };
  const exporter = await openChatExporter(files, tell);
  if (exporter !== undefined) return { kind: "discord-chat-exporter", messages: exporter };
  throw new OperatorError(
    `${path} is no export that Maru knows. It reads Slack's own export, Discord's data package, and files that DiscordChatExporter wrote in its JSON format; as a folder or a zip, as they are.`,
  );
}

/** "PK", then the mark of a file's header or of an empty zip's end. */
async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return ["PK\u0003\u0004", "PK\u0005\u0006", "PK\u0007\u0008"].includes(buffer.toString("latin1"));
  } finally {
    await file.close();
  }
}
