import { createHash, type Hash } from "node:crypto";
import { GGUF_MAGIC } from "../gguf/glance.ts";
import { checkMagic } from "./check-magic.ts";
import { type FileFacts, fileFacts, openFile, strongEtag } from "./hub-file.ts";
import type { Hub, HubResponse, Patience } from "./hub-request.ts";
import { formatHubUri, type HubFile } from "./hub-uri.ts";
import { type PartFile, type Provenance, partFile } from "./part-file.ts";
import { PullError } from "./pull-error.ts";

export interface Download {
  readonly hub: Hub;
  readonly patience: Patience;
  readonly file: HubFile;
  readonly finalPath: string;
  /** The catalogue's checksum, where it has one. */
  readonly sha256?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: DownloadProgress) => void;
  /** Resolves after that time, or as soon as the signal aborts. */
  readonly wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export type DownloadProgress =
  /** Reading what an earlier pull left, to continue its checksum. */
  | { readonly state: "checking"; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly state: "downloading"; readonly doneBytes: number; readonly totalBytes: number }
  /** The connection was lost; it is taken up again in `retryMs`. `reason` is for people. */
  | { readonly state: "interrupted"; readonly reason: string; readonly retryMs: number };

export interface Downloaded {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Whether the checksum was compared with the catalogue's or the hub's; else only the size was. */
  readonly checked: boolean;
}

/** Pauses before each new try after a lost connection; they begin anew whenever more of the file has come. */
const RETRY_PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 16_000];

/**
 * Downloads one file to its final name, continuing what an earlier call left. A connection that is lost on
 * the way is taken up again; one that never stood is given up at once. Throws a `PullError`; the half file then
 * stays for the next call, unless its content is wrong.
 */
export async function download(order: Download): Promise<Downloaded> {
  const part = partFile(order.finalPath);
  let failures = 0;
  let stood = false;
  let furthest = 0;
  for (;;) {
    const before = furthest;
    try {
      return await attempt(order, part, (doneBytes) => {
        stood = true;
        furthest = Math.max(furthest, doneBytes);
      });
    } catch (error) {
      if (!(error instanceof PullError) || !isPassing(error)) throw error;
      if (furthest > before) failures = 0;
      const retryMs = stood ? RETRY_PAUSES_MS[failures] : undefined;
      if (retryMs === undefined) throw error;
      failures++;
      order.onProgress({ state: "interrupted", reason: error.message, retryMs });
      await order.wait(retryMs, order.signal);
    }
  }
}

async function attempt(
  order: Download,
  part: PartFile,
  onWritten: (doneBytes: number) => void,
): Promise<Downloaded> {
  const { hub, patience, file, signal } = order;
  const facts = await fileFacts(hub, patience, file, signal);
  const expected = order.sha256 ?? facts.sha256;
  refuseOtherContent(order, facts);

  const half = await continuable(part, facts.sizeBytes, expected);
  const hash = half === undefined ? createHash("sha256") : await hashHalf(order, part, half.sizeBytes, facts);
  let sum: string;
  if (half !== undefined && half.sizeBytes === facts.sizeBytes && expected !== undefined) {
    // Everything had come when the earlier pull ended.
    sum = hash.digest("hex");
  } else {
    const offset = half?.sizeBytes ?? 0;
    // A checksum identifies the content better than an ETag, which differs between storage hosts.
    const etag = expected === undefined ? half?.provenance.etag : undefined;
    const response = await openFile(hub, patience, file, { offset, etag }, signal);
    sum = await receive(order, part, response, { offset, hash, facts, etag, onWritten });
  }
  if (expected !== undefined && sum !== expected) {
    await part.discard();
    throw new PullError(
      "wrong-checksum",
      `${formatHubUri(file)} arrived damaged or was replaced: its SHA-256 is ${sum}, expected is ${expected}. It was deleted; pull it again.`,
    );
  }
  await part.keep();
  return { sizeBytes: facts.sizeBytes, sha256: sum, checked: expected !== undefined };
}

