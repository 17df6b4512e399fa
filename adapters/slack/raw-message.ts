import { z } from "zod";

/** What Slack leaves out, sets to `null` or changes the shape of some day is not there. */
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

/** A file on a message (docs: reference/objects/file-object). Files of other organisations come as an id alone. */
const rawFile = z.object({
  id: z.string(),
  name: maybe(z.string()),
  mimetype: maybe(z.string()),
  size: maybe(z.number()),
  url_private_download: maybe(z.string()),
  url_private: maybe(z.string()),
  /** `tombstone`: it was deleted; `hidden_by_limit`: too old for the workspace's plan. */
  mode: maybe(z.string()),
});
export type RawFile = z.infer<typeof rawFile>;

/** Something below a message's own words (docs: reference/messaging/attachments); a forwarded message when `is_share`. */
const rawAttachment = z.object({
  is_share: maybe(z.boolean()),
  /** The page that it is a preview of; of a forwarded message, that message. */
  from_url: maybe(z.string()),
  author_name: maybe(z.string()),
  pretext: maybe(z.string()),
  title: maybe(z.string()),
  title_link: maybe(z.string()),
  text: maybe(z.string()),
  fields: maybe(z.array(z.object({ title: maybe(z.string()), value: maybe(z.string()) }))),
  fallback: maybe(z.string()),
  blocks: maybe(z.array(z.unknown())),
});

/** As much of a message as Maru looks at, in events and in history alike (docs: reference/events/message). */
const rawMessage = z.object({
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/),
  thread_ts: maybe(z.string()),
  subtype: maybe(z.string()),
  /** Nobody is shown it. */
  hidden: maybe(z.boolean()),
  user: maybe(z.string()),
  bot_id: maybe(z.string()),
  /** The author's workspace, told in shared channels, and that of the author or of whoever sees the message. */
  user_team: maybe(z.string()),
  team: maybe(z.string()),
  username: maybe(z.string()),
  bot_profile: maybe(z.object({ name: maybe(z.string()) })),
  text: maybe(z.string()),
  blocks: maybe(z.array(z.unknown())),
  attachments: maybe(z.array(rawAttachment)),
  files: maybe(z.array(rawFile)),
  edited: maybe(z.object({ ts: z.string() })),
  /** Of a thread's first message: its newest reply, and some of those who replied. */
  latest_reply: maybe(z.string()),
  reply_users: maybe(z.array(z.string())),
  metadata: maybe(
    z.object({ event_type: z.string(), event_payload: z.record(z.string(), z.unknown()).catch({}) }),
  ),
});
export type RawMessage = z.infer<typeof rawMessage>;

/** Reads a message; `undefined` when it is none. */
export const parseMessage = (value: unknown): RawMessage | undefined => rawMessage.safeParse(value).data;

/** Kinds of message that somebody wrote; all others are the platform's own ("… joined the channel"). */
const WRITTEN: ReadonlySet<string> = new Set(["bot_message", "file_share", "me_message", "thread_broadcast"]);

/** What is left of a file that was deleted, or that the workspace's plan hides. */
const GONE: ReadonlySet<string> = new Set(["tombstone", "hidden_by_limit"]);
export const isThere = ({ mode }: RawFile): boolean => !GONE.has(mode ?? "");

/** Files of other organisations have none. */
export const fileNamesOf = ({ files = [] }: RawMessage): readonly string[] =>
  files.filter(isThere).flatMap(({ name }) => name ?? []);

/** A thread's first message that was deleted while replies stand under it. */
export const isTombstone = ({ subtype }: RawMessage): boolean => subtype === "tombstone";

export const isWritten = ({ subtype }: RawMessage): boolean => subtype === undefined || WRITTEN.has(subtype);

/** Whether it is Slack's own word that people see: a join, a new name, a pinned message. */
export const isNotice = (raw: RawMessage): boolean =>
  !isWritten(raw) && !isTombstone(raw) && raw.hidden !== true;

/** The first message of the thread that it stands in, itself outside of threads. */
export const rootOf = ({ ts, thread_ts }: RawMessage): string => thread_ts ?? ts;
