import { hash } from "node:crypto";
import { type OwnPost, PlatformError, type ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { PlaceId } from "../../src/core/types.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusedAs } from "./api-error.ts";
import { ratingRow } from "./buttons.ts";
import { madeAt, parsePlaceId, type Snowflake, snowflakeAt } from "./ids.ts";
import { messagesOf } from "./messages-of.ts";
import { oldestFirst } from "./pages.ts";
import type { Places } from "./places.ts";
import { createRevise } from "./revise.ts";
import type { Rules } from "./rules.ts";
import { createScreen } from "./screen.ts";

/** What is remembered of a post of Maru's own: no words of it. */
interface PostRecord {
  /** `opening`: some of it may or may not have been posted. */
  readonly state: "opening" | "finished" | "removed";
  readonly channel: Snowflake;
  /** Its messages, in order. */
  readonly messages: readonly Snowflake[];
  /** Unix ms: when it was last tried. */
  readonly at: number;
  /** Hashes of the texts that were about to be posted, by which they are found again. */
  readonly expected?: readonly string[];
  /** How often it was given another text since it was finished. */
  readonly revisions?: number;
}

/** As long as summaries are kept. */
const KEEP_MS = 30 * 24 * 60 * 60 * 1000;
/** So much Maru's clock may differ from Discord's, and so long a request may wait for its turn. */
const SLACK_MS = 10 * 60 * 1000;

/**
 * `ChatAdapter.openPost`: what Maru posts that answers nobody, once for its key. What a crash left in the dark is looked for in the
 * channel; within some minutes Discord itself gives the first message back for the same nonce.
 */
export function createOwnPosts(parts: {
  readonly api: Api;
  readonly self: Snowflake;
  readonly store: Store;
  readonly places: Pick<Places, "find">;
  readonly rules: Pick<Rules, "mayWorkIn">;
  /** Unix ms. */
  readonly now: () => number;
}): (place: PlaceId, key: string) => Promise<OwnPost> {
  const { api, self, places, rules, now } = parts;
  const stored = parts.store.records<PostRecord>("discord/posts");
  const records = {
    get: (key: string) => stored.get(key),
    async set(key: string, record: PostRecord) {
      await stored.set(key, record, KEEP_MS);
    },
  };
  const revise = createRevise({ api, records });
  const inTurn = createInTurn();

  /** Those of a former try's messages that are there, in order. */
  async function find({ channel, messages, at, expected = [] }: PostRecord): Promise<readonly Snowflake[]> {
    const posted: Snowflake[] = [...messages];
    const missing = expected.slice(posted.length);
    if (missing.length === 0) return posted;
    for await (const { id, author, content } of oldestFirst(api, channel, snowflakeAt(at - SLACK_MS))) {
      if (madeAt(id) > at + SLACK_MS) break;
      if (author.id !== self || posted.includes(id) || fingerprintOf(content) !== missing[0]) continue;
      posted.push(id);
      missing.shift();
    }
    return posted;
  }

  async function post(key: string, channel: Snowflake, markdown: string, kind: ReplyKind): Promise<void> {
    const known = await records.get(key);
    if (known && known.state !== "opening") return;
    const posted = known ? await find(known) : [];
    const texts = messagesOf(markdown);
    const record: PostRecord = {
      state: "opening",
      ...{ channel, messages: posted, at: now(), expected: texts.map(fingerprintOf) },
    };
    await records.set(key, record);
    const screen = createScreen({
      api,
      channel,
      question: hash("sha256", `${key}\n${texts[0]}`, "base64url").slice(0, MAX_NONCE_CHARS),
      posted,
      note: (messages) => records.set(key, { ...record, messages }),
    });
    await screen.show(markdown, [], true);
    const [first] = screen.messages;
    if (!screen.gone && kind !== "notice" && first) await screen.show(markdown, ratingRow(first), true);
    const { expected: _, ...ended } = record;
    await records.set(key, {
      ...ended,
      state: screen.gone ? "removed" : "finished",
      messages: screen.messages,
    });
    if (screen.gone) throw new PlatformError("gone", `Nothing can be posted in ${channel} (any more).`);
  }

  return async (place, name) => {
    // A key of the store has at most 512 characters.
    const key = hash("sha256", name, "base64url");
    const before = await records.get(key);
    const channel = before?.channel ?? (await channelOf(place));

    return {
      finished: before !== undefined && before.state !== "opening",
      finish: (markdown, kind) =>
        inTurn(key, async () => {
          try {
            await post(key, channel, markdown, kind);
          } catch (error) {
            if (!refusedAs(error, "missingPermissions", "cannotMessageUser")) throw error;
            throw new PlatformError("forbidden", `Maru may not write in ${channel}.`, { cause: error });
          }
        }),
      revise: (markdown) => inTurn(key, () => revise(key, markdown)),
    };
  };

  async function channelOf(place: PlaceId): Promise<Snowflake> {
    const id = parsePlaceId(place);
    const where = id === undefined ? undefined : await places.find(id);
    if (!where || where.place.id !== place)
      throw new PlatformError("gone", `${place} is no place of Discord's.`);
    if (!rules.mayWorkIn(where))
      throw new PlatformError("forbidden", `The config does not let Maru work in ${place}.`);
    if (where.isForum && where.kind === "channel")
      throw new PlatformError("forbidden", `${place} is a forum: nothing can be written in it but posts.`);
    return where.channel;
  }
}

/** Docs: resources/message#create-message. */
const MAX_NONCE_CHARS = 25;

/** Discord leaves the white space around a text out. */
const fingerprintOf = (text: string): string => hash("sha256", text.trim(), "base64url").slice(0, 16);
