import { z } from "zod";
import { readCsvRows } from "../csv-rows.ts";
import { type ExportFile, type ExportFiles, splitPath } from "../export-files.ts";
import type { ExportedMessage, ReadMessages, TellProblem } from "../exported-message.ts";
import { readJsonParts } from "../json-parts.ts";
import { readItems, reasonOf } from "../read-items.ts";
import { linkOf, madeAt, SNOWFLAKE } from "./discord-ids.ts";
import { discordText } from "./discord-text.ts";

const id = z.string().regex(SNOWFLAKE);

/** The parts of Discord's data package that Maru reads (https://support.discord.com/hc/articles/360004957991). */
const channelSchema = z.object({
  id,
  name: z.string().nullish(),
  guild: z.object({ id, name: z.string().nullish() }).nullish(),
});
const messageSchema = z.object({
  ID: z.union([id, z.int().transform(String)]),
  Contents: z.string().nullish(),
});
const userSchema = z.object({ id, username: z.string(), global_name: z.string().nullish() });

type Channel = z.output<typeof channelSchema>;
type Owner = ExportedMessage["author"];

/** The columns that a row of messages.csv begins with. */
const COLUMNS = ["ID", "Timestamp", "Contents"];

/**
 * The reader of Discord's data package, which holds what one person wrote; `undefined` when the files are none. Its
 * folders are named in that person's language, so it is told by a channel.json that lies beside messages.
 */
export function openDataPackage({ files }: ExportFiles, tell: TellProblem): ReadMessages | undefined {
  const channelFiles = new Map<string, ExportFile>();
  for (const file of files) {
    const { folder, name } = splitPath(file.path);
    if (name === "channel.json") channelFiles.set(folder, file);
  }
  const messageFiles = files.filter(({ path }) => {
    const { folder, name } = splitPath(path);
    return channelFiles.has(folder) && (name === "messages.json" || name === "messages.csv");
  });
  if (messageFiles.length === 0) return undefined;

  return async function* messages() {
    const author = await ownerIn(files);
    for (const file of messageFiles) {
      const channelFile = channelFiles.get(splitPath(file.path).folder) as ExportFile;
      const channel = channelSchema.safeParse(await readObject(channelFile)).data;
      if (channel === undefined) {
        tell(`${channelFile.path} cannot be read: the messages beside it were left out.`);
        continue;
      }
      const rows = file.path.endsWith(".csv")
        ? csvMessages(file, tell)
        : readItems(file, messageSchema, { tell });
      for await (const { ID, Contents } of rows) {
        const text = discordText(Contents ?? "", () => undefined);
        if (text.trim() !== "") yield asExported(ID, text, channel, author);
      }
    }
  };
}

function asExported(message: string, text: string, channel: Channel, author: Owner): ExportedMessage {
  return {
    id: `discord:${channel.id}/${message}`,
    place: { id: `discord:${channel.id}`, name: channel.name || channel.id },
    author,
    text,
    sentAt: madeAt(message),
    link: linkOf(channel.guild?.id, channel.id, message),
  };
}

/** Whose package it is: one file of the account tells. */
async function ownerIn(files: readonly ExportFile[]): Promise<Owner> {
  for (const file of files) {
    if (splitPath(file.path).name !== "user.json") continue;
    const user = userSchema.safeParse(await readObject(file)).data;
    if (user !== undefined)
      return { id: `discord:${user.id}`, name: user.global_name || user.username, kind: "person" };
  }
  return { id: "discord:owner", name: "owner of the data package", kind: "person" };
}

/** An object's members as far as they can be read. */
async function readObject(file: ExportFile): Promise<unknown> {
  const object: Record<string, unknown> = {};
  try {
    for await (const part of readJsonParts(file.read()))
      if (part.type === "member") object[part.name] = part.value;
  } catch (error) {
    reasonOf(error);
  }
  return object;
}

async function* csvMessages(file: ExportFile, tell: TellProblem) {
  let isHead = true;
  let left = 0;
  try {
    for await (const row of readCsvRows(file.read())) {
      if (isHead) {
        isHead = false;
        if (COLUMNS.every((column, at) => row[at]?.replace("\uFEFF", "") === column)) continue;
        throw new SyntaxError("its columns are not those of Discord's data package");
      }
      const message = messageSchema.safeParse({ ID: row[0], Contents: row[2] });
      if (message.success) yield message.data;
      else if (row.length > 1) left++;
    }
  } catch (error) {
    tell(`${file.path} cannot be read to its end: ${reasonOf(error)}.`);
  }
  if (left > 0)
    tell(`${file.path} has ${left === 1 ? "a row" : `${left} rows`} of an unknown form: left out.`);
}
