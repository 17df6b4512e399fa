import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";

/**
 * A model hub on loopback that behaves as Hugging Face does: large files are redirected to a storage host of another
 * origin with a signed address, which refuses an Authorization header; size and SHA-256 come as `X-Linked-*` headers;
 * a repository that does not exist is 401 to strangers; manifests name a GGUF file only to clients called llama-cpp.
 */
export interface FakeHub {
  readonly endpoint: string;
  /** Everything that was asked, in order. */
  readonly requests: readonly SeenRequest[];
  /** Puts a file (or a new content of it) at `user/repo/path`. */
  put(path: string, bytes: Buffer, options?: FileOptions): void;
  /** Asks for this token before anything of the repository `user/repo` is given. */
  gate(repository: string, token: string): void;
  /** A renamed repository: the hub redirects to the new name by a relative address. */
  rename(from: string, to: string): void;
  /** The manifest of this repository names this file, whatever it is. */
  nameInManifest(repository: string, file: string): void;
  /** What befalls the next answers that carry a file's bytes, one each. */
  readonly faults: Fault[];
  /** What befalls every answer of the hub itself, while set. */
  hubFault: HubFault | undefined;
  /** The storage host is gone; the hub still redirects to it. */
  stopStorage(): Promise<void>;
  stop(): Promise<void>;
}

export interface FileOptions {
  /** Small files are sent by the hub itself and have no `X-Linked-*` headers. */
  readonly large?: boolean;
  /** The hub's claims, where they are to be wrong. */
  readonly claimedSha256?: string;
}

export interface SeenRequest {
  readonly host: "hub" | "storage";
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

export type Fault =
  /** The connection is cut after that many bytes of the body, and not before `when`: a client drops what it has not read by then. */
  | { readonly type: "cut"; readonly afterBytes: number; readonly when: Promise<void> }
  /** Nothing more comes after that many bytes. */
  | { readonly type: "stall"; readonly afterBytes: number }
  /** The whole file comes, with 200, whatever range was asked for; cut off as above where told. */
  | {
      readonly type: "ignore-range";
      readonly cut?: { readonly afterBytes: number; readonly when: Promise<void> };
    }
  /** One byte is another. */
  | { readonly type: "damage"; readonly at: number }
  /** Another file's range comes. */
  | { readonly type: "wrong-range" }
  /** More bytes than announced, without a length. */
  | { readonly type: "too-long" }
  | { readonly type: "page" };

export type HubFault =
  | { readonly type: "status"; readonly status: number }
  | { readonly type: "page" }
  | { readonly type: "silence" }
  | { readonly type: "redirect"; readonly location: string };

interface StoredFile {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly etag: string;
  readonly large: boolean;
  readonly claimedSha256: string;
}

export async function startFakeHub(): Promise<FakeHub> {
  const files = new Map<string, StoredFile>();
  const tokens = new Map<string, string>();
  const renamed = new Map<string, string>();
  const manifestNames = new Map<string, string>();
  const signatures = new Map<string, StoredFile>();
  const requests: SeenRequest[] = [];
  const faults: Fault[] = [];
  const state: { hubFault: HubFault | undefined } = { hubFault: undefined };

  const see = (host: SeenRequest["host"], request: IncomingMessage) =>
    requests.push({
      host,
      method: request.method ?? "",
      path: request.url ?? "",
      range: request.headers.range,
      ifRange: request.headers["if-range"] as string | undefined,
      authorization: request.headers.authorization,
    });

  const storage = createServer((request, response) => {
    see("storage", request);
    const signature = new URL(request.url ?? "", "http://storage").searchParams.get("Signature") ?? "";
    const file = signatures.get(signature);
    // Storage hosts take one kind of credential, not two.
    if (request.headers.authorization !== undefined) {
      respond(response, 400, "InvalidArgument");
      return;
    }
    if (file === undefined) {
      respond(response, 403, "AccessDenied");
      return;
    }
    sendBytes(request, response, file, faults);
  });

  const hub = createServer((request, response) => {
    see("hub", request);
    if (state.hubFault !== undefined) {
      misbehave(response, state.hubFault);
      return;
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      respond(response, 405, "no such method");
      return;
    }
    const segments = new URL(request.url ?? "", "http://hub").pathname
      .split("/")
      .slice(1)
      .map(decodeURIComponent);
    if (segments[0] === "v2") {
      manifest(request, response, segments);
      return;
    }
    const [user = "", repo = "", resolve, revision, ...path] = segments;
    const repository = `${user}/${repo}`;
    const newName = renamed.get(repository);
    if (newName !== undefined) {
      response.setHeader(
        "location",
        `/${newName}/resolve/${revision}/${path.map(encodeURIComponent).join("/")}`,
      );
      respond(response, 307, "");
      return;
    }
    if (resolve !== "resolve" || revision !== "main") {
      respond(response, 404, "no such page");
      return;
    }
    if (!admitted(request, response, repository)) return;
    const file = files.get(`${repository}/${path.join("/")}`);
    if (file === undefined) {
      respond(response, 404, "Entry not found", "EntryNotFound");
      return;
    }
    if (!file.large) {
      sendBytes(request, response, file, faults);
      return;
    }
    const signature = randomUUID();
    signatures.set(signature, file);
    response.setHeader("x-linked-size", file.bytes.length);
    response.setHeader("x-linked-etag", `"${file.claimedSha256}"`);
    response.setHeader("x-repo-commit", "0".repeat(40));
    response.setHeader("location", `${storageOrigin}/blob/${file.sha256}?Signature=${signature}`);
    respond(response, 302, "Found. Redirecting");
  });

  function admitted(request: IncomingMessage, response: ServerResponse, repository: string): boolean {
    const given = request.headers.authorization;
    const wanted = tokens.get(repository);
    const exists = [...files.keys()].some((path) => path.startsWith(`${repository}/`));
    if (!exists) {
      respond(response, given === undefined ? 401 : 404, "Repository not found", "RepoNotFound");
      return false;
    }
    if (wanted === undefined || given === `Bearer ${wanted}`) return true;
    respond(response, given === undefined ? 401 : 403, "Access to this model is restricted", "GatedRepo");
    return false;
  }

  function manifest(request: IncomingMessage, response: ServerResponse, segments: string[]): void {
    const [, user = "", repo = "", word, tag = ""] = segments;
    const repository = `${user}/${repo}`;
    if (word !== "manifests") {
      respond(response, 404, "no such page");
      return;
    }
    if (!admitted(request, response, repository)) return;
    const rfilename =
      manifestNames.get(repository) ??
      [...files.keys()]
        .filter((path) => path.startsWith(`${repository}/`) && path.toLowerCase().includes(tag.toLowerCase()))
        .map((path) => path.slice(repository.length + 1))
        .sort()[0];
    if (rfilename === undefined) {
      respond(response, 400, "The specified tag is not a valid quantization");
      return;
    }
    const forLlama = request.headers["user-agent"]?.includes("llama-cpp");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ schemaVersion: 2, ...(forLlama ? { ggufFile: { rfilename } } : {}) }));
  }

  await Promise.all([listen(hub), listen(storage)]);
  const storageOrigin = origin(storage);
  return {
    endpoint: origin(hub),
    requests,
    faults,
    get hubFault() {
      return state.hubFault;
    },
    set hubFault(fault) {
      state.hubFault = fault;
    },
    put(path, bytes, { large = true, claimedSha256 } = {}) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
      files.set(path, { bytes, sha256, etag, large, claimedSha256: claimedSha256 ?? sha256 });
    },
    gate: (repository, token) => void tokens.set(repository, token),
    rename: (from, to) => void renamed.set(from, to),
    nameInManifest: (repository, file) => void manifestNames.set(repository, file),
    stopStorage: () => close(storage),
    async stop() {
      await Promise.all([close(hub), close(storage)]);
    },
  };
}

