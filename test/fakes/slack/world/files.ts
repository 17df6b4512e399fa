import type { Channel, File, User } from "./shapes.ts";
import type { World } from "./world.ts";

export interface NewFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Default: by the name's ending. */
  readonly mimetype?: string;
}

const kinds: Readonly<Record<string, readonly [mimetype: string, filetype: string, pretty: string]>> = {
  txt: ["text/plain", "text", "Plain Text"],
  md: ["text/markdown", "markdown", "Markdown (raw)"],
  json: ["application/json", "json", "JSON"],
  csv: ["text/csv", "csv", "CSV"],
  ts: ["text/typescript", "typescript", "TypeScript"],
  png: ["image/png", "png", "PNG"],
  pdf: ["application/pdf", "pdf", "PDF"],
  zip: ["application/zip", "zip", "Zip"],
};

/** Puts a file on Slack's servers. Its bytes can be had with a token of the app only. */
export const storeFile = (world: World, channel: Channel, user: User, given: NewFile): File => {
  const id = world.nextId("F");
  const ending = given.name.split(".").at(-1)!.toLowerCase();
  const [mimetype, filetype, pretty_type] = kinds[ending] ?? ["application/octet-stream", "binary", "Binary"];
  const bytes = typeof given.content === "string" ? new TextEncoder().encode(given.content) : given.content;
  const created = Math.floor(world.clock.now() / 1000);
  const path = `${world.team.id}-${id}`;
  const name = encodeURIComponent(given.name);
  const file: File = {
    id,
    created,
    timestamp: created,
    name: given.name,
    title: given.name,
    mimetype: given.mimetype ?? mimetype,
    filetype,
    pretty_type,
    user: user.id,
    user_team: user.team_id,
    editable: false,
    size: bytes.byteLength,
    mode: "hosted",
    is_external: false,
    external_type: "",
    is_public: channel.kind === "channel",
    public_url_shared: false,
    display_as_bot: false,
    username: "",
    url_private: `${world.origin}/files-pri/${path}/${name}`,
    url_private_download: `${world.origin}/files-pri/${path}/download/${name}`,
    permalink: `https://${world.team.domain}.slack.com/files/${user.id}/${id}/${name}`,
    permalink_public: `https://slack-files.com/${path}-0`,
    is_starred: false,
    has_rich_preview: false,
    file_access: "visible",
  };
  world.files.set(id, { file, bytes, channelId: channel.id });
  return file;
};
