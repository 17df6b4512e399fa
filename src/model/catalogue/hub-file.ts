import { z } from "zod";
import { repositoryPage } from "./advice.ts";
import { askHub, type Hub, type HubResponse, type Patience } from "./hub-request.ts";
import { formatHubUri, type HubFile, type HubTag, type HubUri, isModelPath } from "./hub-uri.ts";
import { PullError } from "./pull-error.ts";

/** What a hub says of a file before sending it. */
export interface FileFacts {
  readonly sizeBytes: number;
  /** Lower-case hex. For large files the hub gives it as `X-Linked-ETag`. */
  readonly sha256?: string;
}

/**
 * `ggufFile` is there only for clients that call themselves llama-cpp (https://github.com/ggml-org/llama.cpp/pull/11195).
 */
const Manifest = z.object({ ggufFile: z.object({ rfilename: z.string() }) });
const MANIFEST_MAX_BYTES = 4 * 1024 ** 2;

/** Asks which file a quantisation is. The hub's answer is checked before it can become a path. */
export async function resolveTag(
  hub: Hub,
  patience: Patience,
  tag: HubTag,
  signal?: AbortSignal,
): Promise<HubFile> {
  const path = `/v2/${encodeURIComponent(tag.user)}/${encodeURIComponent(tag.repo)}/manifests/${encodeURIComponent(tag.tag)}`;
  const response = await askHub(hub, patience, {
    method: "GET",
    path,
    headers: { "user-agent": "llama-cpp", accept: "application/json" },
    signal,
  });
  try {
    refuseFailure(response, tag, hub);
    refusePage(response);
    const manifest = Manifest.safeParse(parseJson(await readText(response)));
    if (!manifest.success) {
      throw new PullError(
        "hub-failed",
        `The hub names no GGUF file for ${formatHubUri(tag)}. Choose a file on ${repositoryPage(tag)} and name it: hf:${tag.user}/${tag.repo}/FILE.gguf`,
      );
    }
    const file = manifest.data.ggufFile.rfilename;
    if (!isModelPath(file)) {
      throw new PullError(
        "hub-failed",
        `For ${formatHubUri(tag)} the hub names a file that Maru does not put on this disk.`,
      );
    }
    return { user: tag.user, repo: tag.repo, file };
  } finally {
    response.close();
  }
}

/**
 * Asks for a file's size and checksum. Headers as in Hugging Face's own client:
 * https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/file_download.py
 */
export async function fileFacts(
  hub: Hub,
  patience: Patience,
  file: HubFile,
  signal?: AbortSignal,
): Promise<FileFacts> {
  const response = await askHub(hub, patience, {
    method: "HEAD",
    path: filePath(file),
    signal,
    // Where the hub says all there is to know, the storage host need not be asked.
    follow: (redirect) => redirect.headers.get("x-linked-size") === null,
  });
  response.close();
  const sizeBytes = wholeNumber(
    response.headers.get("x-linked-size") ?? response.headers.get("content-length"),
  );
  const redirected = response.status >= 300 && response.status < 400;
  if (!(redirected && sizeBytes !== undefined)) refuseFailure(response, file, hub);
  refusePage(response);
  if (sizeBytes === undefined) {
    throw new PullError(
      "hub-failed",
      `The hub does not say how large ${formatHubUri(file)} is. Try again later.`,
    );
  }
  const sha256 = linkedSha256(response);
  return { sizeBytes, ...(sha256 === undefined ? {} : { sha256 }) };
}

/** Opens the file's bytes from `offset`. With `etag`, a file that has changed since then comes whole (200). */
export async function openFile(
  hub: Hub,
  patience: Patience,
  file: HubFile,
  from: { readonly offset: number; readonly etag?: string | undefined },
  signal?: AbortSignal,
): Promise<HubResponse> {
  const response = await askHub(hub, patience, {
    method: "GET",
    path: filePath(file),
    headers: {
      ...(from.offset > 0 ? { range: `bytes=${from.offset}-` } : {}),
      ...(from.offset > 0 && from.etag !== undefined ? { "if-range": from.etag } : {}),
    },
    signal,
  });
  try {
    refuseFailure(response, file, hub);
    refusePage(response);
    return response;
  } catch (error) {
    response.close();
    throw error;
  }
}

/** What identifies these very bytes for `If-Range`; a weak ETag does not (RFC 9110, 13.1.5). */
export function strongEtag(response: HubResponse): string | undefined {
  const etag = response.headers.get("etag");
  return etag?.startsWith('"') ? etag : undefined;
}

/** Large files are addressed by their SHA-256, which then is their ETag on the hub. */
function linkedSha256(response: HubResponse): string | undefined {
  const value = response.headers.get("x-linked-etag")?.replace(/^(?:W\/)?"|"$/g, "");
  return value !== undefined && /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : undefined;
}

function filePath(file: HubFile): string {
  const segments = [file.user, file.repo, "resolve", "main", ...file.file.split("/")];
  return `/${segments.map(encodeURIComponent).join("/")}`;
}

function refusePage(response: HubResponse): void {
  if (!response.headers.get("content-type")?.startsWith("text/html")) return;
  throw new PullError(
    "not-a-model",
    "A web page came instead of the model: perhaps a sign-in page of this network, or a proxy. Open the hub in a browser on this machine, then try again.",
  );
}

function refuseFailure(response: HubResponse, uri: HubUri, hub: Hub): void {
  const { status } = response;
  if (status === 200 || status === 206 || status === 416) return;
  const what = formatHubUri(uri);
  const page = repositoryPage(uri);
  if (status === 401 || status === 403) {
    throw new PullError(
      "forbidden",
      hub.token === undefined
        ? `The hub does not give ${what} to strangers (${status}): there is no such repository, it is private, or its licence must be accepted. ` +
            `Look at ${page}; if it exists, accept its licence there and set an access token.`
        : `The hub does not give ${what} to the owner of the access token (${status}). Accept the licence on ${page} with the token's account, or use another token.`,
    );
  }
  if (status === 404 || status === 400) {
    throw new PullError(
      "not-found",
      `The hub has no ${what} (${status}). Look for the right name on ${page}.`,
    );
  }
  if (status === 429) {
    throw new PullError(
      "hub-failed",
      "The hub has had too many requests from here (429). Try again in some minutes.",
    );
  }
  throw new PullError("hub-failed", `The hub answered with an error (${status}). Try again later.`);
}

async function readText(response: HubResponse): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body()) {
    bytes += piece.length;
    if (bytes > MANIFEST_MAX_BYTES)
      throw new PullError("hub-failed", "The hub's answer is too long. Try again later.");
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wholeNumber(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}
