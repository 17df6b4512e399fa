import type { APIAttachment } from "discord.js";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { DiscordConfig } from "./config.ts";

/** What is attached to messages, as words for the model. */
export interface Attachments {
  /** Fetches text files within the limits and quotes them; says of all others what they are. Never rejects. */
  read(attached: readonly APIAttachment[]): Promise<string>;
  /** Only says what there is. */
  name(attached: readonly APIAttachment[]): string;
}

const CDN_HOSTS = ["cdn.discordapp.com", "media.discordapp.net"];
const TIMEOUT_MS = 10_000;
const REMEMBERED = 20;
const TEXT_TYPE =
  /^(?:text\/|application\/(?:json|x-ndjson|xml|yaml|x-yaml|toml|sql|javascript|x-javascript|typescript|x-sh|x-python|x-httpd-php)\b)/i;
const TEXT_NAME =
  /\.(?:txt|md|csv|tsv|log|json|ya?ml|toml|ini|conf|xml|html?|css|[cm]?[jt]sx?|py|rb|go|rs|java|kt|swift|c|h|cpp|hpp|cs|php|sh|sql|diff|patch|tex)$/i;

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
  const remembered = new Map<string, string>();

  const isTrusted = (url: URL) =>
    (url.protocol === "https:" && CDN_HOSTS.includes(url.host)) || url.host === ownHost;

  async function describe(file: APIAttachment): Promise<string> {
    if (isImage(file)) return note(file, `${kindOf(file)}, which I cannot see or hear`);
    if (!isText(file)) return note(file, "not a text file, so it was not read");
    if (file.size > limits.maxBytes) return note(file, `too large to be read (${file.size} bytes)`);
    const known = remembered.get(file.id);
    if (known) return known;
    try {
      const text = await download(file);
      const quoted = text === undefined ? note(file, "not text, so it was not read") : fenced(file, text);
      remembered.set(file.id, quoted);
      for (const oldest of remembered.keys()) {
        if (remembered.size <= REMEMBERED) break;
        remembered.delete(oldest);
      }
      return quoted;
    } catch (error) {
      log.warn({ attachment: file.id, err: error }, "discord attachment not read");
      return note(file, "it could not be fetched");
    }
  }

  /** Its text; `undefined` when it is none. Rejects when it is served from elsewhere or is longer than it said. */
  async function download(file: APIAttachment): Promise<string | undefined> {
    const url = new URL(file.url);
    if (!isTrusted(url)) throw new Error(`Attachments are not fetched from ${url.host}.`);
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" });
    if (!response.ok || !response.body) throw new Error(`The file server answered ${response.status}.`);
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.length;
      if (bytes > limits.maxBytes) throw new Error("The file is longer than was announced.");
      chunks.push(chunk);
    }
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
      return text.includes("\0") ? undefined : text;
    } catch {
      return undefined;
    }
  }

  return {
    async read(attached) {
      const readable = attached.filter((file) => isText(file) && !isImage(file)).slice(0, limits.maxFiles);
      const described = attached.map((file) =>
        isText(file) && !isImage(file) && !readable.includes(file)
          ? note(file, "one file too many, so it was not read")
          : describe(file),
      );
      return (await Promise.all(described)).join("\n\n");
    },
    name: (attached) =>
      attached.map((file) => note(file, isImage(file) ? kindOf(file) : "a file")).join("\n"),
  };
}

const isImage = (file: APIAttachment) => /^(?:image|video|audio)\//i.test(file.content_type ?? "");
const kindOf = (file: APIAttachment) =>
  /^image/i.test(file.content_type ?? "") ? "an image" : "a recording";
const isText = (file: APIAttachment) =>
  file.content_type
    ? TEXT_TYPE.test(file.content_type) || (TEXT_NAME.test(file.filename) && isUnsure(file))
    : TEXT_NAME.test(file.filename);
const isUnsure = (file: APIAttachment) => /^application\/octet-stream/i.test(file.content_type ?? "");

const nameOf = ({ filename }: APIAttachment) => filename.replace(/[^\p{L}\p{N}._ -]/gu, "_");
const note = (file: APIAttachment, what: string) => `(attached: ${nameOf(file)}, ${what})`;

function fenced(file: APIAttachment, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = "`".repeat(longest + 1);
  return `${nameOf(file)}:\n${mark}\n${text.replace(/\s+$/, "")}\n${mark}`;
}
