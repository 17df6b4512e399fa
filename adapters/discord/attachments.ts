import type { APIAttachment } from "discord.js";
import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { MessageImage } from "../../src/core/types.ts";
import { type AttachedFile, createAttachedFiles } from "../../src/platform/attached-files.ts";
import { createAttachedImages } from "../../src/platform/attached-images.ts";
import type { DiscordConfig } from "./config.ts";
import { ADAPTER_NAME } from "./ids.ts";

/** What is attached to messages, as words for the model and as images. */
export interface Attachments {
  /** Fetches text files within the limits and quotes them; says of all others what they are. Never rejects. */
  read(attached: readonly APIAttachment[]): Promise<string>;
  /** Only says what there is. */
  name(attached: readonly APIAttachment[]): string;
  /** Those that a model may be shown. */
  images(attached: readonly APIAttachment[]): readonly MessageImage[];
  readonly readImage: NonNullable<ChatAdapter["readImage"]>;
}

interface DiscordFile extends AttachedFile {
  readonly url: string;
}

const CDN_HOSTS = ["cdn.discordapp.com", "media.discordapp.net"];
const TIMEOUT_MS = 10_000;

/**
 * @param api the REST base when it is not Discord's own: its files are served by the same host
 */
export function createAttachments(parts: {
  readonly limits: DiscordConfig["attachments"];
  readonly api: string | undefined;
  readonly log: Logger;
}): Attachments {
  const { limits, log } = parts;
  const ownHost = parts.api === undefined ? undefined : new URL(parts.api).host;

  async function open(file: DiscordFile, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const url = new URL(file.url);
    const isTrusted = (url.protocol === "https:" && CDN_HOSTS.includes(url.host)) || url.host === ownHost;
    if (!isTrusted) throw new Error(`Attachments are not fetched from ${url.host}.`);
    const response = await fetch(url, { signal, redirect: "error" });
    if (!response.ok || !response.body) throw new Error(`The file server answered ${response.status}.`);
    return response.body;
  }

  const files = createAttachedFiles<DiscordFile>({
    limits,
    open: (file) => open(file, AbortSignal.timeout(TIMEOUT_MS)),
    log,
  });
  const images = createAttachedImages<DiscordFile>({ platform: ADAPTER_NAME, open });
  const asFile = ({ id, filename, content_type, size, url }: APIAttachment): DiscordFile => ({
    id,
    name: filename,
    size,
    url,
    ...(content_type ? { mediaType: content_type } : {}),
  });
  return {
    read: (attached) => files.read(attached.map(asFile)),
    name: (attached) => files.name(attached.map(asFile)),
    images: (attached) => images.among(attached.map(asFile)),
    readImage: images.read,
  };
}
