import type { Author, Message, MessageId } from "../../src/core/types.ts";
import type { Identity } from "./api-types.ts";
import { readAsked } from "./asked.ts";
import type { Attachments } from "./attachments.ts";
import { messageId, personId, postedAt, type SlackId, type Spot, threadId, writtenId } from "./ids.ts";
import type { People } from "./people.ts";
import type { Places, Where } from "./places.ts";
import { fileNamesOf, type RawMessage, rootOf } from "./raw-message.ts";
import { channelsIn, peopleIn, readContent } from "./read-content.ts";
import type { Names } from "./reader.ts";
import type { ReplyRecords } from "./reply-records.ts";
import { fromSlackMarkdown } from "./slack-markdown.ts";

/** Turns Slack's messages into the core's. */
export interface AsMessage {
  /** @param files what to say of its files, as Markdown */
  message(raw: RawMessage, where: Where, files: string): Promise<Message>;
  /** Somebody who did something other than writing. */
  author(user: SlackId): Promise<Author>;
  /** The core's id of what stands there: the first message of a reply of Maru's has the reply's. */
  idAt(spot: Spot): Promise<MessageId>;
  /** Whether Maru wrote it, in its own name. */
  isOwn(raw: RawMessage): boolean;
  /** Whose message it is; `undefined` of apps that write in nobody's name. */
  writer(raw: RawMessage): SlackId | undefined;
}

export function createAsMessage(parts: {
  readonly self: Identity;
  readonly selfName: string;
  readonly people: People;
  readonly places: Places;
  readonly records: Pick<ReplyRecords, "partAt">;
  readonly attachments: Pick<Attachments, "images">;
}): AsMessage {
  const { self, selfName, people, places, records, attachments } = parts;

  const isBySelf = ({ user, bot_id }: RawMessage) =>
    user === self.user || (bot_id !== undefined && bot_id === self.bot);

  /** The question that it shows in somebody's name, if it is such a message. */
  const askedIn = (raw: RawMessage) => (isBySelf(raw) ? readAsked(raw) : undefined);

  const names: Names = {
    self: { id: self.user, name: selfName },
    user: people.known,
    channel: places.knownName,
  };

  async function person(user: SlackId): Promise<Author> {
    if (user === self.user) return { id: personId(user), name: selfName, kind: "self" };
    const found = await people.find(user);
    return {
      id: personId(user),
      name: found?.name ?? user,
      kind: found?.isBot ? "bot" : "person",
      ...(found?.locale ? { locale: found.locale } : {}),
      ...(found && found.roles.length > 0 ? { roles: found.roles } : {}),
    };
  }

  async function authorOf(raw: RawMessage): Promise<Author> {
    if (isBySelf(raw)) return person(self.user);
    const { user, bot_id: bot, username, bot_profile: profile } = raw;
    if (bot === undefined && user !== undefined) return person(user);
    const known = user === undefined ? undefined : (await people.find(user))?.name;
    const name = username || known || profile?.name || "app";
    return { id: personId(user ?? bot ?? "app"), name, kind: "bot" };
  }

  async function idAt(spot: Spot): Promise<MessageId> {
    const part = await records.partAt(spot);
    return part?.part === 0 ? writtenId(part.question) : messageId(spot);
  }

  /** Asks for the names that its text will need. */
  const learnNames = (raw: RawMessage) =>
    Promise.all([
      ...peopleIn(raw)
        .filter((user) => user !== self.user)
        .map((user) => people.find(user)),
      ...channelsIn(raw).map((channel) => places.find(channel).catch(() => undefined)),
    ]);

  return {
    async message(raw, where, files) {
      await learnNames(raw);
      const asked = askedIn(raw);
      const { text, mentions } = readContent(
        asked ? { ...raw, text: asked.text, blocks: undefined } : raw,
        names,
      );
      const author = asked ? await person(asked.by) : await authorOf(raw);
      const isSelf = author.kind === "self";
      const plain = isSelf ? fromSlackMarkdown(text) : text;
      const spot: Spot = { channel: where.channel, ts: raw.ts };
      const root = rootOf(raw);
      const fileNames = fileNamesOf(raw);
      const images = attachments.images(raw.files ?? []);
      return {
        id: isSelf ? await idAt(spot) : messageId(spot),
        thread: threadId(where.channel, root),
        startsThread: where.kind === "channel" && root === raw.ts,
        place: where.place,
        author,
        text: [plain, files].filter(Boolean).join("\n\n"),
        mentions: isSelf ? [] : mentions,
        ...(fileNames.length > 0 ? { fileNames } : {}),
        ...(images.length > 0 ? { images } : {}),
        ...(asked ? { command: "ask" as const } : {}),
        sentAt: new Date(postedAt(raw.ts)).toISOString(),
        link: permalink(self.url, spot, root),
      };
    },
    author: person,
    idAt,
    isOwn: (raw) => isBySelf(raw) && !askedIn(raw),
    writer: (raw) => askedIn(raw)?.by ?? raw.user,
  };
}

/**
 * A message's address (docs: reference/methods/chat.getPermalink, whose answers follow this rule).
 *
 * @param workspace e.g. `https://acme.slack.com/`
 */
export function permalink(workspace: string, { channel, ts }: Spot, root: string): string {
  const url = new URL(`archives/${channel}/p${ts.replace(".", "")}`, workspace);
  if (root !== ts) {
    url.searchParams.set("thread_ts", root);
    url.searchParams.set("cid", channel);
  }
  return url.href;
}
