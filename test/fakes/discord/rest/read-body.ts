import type { IncomingMessage } from "node:http";
import { storeFile } from "../world/files.ts";
import type { Attachment } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { apiError } from "./errors.ts";

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly Attachment[];
}

/**
 * The body of a request: JSON, or a form with `payload_json` and `files[n]` (docs: reference#uploading-files).
 * @throws ApiError 50109 when it is not JSON, 40005 when a file is larger than 10 MiB
 */
export const readBody = async (
  world: World,
  request: IncomingMessage,
  channelId: string,
): Promise<ReadBody> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const type = request.headers["content-type"] ?? "";
  if (raw.length === 0) return { body: undefined, files: [] };
  if (!type.startsWith("multipart/form-data")) return { body: parse(raw.toString()), files: [] };

  const form = await new Response(raw, { headers: { "content-type": type } }).formData();
  const body = parse(String(form.get("payload_json") ?? "{}"));
  const described = (body as { attachments?: { id: unknown; description?: string }[] }).attachments ?? [];
  const files: Attachment[] = [];
  for (const [field, value] of form) {
    if (typeof value === "string") continue;
    const place = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (value.size > 10 * 1024 * 1024) throw apiError(413, 40005, "Request entity too large");
    const description = described.find(({ id }) => String(id) === place)?.description;
    files.push(
      storeFile(world, channelId, {
        name: value.name,
        bytes: new Uint8Array(await value.arrayBuffer()),
        contentType: value.type || "application/octet-stream",
        ...(description === undefined ? {} : { description }),
      }),
    );
  }
  return { body, files };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError(400, 50109, "The request body contains invalid JSON.");
  }
};
