import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { MessageImage } from "../../src/core/types.ts";
import { type AttachedFile, createAttachedFiles } from "../../src/platform/attached-files.ts";
import { createAttachedImages } from "../../src/platform/attached-images.ts";
import type { SlackConfig } from "./config.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { isThere, type RawFile } from "./raw-message.ts";

/** What is attached to messages, as words for the model and as images. */
export interface Attachments {
  /**
   * Fetches text files within the limits and quotes them; says of all others what they are. Never rejects.
   *
   * @param notLetIn called when Slack does not let Maru read them for want of a scope
   */
  read(attached: readonly RawFile[], notLetIn?: () => void): Promise<string>;
  /** Only says what there is. */
  name(attached: readonly RawFile[]): string;
  /** Those that a model may be shown. */
  images(attached: readonly RawFile[]): readonly MessageImage[];
  readonly readImage: NonNullable<ChatAdapter["readImage"]>;
}

const FILE_HOST = "files.slack.com";
/** Slack waits 3 s for an event to be acknowledged, and its text files are read before that. */
const TIMEOUT_MS = 2_000;
/** When Slack has not let Maru read a file, it is not asked for any other so long: one message is read up to three times. */
const LOCKED_MS = 60_000;

interface SlackFile extends AttachedFile {
  readonly url: string;
  readonly notLetIn: () => void;
}

const nobody = () => {};

/**
 * @param token goes along, as files are for members only: so it goes to Slack's host alone, and follows no redirect
 * @param api the API's address when it is not Slack's own: its files are served by the same host
 */
export function createAttachments(parts: {
  readonly limits: SlackConfig["attachments"];
  readonly token: string;
  readonly api: string | undefined;
  /** Unix ms. */
  readonly now: () => number;
  readonly log: Logger;
}): Attachments {
  const { limits, token, now, log } = parts;
  let lockedUntil = 0;
  const ownHost = parts.api === undefined ? undefined : new URL(parts.api).host;

  async function open(file: SlackFile, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    if (!URL.canParse(file.url)) throw new Error("The file has no address.");
    const url = new URL(file.url);
    const isTrusted = (url.protocol === "https:" && url.host === FILE_HOST) || url.host === ownHost;
    if (!isTrusted) throw new Error(`Files are not fetched from ${url.host}.`);
    if (now() < lockedUntil) throw notLetIn(file);
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      signal,
      redirect: "error",
    });
    if (!response.ok || !response.body) throw new Error(`The file server answered ${response.status}.`);
    // Without `files:read` Slack shows its page for signing in.
    if (
      /^text\/html\b/.test(response.headers.get("content-type") ?? "") &&
      !/html/.test(file.mediaType ?? "")
    ) {
      await response.body.cancel();
      lockedUntil = now() + LOCKED_MS;
      throw notLetIn(file);
    }
    return response.body;
  }

  function notLetIn(file: SlackFile): Error {
    file.notLetIn();
    return new Error("Slack asks to sign in: the app lacks the scope files:read.");
  }

  const files = createAttachedFiles<SlackFile>({
    limits,
    open: (file) => open(file, AbortSignal.timeout(TIMEOUT_MS)),
    log,
  });
  const images = createAttachedImages<SlackFile>({ platform: ADAPTER_NAME, open });
  const asFiles = (attached: readonly RawFile[], notLetIn: () => void) =>
    attached.filter(isThere).map(
      ({ id, name, mimetype, size, url_private_download, url_private }): SlackFile => ({
        id,
        name: name ?? id,
        size: size ?? 0,
        url: url_private_download ?? url_private ?? "",
        notLetIn,
        ...(mimetype ? { mediaType: mimetype } : {}),
      }),
    );
  return {
    read: (attached, notLetIn = nobody) => files.read(asFiles(attached, notLetIn)),
    name: (attached) => files.name(asFiles(attached, nobody)),
    images: (attached) => images.among(asFiles(attached, nobody)),
    readImage: images.read,
  };
}
