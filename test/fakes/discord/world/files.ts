import type { Attachment } from "./shapes.ts";
import type { World } from "./world.ts";

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly contentType?: string;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
}

/** Links to files stop working after a day (docs: reference#signed-attachment-cdn-urls). */
const linkLastsMs = 86_400_000;

/** Keeps a file and describes it as Discord does, with a signed address on the fake itself. */
export const storeFile = (world: World, channelId: string, file: NewFile): Attachment => {
  const id = world.newId();
  const bytes = typeof file.bytes === "string" ? new TextEncoder().encode(file.bytes) : file.bytes;
  const path = `/attachments/${channelId}/${id}/${encodeURIComponent(file.name)}`;
  world.files.set(path, { bytes, contentType: file.contentType ?? "application/octet-stream" });
  const hex = (ms: number) => Math.floor(ms / 1000).toString(16);
  const now = world.clock.now();
  const url = `${world.origin}${path}?ex=${hex(now + linkLastsMs)}&is=${hex(now)}&hm=0`;
  return {
    id,
    filename: file.name,
    size: bytes.byteLength,
    url,
    proxy_url: url,
    ...(file.contentType === undefined ? {} : { content_type: file.contentType }),
    ...(file.description === undefined ? {} : { description: file.description }),
    ...(file.width === undefined ? {} : { width: file.width }),
    ...(file.height === undefined ? {} : { height: file.height }),
  };
};

/** What the address of a file answers. */
export const fetchFile = (world: World, url: URL) => {
  const file = world.files.get(url.pathname);
  const expiresS = Number.parseInt(url.searchParams.get("ex") ?? "0", 16);
  if (!file || expiresS * 1000 < world.clock.now()) return undefined;
  return file;
};
