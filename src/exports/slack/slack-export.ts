import type { z } from "zod";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { type ExportFile, type ExportFiles, splitPath } from "../export-files.ts";
import type { ExportedMessage, ReadMessages, TellProblem } from "../exported-message.ts";
import { readItems } from "../read-items.ts";
import { slackLink } from "./slack-link.ts";
import {
  channelSchema,
  messageSchema,
  type SlackMessage,
  type SlackProfile,
  type SlackUser,
  userSchema,
} from "./slack-schema.ts";
import { slackText } from "./slack-text.ts";

/** What lists the conversations: public channels, private ones, direct messages, group messages. */
const LISTS = ["channels.json", "groups.json", "mpims.json", "dms.json"];
/** What a person wrote; every other subtype is Slack's own word on something (docs: events/message#subtypes). */
const WRITTEN = new Set([undefined, "me_message", "thread_broadcast", "file_share", "bot_message"]);
const DAY_FILE = /^\d{4}-\d{2}-\d{2}\.json$/;

/**
 * The reader of Slack's own export; `undefined` when the files are none. Rejects when its lists cannot be read. `address`: of the workspace, see
 * `slackAddress`; without it messages have no links.
 */
export async function openSlackExport(
  { files }: ExportFiles,
  tell: TellProblem,
  address?: string,
): Promise<ReadMessages | undefined> {
  const byName = new Map(files.map((file) => [file.path, file]));
  const root = files
    .map(({ path }) => splitPath(path))
    .find(
      ({ folder, name }) => name === "users.json" && LISTS.some((list) => byName.has(folder + list)),
    )?.folder;
  if (root === undefined) return undefined;

  const people = new Map<string, { name: string; bot: boolean }>();
  for (const user of await wholeList(byName.get(`${root}users.json`) as ExportFile, userSchema))
    people.set(user.id, { name: nameOf(user), bot: user.is_bot === true });

  /** Channels by the folder that their days lie in: their name, or for direct messages their id. */
  const channels = new Map<string, { id: string; name: string }>();
  const names = new Map<string, string>();
  for (const list of LISTS) {
    const file = byName.get(root + list);
    if (file === undefined) continue;
    for (const { id, name = id } of await wholeList(file, channelSchema)) {
      channels.set(name.normalize("NFC"), { id, name });
      names.set(id, name);
    }
  }

  const channelNames = {
    person: (id: string) => people.get(id)?.name,
    channel: (id: string) => names.get(id),
  };

  return async function* messages() {
    const unknown = new Set<string>();
    for (const file of files) {
      if (!file.path.startsWith(root)) continue;
      const { folder, name } = splitPath(file.path.slice(root.length));
      if (!DAY_FILE.test(name) || folder === "") continue;
      const channel = channels.get(folder.slice(0, -1).normalize("NFC"));
      if (channel === undefined) {
        if (!unknown.has(folder)) tell(`${root}${folder} is in no list of channels: it was left out.`);
        unknown.add(folder);
        continue;
      }
      for await (const raw of readItems(file, messageSchema, { tell })) {
        const message = asExported(raw, channel);
        if (message !== undefined) yield message;
      }
    }
  };

  function asExported(raw: SlackMessage, channel: { id: string; name: string }): ExportedMessage | undefined {
    if (!WRITTEN.has(raw.subtype)) return undefined;
    const text = slackText(raw.text ?? "", channelNames);
    const writer = raw.user ?? raw.bot_id;
    if (text.trim() === "" || !writer) return undefined;
    const person = raw.user === undefined ? undefined : people.get(raw.user);
    const isBot = Boolean(raw.bot_id) || raw.subtype === "bot_message" || person?.bot === true;
    return {
      id: `slack:${channel.id}/${raw.ts}`,
      place: { id: `slack:${channel.id}`, name: channel.name },
      ...(raw.thread_ts === undefined ? {} : { thread: `slack:${channel.id}/${raw.thread_ts}` }),
      author: {
        id: `slack:${writer}`,
        name: person?.name ?? (profileName(raw.user_profile) || raw.username || writer),
        kind: isBot ? "bot" : "person",
      },
      text,
      sentAt: new Date(Math.floor(Number(raw.ts) * 1000)).toISOString(),
      ...(address === undefined ? {} : { link: slackLink(address, { channel: channel.id, ...raw }) }),
    };
  }
}

/** A list that all else rests on: what cannot be read of it ends the reading. */
async function wholeList<Item>(file: ExportFile, schema: z.ZodType<Item>): Promise<readonly Item[]> {
  return Array.fromAsync(
    readItems(file, schema, {
      tell(problem) {
        throw new OperatorError(`The export cannot be read: ${problem} Export it again, or unpack it again.`);
      },
    }),
  );
}

function profileName(profile: SlackProfile | undefined): string | undefined {
  return profile?.display_name || profile?.real_name || profile?.name;
}

const nameOf = ({ id, name, profile }: SlackUser) => profileName(profile) || name || id;