function sendBytes(
  request: IncomingMessage,
  response: ServerResponse,
  file: StoredFile,
  faults: Fault[],
): void {
  const fault = request.method === "GET" ? faults.shift() : undefined;
  if (fault?.type === "page") {
    misbehave(response, fault);
    return;
  }
  const { bytes } = file;
  response.setHeader("etag", file.etag);
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-type", "application/octet-stream");
  const range = /^bytes=(\d+)-$/.exec(request.headers.range ?? "");
  const ifRange = request.headers["if-range"];
  const ranged =
    range !== null && fault?.type !== "ignore-range" && (ifRange === undefined || ifRange === file.etag);
  let start = ranged ? Number(range[1]) : 0;
  if (start >= bytes.length) {
    response.setHeader("content-range", `bytes */${bytes.length}`);
    respond(response, 416, "");
    return;
  }
  if (request.method === "GET" && /gzip/.test(request.headers["accept-encoding"] ?? "")) {
    // As proxies do for those who let them: lengths and ranges are then no longer the file's.
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(bytes));
    return;
  }
  if (fault?.type === "wrong-range") start += 1;
  let body = bytes.subarray(start);
  if (ranged) response.setHeader("content-range", `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
  if (fault?.type !== "too-long") response.setHeader("content-length", body.length);
  response.statusCode = ranged ? 206 : 200;
  if (request.method === "HEAD") {
    response.end();
    return;
  }
  if (fault?.type === "damage") {
    body = Buffer.from(body);
    body[fault.at] = (body[fault.at] ?? 0) ^ 0xff;
  }
  const cut = fault?.type === "ignore-range" ? fault.cut : fault?.type === "cut" ? fault : undefined;
  const end = fault?.type === "stall" ? fault.afterBytes : cut?.afterBytes;
  if (end === undefined) {
    if (fault?.type === "too-long") response.write(body);
    response.end(body);
    return;
  }
  response.write(body.subarray(0, end));
  void cut?.when.then(() => response.destroy());
}

function misbehave(response: ServerResponse, fault: HubFault): void {
  switch (fault.type) {
    case "status":
      respond(response, fault.status, "trouble");
      return;
    case "page":
      response.setHeader("content-type", "text/html; charset=utf-8");
      respond(response, 200, "<!doctype html><title>Sign in to the network</title>");
      return;
    case "silence":
      return;
    case "redirect":
      response.setHeader("location", fault.location);
      respond(response, 302, "");
      return;
    default:
      fault satisfies never;
  }
}

function respond(response: ServerResponse, status: number, text: string, errorCode?: string): void {
  if (errorCode !== undefined) response.setHeader("x-error-code", errorCode);
  response.statusCode = status;
  response.end(text);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function origin(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
