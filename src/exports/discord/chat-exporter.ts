import { z } from "zod";
import type { ExportFile, ExportFiles } from "../export-files.ts";
import type { ExportedMessage, ReadMessages, TellProblem } from "../exported-message.ts";
import { firstText } from "../first-text.ts";
import { readItems } from "../read-items.ts";
import { linkOf, madeAt, SNOWFLAKE } from "./discord-ids.ts";
import { discordText } from "./discord-text.ts";

const id = z.string().regex(SNOWFLAKE);

/** The parts of a file of DiscordChatExporter that Maru reads (https://github.com/Tyrrrz/DiscordChatExporter, JSON format). */
const guildSchema = z.object({ id: z.string() });
const channelSchema = z.object({
  id,
  type: z.string().optional(),
  categoryId: z.string().nullish(),
  category: z.string().nullish(),
  name: z.string(),
});
const messageSchema = z.object({
  id,
  type: z.string(),
  content: z.string(),
  author: z.object({
    id,
    name: z.string(),
    nickname: z.string().nullish(),
    isBot: z.boolean().optional(),
  }),
  mentions: z
    .array(z.object({ id: z.string(), name: z.string(), nickname: z.string().nullish() }))
    .optional(),
  reference: z.object({ messageId: z.string().nullish() }).nullish(),
});
type Raw = z.output<typeof messageSchema>;

/** What people wrote themselves; other types are Discord's word on joins, pins, boosts. */
const WRITTEN = new Set(["Default", "Reply"]);
/** A file of the exporter begins so. */
const BEGINNING = /^\uFEFF?\s*\{\s*"guild"\s*:\s*\{/;

/** So many files are looked into to find the first one; the exporter's own folders hold nothing else. */
const LOOKED_INTO = 200;

const isJson = ({ path }: ExportFile) => /\.json$/i.test(path);

/** Whether a file is one of DiscordChatExporter's, by how it begins. */
export async function isExporterFile(file: ExportFile): Promise<boolean> {
  return isJson(file) && BEGINNING.test(await firstText(file));
}

/** The reader of files that DiscordChatExporter wrote as JSON; `undefined` when there is none among the files. */
export async function openChatExporter(
  { files }: ExportFiles,
  tell: TellProblem,
): Promise<ReadMessages | undefined> {
  const candidates = files.filter(isJson);
  let found = false;
  for (const file of candidates.slice(0, LOOKED_INTO)) {
    found = await isExporterFile(file);
    if (found) break;
  }
  if (!found) return undefined;
  return async function* messages() {
    for (const file of candidates) if (await isExporterFile(file)) yield* readChannel(file, tell);
  };
}

async function* readChannel(file: ExportFile, tell: TellProblem): AsyncGenerator<ExportedMessage> {
  let guild: string | undefined;
  let channel: z.output<typeof channelSchema> | undefined;
  const onMember = (name: string, value: unknown) => {
    // Direct messages stand in a server of the number 0.
    if (name === "guild") guild = guildSchema.safeParse(value).data?.id.replace(/^0$/, "") || undefined;
    if (name === "channel") channel = channelSchema.safeParse(value).data;
  };
  for await (const raw of readItems(file, messageSchema, { listName: "messages", onMember, tell })) {
    if (channel === undefined) {
      tell(`${file.path} does not say of which channel it is: it was left out.`);
      return;
    }
    const message = asExported(raw, guild, channel);
    if (message !== undefined) yield message;
  }
}

function asExported(
  raw: Raw,
  guild: string | undefined,
  channel: z.output<typeof channelSchema>,
): ExportedMessage | undefined {
  if (!WRITTEN.has(raw.type)) return undefined;
  const named = (mentioned: string) => {
    const person = raw.mentions?.find((each) => each.id === mentioned);
    return person && (person.nickname || person.name);
  };
  const text = discordText(raw.content, named);
  const replied = raw.reference?.messageId;
  if (text.trim() === "") return undefined;
  return {
    id: `discord:${channel.id}/${raw.id}`,
    ...placeOf(channel),
    author: {
      id: `discord:${raw.author.id}`,
      name: raw.author.nickname || raw.author.name,
      kind: raw.author.isBot === true ? "bot" : "person",
    },
    text,
    ...(replied && SNOWFLAKE.test(replied) ? { replyTo: `discord:${channel.id}/${replied}` as const } : {}),
    sentAt: madeAt(raw.id),
    link: linkOf(guild, channel.id, raw.id),
  };
}

/** A thread is a channel of its own, whose category is the channel that it belongs to. */
function placeOf(channel: z.output<typeof channelSchema>): Pick<ExportedMessage, "place" | "thread"> {
  const { categoryId: parent, category: parentName } = channel;
  if (!channel.type?.endsWith("Thread") || !parent || !SNOWFLAKE.test(parent))
    return { place: { id: `discord:${channel.id}`, name: channel.name } };
  return {
    place: { id: `discord:${parent}`, name: parentName || parent },
    thread: `discord:${parent}/${channel.id}`,
  };
}
