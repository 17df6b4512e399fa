import { safeFileName } from "../text/safe-file-name.ts";
import { imagesShown, MAX_IMAGE_BYTES } from "./images-shown.ts";
import type { ChatAdapter, Logger, Model } from "./ports/index.ts";
import type { ImageId, Message, MessageImage, Turn, TurnImage } from "./types.ts";

/** What a model is shown of the images of a thread. */
export interface Pictures {
  of(image: MessageImage): TurnImage | Unseen;
  /** What one takes of the model's context, about. */
  readonly tokensEach: number;
}

/** Why an image is not shown, in words for the model, behind "an image". */
const WHY_UNSEEN = {
  blind: "which you cannot see",
  "too-big": "which is too big to be shown to you",
  "no-room": "which there was no room to show you",
  "not-fetched": "which could not be fetched",
  "not-taken": "which could not be shown to you",
} as const;

export type Unseen = keyof typeof WHY_UNSEEN;

export interface PicturesWanted {
  readonly adapter: ChatAdapter;
  /** Before the question, oldest first: only what may be read. */
  readonly earlier: readonly Message[];
  readonly question: Message;
  /** Tokens of the model's context that the prompt may take. */
  readonly maxTokens: number;
  readonly signal: AbortSignal;
}

/** Fetches the images that a model is shown. One that cannot be had is said to be so. Rejects only with what measuring rejects with. */
export type FetchPictures = (wanted: PicturesWanted) => Promise<Pictures>;

/** Of one prompt; what servers take without being set up for more. */
const MOST_IMAGES = 8;
/** The rest of the prompt is for words. */
const SHARE_OF_CONTEXT = 1 / 2;

const PROBE: Turn = { role: "user", text: "." };
/** A GIF of one pixel. */
const PIXEL: TurnImage = { mediaType: "image/gif", base64: "R0lGODlhAQABAAAAACwAAAAAAQABAAACADs=" };

/** For all images the same. */
export const unseen = (why: Unseen): Pictures => ({ of: () => why, tokensEach: 0 });

export function createFetchPictures(parts: {
  readonly model: Pick<Model, "measure">;
  readonly log: Logger;
}): FetchPictures {
  const { model, log } = parts;

  async function tokensOfOne(): Promise<number> {
    const [withIt, without] = await Promise.all([
      model.measure([{ ...PROBE, images: [PIXEL] }]),
      model.measure([PROBE]),
    ]);
    return Math.max(0, withIt - without);
  }

  return async ({ adapter, earlier, question, maxTokens, signal }) => {
    const before = earlier.flatMap(imagesOf);
    const asked = imagesOf(question);
    if (before.length + asked.length === 0) return unseen("not-fetched");
    const tokensEach = await tokensOfOne();
    const most = Math.min(MOST_IMAGES, Math.floor((maxTokens * SHARE_OF_CONTEXT) / tokensEach));

    const fetched = new Map<ImageId, TurnImage>();
    const fetch = async (image: MessageImage) => {
      try {
        const read = await adapter.readImage?.(image, { maxBytes: MAX_IMAGE_BYTES, signal });
        if (read) fetched.set(image.id, read);
      } catch (error) {
        if (!signal.aborted) log.warn({ image: image.id, err: error }, "image not fetched");
      }
    };
    const shown = imagesShown(before.filter(isSmall), asked.filter(isSmall), most);
    await Promise.all(shown.map(fetch));
    const wanted = new Set(shown.map(({ id }) => id));
    return {
      tokensEach,
      of(image) {
        if (!isSmall(image)) return "too-big";
        return fetched.get(image.id) ?? (wanted.has(image.id) ? "not-fetched" : "no-room");
      },
    };
  };
}

const isSmall = ({ bytes }: MessageImage) => bytes <= MAX_IMAGE_BYTES;

/** What Maru itself posted it need not be shown. */
const imagesOf = ({ author, images = [] }: Message) => (author.kind === "self" ? [] : images);

/** What the model is shown of a message's images; notes say of the others why not, and of all what they are where the message has no words. */
export function spokenImages(
  images: readonly MessageImage[],
  words: string,
  pictures: Pictures = unseen("blind"),
): { readonly text: string; readonly shown: readonly TurnImage[] } {
  const shown: TurnImage[] = [];
  const notes: string[] = [];
  for (const image of images) {
    const found = pictures.of(image);
    const isUnseen = typeof found === "string";
    if (!isUnseen) shown.push(found);
    const what = isUnseen ? `an image ${WHY_UNSEEN[found]}` : "an image";
    if (isUnseen || words === "") notes.push(`(${safeFileName(image.name)}: ${what})`);
  }
  return { text: [words, notes.join("\n")].filter(Boolean).join("\n\n"), shown };
}
