import type { ImageLimits } from "../core/ports/chat-adapter.ts";
import type { ImageId, MessageImage, TurnImage } from "../core/types.ts";
import type { AttachedFile } from "./attached-files.ts";
import { remember } from "./remember.ts";

/** The images on messages: what the core is told of them, and how it gets at them. */
export interface AttachedImages<File extends AttachedFile> {
  /** Tells of those of the files that a model may be shown, and remembers where they lie. */
  among(files: readonly File[]): readonly MessageImage[];
  /** `ChatAdapter.readImage`. */
  read(image: MessageImage, limits: ImageLimits): Promise<TurnImage>;
}

/** Of one message. */
const MOST_IMAGES = 4;
/** Addresses, not images; the core reads a thread right before it asks for one. */
const REMEMBERED = 2_000;
const TIMEOUT_MS = 10_000;

type MediaType = TurnImage["mediaType"];

/** What models that see are shown, and what each kind begins with, in hexadecimal. SVG, which is a program, is none of them. */
const BEGINNINGS: Readonly<Record<MediaType, RegExp>> = {
  /** Source: RFC 2083, 3.1. */
  "image/png": /^89504e470d0a1a0a/,
  /** Source: ITU-T T.81, B.1.1.3: SOI, and the first byte of the next marker. */
  "image/jpeg": /^ffd8ff/,
  /** `RIFF`, the size, `WEBP`. Source: RFC 9649, 2.4. */
  "image/webp": /^52494646.{8}57454250/,
  /** `GIF87a` or `GIF89a`. Source: GIF89a specification, 17. */
  "image/gif": /^474946383[79]61/,
};
const MEDIA_TYPES = Object.keys(BEGINNINGS) as MediaType[];
const LONGEST_BEGINNING = 12;

/** The images that a model may be shown, the first few of them. */
export function imagesAmong<File extends AttachedFile>(files: readonly File[]): readonly File[] {
  return files.filter((file) => mediaTypeOf(file) !== undefined && file.size > 0).slice(0, MOST_IMAGES);
}

/** @param open begins to fetch a file, from trusted hosts only; rejects when that fails */
export function createAttachedImages<File extends AttachedFile>(parts: {
  readonly platform: string;
  readonly open: (file: File, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
}): AttachedImages<File> {
  const known = new Map<ImageId, File>();
  return {
    among: (files) =>
      imagesAmong(files).map((file): MessageImage => {
        const id: ImageId = `${parts.platform}:file/${file.id}`;
        remember(known, id, file, REMEMBERED);
        return { id, name: file.name, mediaType: mediaTypeOf(file)!, bytes: file.size };
      }),
    async read({ id }, { maxBytes, signal }) {
      const file = known.get(id);
      if (!file) throw new Error("It is not known where the image lies.");
      const stream = await parts.open(file, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
      const bytes = await allBytes(stream, maxBytes);
      const beginning = bytes.subarray(0, LONGEST_BEGINNING).toString("hex");
      const mediaType = MEDIA_TYPES.find((type) => BEGINNINGS[type].test(beginning));
      if (!mediaType) throw new Error("The file is no PNG, JPEG, WebP or GIF.");
      return { mediaType, base64: bytes.toString("base64") };
    },
  };
}

function mediaTypeOf({ mediaType = "" }: AttachedFile): MediaType | undefined {
  const [said] = mediaType.toLowerCase().split(";");
  return MEDIA_TYPES.find((type) => type === said?.trim());
}

async function allBytes(stream: ReadableStream<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    // Whoever leaves the loop ends the stream.
    if (length > maxBytes) throw new Error(`The image has more than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
