import { stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { glanceAtGguf } from "../gguf/glance.ts";
import { byHandAdvice, pullCommand } from "./advice.ts";
import { type CatalogueModel, catalogue, catalogueModel } from "./catalogue.ts";
import { refuseFullDisk } from "./disk-room.ts";
import { type DownloadProgress, download } from "./download.ts";
import { fileFacts, resolveTag } from "./hub-file.ts";
import { DEFAULT_PATIENCE, type Hub, type Patience } from "./hub-request.ts";
import { formatHubUri, type HubFile, type HubUri, isHubUri, parseHubUri } from "./hub-uri.ts";
import { findInstalled } from "./installed.ts";
import { exclusively, partFile } from "./part-file.ts";
import { PullError } from "./pull-error.ts";
import { allParts } from "./split-file.ts";

export interface PullOrder {
  /** A name of the catalogue or an `hf:` URI. */
  readonly what: string;
  readonly modelsFolder: string;
  readonly hub: Hub;
  /** Aborting stops with `aborted` and keeps what has come. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
  readonly patience?: Patience;
  /** Bytes that may still be written where `folder` is. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** Resolves after that time or when the signal aborts; the pause before a lost connection is taken up. */
  readonly wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** `doneBytes` and `totalBytes` count all files of a split model, except while `checking`. */
export type PullProgress = DownloadProgress & {
  /** The file's name on the hub. */
  readonly file: string;
  /** 1 … `parts`. */
  readonly part: number;
  readonly parts: number;
};

interface PulledModel {
  /** The file for the engine. */
  readonly path: string;
  readonly uri: string;
  readonly sizeBytes: number;
  /** It was there before; nothing was downloaded or checked. */
  readonly alreadyInstalled: boolean;
  /** Whether a SHA-256 of the catalogue or the hub was compared; else only the size was. */
  readonly checked: boolean;
}

/** Downloads a model into the models folder. Throws a `PullError`, which says what to do. */
export async function pullModel(order: PullOrder): Promise<PulledModel> {
  const { uri, entry } = parseWanted(order.what);
  try {
    return await pullUri(order, uri, entry);
  } catch (error) {
    throw explained(error, order, uri);
  }
}

async function pullUri(
  order: PullOrder,
  uri: HubUri,
  entry: CatalogueModel | undefined,
): Promise<PulledModel> {
  const { hub, modelsFolder, signal, patience = DEFAULT_PATIENCE } = order;
  const there = await alreadyInstalled(modelsFolder, uri);
  if (there !== undefined) return there;
  const file = "file" in uri ? uri : await resolveTag(hub, patience, uri, signal);
  const files = allParts(file.file).map((path): HubFile => ({ ...file, file: path }));
  const first = files[0] ?? file;

  const sizes: number[] = [];
  for (const each of files) sizes.push((await fileFacts(hub, patience, each, signal)).sizeBytes);
  const totalBytes = sum(sizes);
  const comingBytes =
    totalBytes - sum(await Promise.all(files.map((each) => thereBytes(modelsFolder, each))));
  await refuseFullDisk(modelsFolder, comingBytes, order.freeBytes);

  return exclusively(pathOf(modelsFolder, first), async () => {
    const meanwhile = await alreadyInstalled(modelsFolder, file);
    if (meanwhile !== undefined) return meanwhile;
    let checked = true;
    for (const [index, each] of files.entries()) {
      const finalPath = pathOf(modelsFolder, each);
      if ((await ggufSize(finalPath)) === sizes[index]) continue; // a part that an earlier pull completed
      const before = sum(sizes.slice(0, index));
      const done = await download({
        hub,
        patience,
        file: each,
        finalPath,
        sha256: files.length === 1 ? entry?.sha256 : undefined,
        signal,
        wait: order.wait ?? pauseUnlessAborted,
        onProgress(progress) {
          const whole =
            progress.state === "downloading"
              ? { ...progress, doneBytes: before + progress.doneBytes, totalBytes }
              : progress;
          order.onProgress?.({ ...whole, file: each.file, part: index + 1, parts: files.length });
        },
      });
      checked &&= done.checked;
    }
    const path = pathOf(modelsFolder, first);
    return { path, uri: formatHubUri(first), sizeBytes: totalBytes, alreadyInstalled: false, checked };
  });
}

function parseWanted(what: string): { uri: HubUri; entry?: CatalogueModel } {
  const entry = catalogueModel(what);
  if (entry === undefined && !isHubUri(what)) {
    throw new PullError(
      "bad-name",
      `"${what}" is no model that Maru knows. Known are ${catalogue.map(({ name }) => name).join(", ")}; ` +
        `others are pulled by their hf: URI, e.g. ${pullCommand("hf:user/repo:Q4_K_M")}`,
    );
  }
  const parsed = parseHubUri(entry?.uri ?? what);
  if (!parsed.ok) throw new PullError("bad-name", parsed.problem);
  // The same file asked for by its URI is held against the catalogue's checksum too.
  const same = entry ?? catalogue.find(({ uri }) => uri === formatHubUri(parsed.uri));
  return { uri: parsed.uri, ...(same === undefined ? {} : { entry: same }) };
}

function pathOf(modelsFolder: string, file: HubFile): string {
  return join(modelsFolder, file.user, file.repo, ...file.file.split("/"));
}

async function alreadyInstalled(modelsFolder: string, uri: HubUri): Promise<PulledModel | undefined> {
  const known = await findInstalled(modelsFolder, uri);
  if (known === undefined || known.state === "not-gguf") return undefined;
  const { path, sizeBytes } = known;
  return { path, uri: formatHubUri(uri), sizeBytes, alreadyInstalled: true, checked: false };
}

/** Bytes of the file that need no room any more. */
async function thereBytes(modelsFolder: string, file: HubFile): Promise<number> {
  const path = pathOf(modelsFolder, file);
  return (await ggufSize(path)) ?? (await partFile(path).found())?.sizeBytes ?? 0;
}

/** Adds to an error what only the pull knows: folder, command, and the way without internet. */
function explained(error: unknown, order: PullOrder, uri: HubUri): unknown {
  if (error instanceof PullError) {
    switch (error.code) {
      case "offline":
      case "timeout":
        return new PullError(
          error.code,
          `${error.message} To go on, type ${pullCommand(order.what)} again; what has come is kept. ${byHandAdvice(order.modelsFolder, uri)}`,
          { cause: error },
        );
      case "aborted":
        return new PullError(
          error.code,
          `Stopped. To go on, type ${pullCommand(order.what)} again; what has come is kept.`,
          { cause: error },
        );
      default:
        return error;
    }
  }
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new PullError(
      "disk-full",
      `The disk of ${order.modelsFolder} became full. Free some space, then type ${pullCommand(order.what)} again to go on.`,
      { cause: error },
    );
  }
  if (code === undefined || !/^(?:E[A-Z]+|ERR_SQLITE_ERROR)$/.test(code)) return error;
  return new PullError(
    "cannot-write",
    `${dirname(pathOf(order.modelsFolder, { ...uri, file: "x" }))} cannot be written (${code}). Check the folder and its permissions.`,
    { cause: error },
  );
}

async function pauseUnlessAborted(ms: number, signal: AbortSignal | undefined): Promise<void> {
  // An abort ends the pause; the next request then says so.
  await pause(ms, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}

/** Size of the file if it is GGUF. */
async function ggufSize(path: string): Promise<number | undefined> {
  const header = await glanceAtGguf(path).catch(() => undefined);
  return header === undefined ? undefined : (await stat(path)).size;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
