import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { Message } from "../../../src/core/types.ts";
import type { TellOnce } from "../../../src/platform/tell-once.ts";
import { localeFor } from "../../../src/text/language.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import { asPlatformError, refusal, refusedAs, tokenWords, unless } from "../api-error.ts";
import type { NewMessage } from "../api-types.ts";
import type { SlackId, Spot, Ts } from "../ids.ts";
import { UNREADABLE } from "../pages.ts";
import { isTombstone, parseMessage, type RawMessage } from "../raw-message.ts";
import type { ReplyRecords } from "../reply-records.ts";
import { ADMIN_TOKEN } from "./abilities.ts";
import { plainLine, plainPieces } from "./plain.ts";
import { KEEP_MS, type PostOnce, RESTORED } from "./post-once.ts";
import { quote, richText, section, text } from "./rich.ts";
import { placeOf, spotsOf } from "./spots.ts";
import { moderationWords } from "./words.ts";

/** The copies of a message that was deleted and then restored; ids only. */
interface Copies {
  /** How many times it was restored. */
  readonly times: number;
  /** Those that stand there now. */
  readonly messages: readonly Ts[];
}

const MAX_PIECE_CHARS = 3_000;
const MAX_NAME_CHARS = 80;
const MAX_FILES_CHARS = 600;

/** An admin's token may see less than Maru: a private channel that the admin is not in. */
const NOT_ALLOWED = [
  "cant_delete_message",
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "missing_scope",
  "no_permission",
  "access_denied",
  "compliance_exports_prevent_deletion",
  "not_allowed_token_type",
  ...tokenWords,
] as const;

/** Deletes messages; what is restored is a copy, since Slack brings nothing back. */
export function createRemoving(parts: {
  readonly api: Pick<Api, "remove" | "replies" | "history">;
  /** With the token of an admin; absent: there is none. */
  readonly admin: Pick<Api, "remove"> | undefined;
  readonly store: Store;
  readonly records: Pick<ReplyRecords, "get" | "partAt">;
  readonly postOnce: PostOnce;
  readonly inTurn: InTurn;
  readonly tellOnce: TellOnce;
}): Pick<ModerationActions, "remove" | "restore"> {
  const { api, admin, records, postOnce, inTurn, tellOnce } = parts;
  const restored = parts.store.records<Copies>("slack/restored");

  async function removeOwn({ channel, ts }: Spot): Promise<void> {
    try {
      await unless(["message_not_found", "channel_not_found"], api.remove(channel, ts));
    } catch (error) {
      throw asPlatformError(error, "the message") ?? error;
    }
  }

  async function removeOthers({ channel, ts }: Spot): Promise<void> {
    if (!admin)
      throw new PlatformError("forbidden", `Without ${ADMIN_TOKEN} Maru cannot delete what others wrote.`);
    try {
      await unless(["message_not_found"], admin.remove(channel, ts));
    } catch (error) {
      if (!refusedAs(error, ...NOT_ALLOWED)) throw error;
      const reason = refusal(error);
      const isToken = refusedAs(error, "missing_scope", "not_allowed_token_type", ...tokenWords);
      await tellOnce({
        key: isToken ? `admin token ${reason}` : `admin delete ${channel} ${reason}`,
        remedy: isToken
          ? `Messages cannot be deleted: Slack does not take ${ADMIN_TOKEN} (${reason}). Put the User OAuth Token of a workspace admin with the user scope chat:write into .env, as docs/slack.md says.`
          : `A message in ${channel} could not be deleted (${reason}): the admin whose token ${ADMIN_TOKEN} is has to be an admin of the workspace, and a member of private channels.`,
      });
      throw new PlatformError("forbidden", `Slack does not let an admin delete the message (${reason}).`, {
        cause: error,
      });
    }
  }

  async function remove(message: Message): Promise<void> {
    const spots = await spotsOf(message, records);
    for (const spot of spots) await (message.author.kind === "self" ? removeOwn(spot) : removeOthers(spot));
    const copies = await restored.get(message.id);
    if (!copies) return;
    const { channel } = placeOf(message);
    for (const ts of copies.messages) await removeOwn({ channel, ts });
    await restored.set(message.id, { ...copies, messages: [] }, KEEP_MS);
  }

  /** The message at a time, when it still stands there; a tombstone is none. */
  async function find(channel: SlackId, ts: Ts, root: Ts): Promise<RawMessage | undefined> {
    const bounds = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const page = await unless(
      UNREADABLE,
      root === ts ? api.history(channel, bounds) : api.replies(channel, root, bounds),
    );
    return page?.items.map(parseMessage).find((raw) => raw?.ts === ts);
  }

  async function restore(message: Message): Promise<void> {
    const { channel, root } = placeOf(message);
    const [spot] = await spotsOf(message, records);
    const known = (await restored.get(message.id)) ?? { times: 0, messages: [] };
    if (known.messages.length > 0) return;
    const there = spot && (await find(channel, spot.ts, root));
    if (there && !isTombstone(there)) return;
    if (message.text.trim() === "")
      throw new PlatformError("gone", "The words of the message are not kept any more.");
    // A thread whose first message is gone lives on as long as somebody has replied.
    const hasThread =
      root === spot?.ts ? there !== undefined : (await find(channel, root, root)) !== undefined;
    const messages: Ts[] = [];
    for (const [at, copy] of copiesOf(message, hasThread ? root : undefined).entries()) {
      const key = `${RESTORED}${message.id} ${known.times} ${at}`;
      try {
        messages.push((await postOnce(key, channel, copy)).ts);
      } catch (error) {
        throw asPlatformError(error, "the channel") ?? error;
      }
    }
    await restored.set(message.id, { times: known.times + 1, messages }, KEEP_MS);
  }

  return {
    remove: (message) => inTurn(`moderated ${message.id}`, () => remove(message)),
    restore: (message) => inTurn(`moderated ${message.id}`, () => restore(message)),
  };
}

/** The message as a quotation that names its author: the words as they were, and nobody pinged. */
function copiesOf({ author, text: said, fileNames = [] }: Message, thread: Ts | undefined): NewMessage[] {
  const words = moderationWords[localeFor(said, author.locale)];
  const head = words.restored(plainLine(author.name, MAX_NAME_CHARS) || author.id);
  const pieces = plainPieces(said, MAX_PIECE_CHARS);
  const files = plainLine(fileNames.join(", "), MAX_FILES_CHARS);
  return pieces.map((piece, at) => ({
    // No names in it: it is mrkdwn.
    text: words.copy,
    blocks: [
      richText(
        ...(at === 0 ? [section(text(head))] : []),
        quote(piece),
        ...(at === pieces.length - 1 && files !== "" ? [section(text(words.restoredFiles(files)))] : []),
      ),
    ],
    ...(thread ? { thread } : {}),
  }));
}