/** Writes the body behind the first `offset` bytes, or anew when the whole file comes; returns the SHA-256 of all. */
async function receive(
  order: Download,
  part: PartFile,
  response: HubResponse,
  from: {
    readonly offset: number;
    readonly hash: Hash;
    readonly facts: FileFacts;
    readonly etag: string | undefined;
    readonly onWritten: (doneBytes: number) => void;
  },
): Promise<string> {
  const { sizeBytes } = from.facts;
  const continues = response.status === 206;
  if (!isAskedFor(response, from.offset, sizeBytes, from.etag)) {
    response.close();
    await part.discard();
    throw new PullError(
      "hub-failed",
      `The hub sent something else than was asked for of ${formatHubUri(order.file)}; perhaps it was replaced just now. What had come was deleted; pull it again.`,
    );
  }
  const hash = continues ? from.hash : createHash("sha256");
  let done = continues ? from.offset : 0;
  const magic = checkMagic(done);
  if (!continues) await part.discard();
  const writer = await part.write(done);
  try {
    if (!continues) {
      const sha256 = order.sha256 ?? from.facts.sha256;
      await part.remember(provenance(sha256, strongEtag(response)));
    }
    from.onWritten(done);
    order.onProgress({ state: "downloading", doneBytes: done, totalBytes: sizeBytes });
    for await (const piece of response.body()) {
      magic(piece);
      done += piece.length;
      if (done > sizeBytes) {
        throw new PullError(
          "wrong-size",
          `More came than the ${sizeBytes} bytes that ${formatHubUri(order.file)} has. It was deleted; pull it again.`,
        );
      }
      await writer.write(piece);
      hash.update(piece);
      from.onWritten(done);
      order.onProgress({ state: "downloading", doneBytes: done, totalBytes: sizeBytes });
    }
  } catch (error) {
    await writer.close().catch(() => undefined); // the first error is the one to tell
    if (error instanceof PullError && (error.code === "not-a-model" || error.code === "wrong-size")) {
      await part.discard();
    }
    throw error;
  } finally {
    response.close();
  }
  await writer.close();
  if (done < sizeBytes)
    throw new PullError("timeout", "The connection ended before the whole file had come.");
  return hash.digest("hex");
}

/** What of an earlier pull belongs to the content that the hub has now; anything else is deleted. */
async function continuable(part: PartFile, sizeBytes: number, sha256: string | undefined) {
  const half = await part.found();
  if (half !== undefined && half.sizeBytes >= GGUF_MAGIC.length && half.sizeBytes <= sizeBytes) {
    if (sha256 !== undefined && half.provenance.sha256 === sha256) return half;
    if (sha256 === undefined && half.provenance.etag !== undefined && half.sizeBytes < sizeBytes) return half;
  }
  await part.discard();
  return undefined;
}

function hashHalf(order: Download, part: PartFile, halfBytes: number, facts: FileFacts): Promise<Hash> {
  let doneBytes = 0;
  return part.hash((bytes) => {
    doneBytes += bytes;
    order.onProgress({ state: "checking", doneBytes, totalBytes: Math.min(halfBytes, facts.sizeBytes) });
  }, order.signal);
}

function refuseOtherContent(order: Download, facts: FileFacts): void {
  if (facts.sizeBytes < GGUF_MAGIC.length) {
    throw new PullError(
      "not-a-model",
      `${formatHubUri(order.file)} is empty on the hub. Choose another file.`,
    );
  }
  if (order.sha256 === undefined || facts.sha256 === undefined || order.sha256 === facts.sha256) return;
  throw new PullError(
    "wrong-checksum",
    `The hub now has another file as ${formatHubUri(order.file)} (SHA-256 ${facts.sha256}) than the one Maru's catalogue knows (${order.sha256}). ` +
      "Nothing was downloaded. Choose another model, or put a file that you trust into the models folder by hand.",
  );
}

/** Whether the answer is the rest behind `offset`, of the file with that ETag if one was named, or the whole file. */
function isAskedFor(
  response: HubResponse,
  offset: number,
  sizeBytes: number,
  etag: string | undefined,
): boolean {
  if (response.status === 206) {
    const now = strongEtag(response);
    return (
      response.headers.get("content-range") === `bytes ${offset}-${sizeBytes - 1}/${sizeBytes}` &&
      (etag === undefined || now === undefined || now === etag)
    );
  }
  const length = response.headers.get("content-length");
  return response.status === 200 && (length === null || length === String(sizeBytes));
}

function provenance(sha256: string | undefined, etag: string | undefined): Provenance {
  return { ...(sha256 === undefined ? {} : { sha256 }), ...(etag === undefined ? {} : { etag }) };
}

/** Whether asking again may help. */
function isPassing(error: PullError): boolean {
  return error.code === "offline" || error.code === "timeout";
}
