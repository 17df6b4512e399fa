import type { Logger } from "../core/ports/logger.ts";
import { decodeText } from "../text/decode-text.ts";
import { safeFileName } from "../text/safe-file-name.ts";
import { imagesAmong } from "./attached-images.ts";
import { remember } from "./remember.ts";

/** A file that hangs on a message, as the platform announces it. */
export interface AttachedFile {
  readonly id: string;
  /** Untrusted. */
  readonly name: string;
  /** Its media type, where the platform tells. */
  readonly mediaType?: string;
  /** Its size in bytes. */
  readonly size: number;
}

/** How much of the files of one message is read. */
export interface FileLimits {
  /** Of all its files together; the rest is left out, and the model is told so. */
  readonly maxBytes: number;
  readonly maxFiles: number;
}

/** What is attached to messages, as words for the model. */
export interface AttachedFiles<File extends AttachedFile> {
  /**
   * Fetches text files within the limits and quotes them; says of all others what they are. Of images that a model may be shown
   * (`imagesAmong`) the core says whether it is. Never rejects.
   */
  read(files: readonly File[]): Promise<string>;
  /** Only says what there is. */
  name(files: readonly File[]): string;
}

const REMEMBERED = 20;
const AN_IMAGE = "an image";
const TEXT_TYPE =
  /^(?:text\/|application\/(?:json|x-ndjson|xml|yaml|x-yaml|toml|sql|javascript|x-javascript|typescript|x-sh|x-python|x-httpd-php)\b)/i;
const TEXT_NAME =
  /\.(?:txt|md|csv|tsv|log|json|ya?ml|toml|ini|conf|xml|html?|css|[cm]?[jt]sx?|py|rb|go|rs|java|kt|swift|c|h|cpp|hpp|cs|php|sh|sql|diff|patch|tex)$/i;

/**
 * @param open begins to fetch a file, from trusted hosts only; rejects when that fails
 */
export function createAttachedFiles<File extends AttachedFile>(parts: {
  readonly limits: FileLimits;
  readonly open: (file: File) => Promise<ReadableStream<Uint8Array>>;
  readonly log: Logger;
}): AttachedFiles<File> {
  const { limits, open, log } = parts;
  const remembered = new Map<string, string>();

  async function quote(file: File, maxBytes: number): Promise<string> {
    const key = `${file.id} ${maxBytes}`;
    const known = remembered.get(key);
    if (known) return known;
    try {
      const bytes = await firstBytes(await open(file), maxBytes);
      const text = decodeText(bytes);
      const quoted =
        text === undefined
          ? note(file, "not text, so it was not read")
          : fenced(file, text, bytes.length < file.size ? bytes.length : undefined);
      remember(remembered, key, quoted, REMEMBERED);
      return quoted;
    } catch (error) {
      log.warn({ attachment: file.id, err: error }, "attached file not read");
      return note(file, "it could not be fetched");
    }
  }

  return {
    async read(files) {
      let bytesLeft = limits.maxBytes;
      let filesLeft = limits.maxFiles;
      const images: ReadonlySet<AttachedFile> = new Set(imagesAmong(files));
      const described = files.map((file) => {
        if (images.has(file)) return note(file, AN_IMAGE);
        const medium = mediumOf(file);
        if (medium) return note(file, `${medium}, which I cannot see or hear`);
        if (!isText(file)) return note(file, "not a text file, so it was not read");
        if (filesLeft === 0 || bytesLeft === 0)
          return note(file, "not read, because the files before it took up all that may be read at once");
        const share = Math.min(file.size, bytesLeft);
        filesLeft -= 1;
        bytesLeft -= share;
        return quote(file, share);
      });
      return (await Promise.all(described)).join("\n\n");
    },
    name: (files) => files.map((file) => note(file, mediumOf(file) ?? "a file")).join("\n"),
  };
}

/** The beginning of a stream; what follows is not fetched. */
async function firstBytes(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  for await (const chunk of stream) {
    const part = chunk.subarray(0, maxBytes - length);
    bytes.set(part, length);
    length += part.length;
    if (length === maxBytes) break;
  }
  return bytes.subarray(0, length);
}

function mediumOf({ mediaType = "" }: AttachedFile): string | undefined {
  if (/^image\//i.test(mediaType)) return AN_IMAGE;
  return /^(?:video|audio)\//i.test(mediaType) ? "a recording" : undefined;
}

function isText({ name, mediaType }: AttachedFile): boolean {
  if (!mediaType || /^application\/octet-stream/i.test(mediaType)) return TEXT_NAME.test(name);
  return TEXT_TYPE.test(mediaType);
}

const note = ({ name }: AttachedFile, what: string) => `(attached: ${safeFileName(name)}, ${what})`;

function fenced(file: AttachedFile, text: string, cutAtBytes: number | undefined): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  const cut =
    cutAtBytes === undefined ? "" : ` (the first ${cutAtBytes} of ${file.size} bytes; the rest was not read)`;
  return `${safeFileName(file.name)}${cut}:\n${mark}\n${text.replace(/\s+$/, "")}\n${mark}`;
}
