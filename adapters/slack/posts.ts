import type { ReplyKind } from "../../src/core/ports/chat-adapter.ts";
import type { MessageId, ThreadId } from "../../src/core/types.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { isUndecided } from "./api-error.ts";
import type { MessageContent, Metadata, Recipient, SlackBlock } from "./api-types.ts";
import type { SlackId, Spot, Ts } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import { newestRoots, oldestOfThread } from "./pages.ts";
import type { RawMessage } from "./raw-message.ts";
import type { ReplyRecord, ReplyRecords } from "./reply-records.ts";

/** The messages of one reply, each posted exactly once. */
export interface Posts {
  /** In order. */
  readonly messages: readonly Ts[];
  /**
   * Posts the reply's next message. `false`: it had been posted before, in a try whose answer got lost, and what it shows is
   * not known.
   */
  add(markdown: string, buttons: readonly SlackBlock[]): Promise<boolean>;
  /** Begins the reply's next message as a stream, in its thread; the result is as with `add`. */
  stream(markdown: string): Promise<boolean>;
  /** Sees to it that the last message is no stream (any more): only then can it be edited. Never rejects. */
  endStream(): Promise<void>;
  /** What makes a message the reply's, and says what it shows. */
  content(
    part: number,
    markdown: string,
    buttons: readonly SlackBlock[],
  ): MessageContent & { metadata: Metadata };
  /** The last message is no more. */
  dropLast(): Promise<void>;
  /** Finds the message that may have been posted before a crash, if any. */
  search(): Promise<void>;
  /** All of the text is shown, and how the reply ended is noted. */
  finished(kind: ReplyKind): Promise<void>;
  /** All messages are gone, and stay so. */
  removed(): Promise<void>;
}

/** Where a reply stands, and what it answers. */
export interface ReplySpot {
  /** The question; of a message that answers nobody, its own id. */
  readonly question: MessageId;
  /** Nothing of the reply is older. */
  readonly spot: Spot;
  readonly thread: ThreadId;
  /** The thread's first message. Absent of a message that answers nobody: it stands in the channel, and begins a thread when it is long. */
  readonly root?: Ts;
}

export interface PostingParts {
  readonly api: Pick<Api, "post" | "startStream" | "endStream" | "replies" | "history">;
  readonly isOwn: (message: RawMessage) => boolean;
  readonly records: ReplyRecords;
  readonly inTurn: InTurn;
  /** Told before something is written in a thread. */
  readonly writing: (channel: SlackId, root: Ts) => void;
}

const EVENT_TYPE = "maru_reply";

/**
 * Slack has nothing by which it would know a message that is posted a second time. So what is to be posted is noted before,
 * and when its fate is not known, it is looked for: by its metadata, which name the question; a stream has none until it
 * is stopped, but it is the only message of Maru's in its thread that nothing is known of, because in a thread only one is posted at a time.
 *
 * @param record what is known of the reply from before
 */
export function createPosts(
  { api, isOwn, records, inTurn, writing }: PostingParts,
  reply: ReplySpot,
  recipient: () => Promise<Recipient | undefined>,
  record: ReplyRecord | undefined,
): Posts {
  const { question, spot, thread } = reply;
  const { channel } = spot;
  const messages: Ts[] = [...(record?.messages ?? [])];
  let isUncertain = record?.state === "posting";
  let kind = record?.kind;

  /** Where its next message stands. */
  const root = (): Ts | undefined => reply.root ?? messages[0];

  const keep = (state: ReplyRecord["state"], all: readonly Ts[] = messages) =>
    records.set({
      state,
      question,
      thread,
      channel,
      messages: [...all],
      ...(kind ? { kind } : {}),
      ...(reply.root ? {} : { since: spot.ts }),
    });

  const metadataOf = (part: number): Metadata => ({
    event_type: EVENT_TYPE,
    event_payload: { question, part },
  });

  async function note(ts: Ts): Promise<void> {
    await records.setPart({ channel, ts }, { question, part: messages.length });
    await keep("open", [...messages, ts]);
    messages.push(ts);
    isUncertain = false;
  }

  /** The next message, if it was posted after all. */
  async function find(): Promise<Ts | undefined> {
    const within = root();
    return within === undefined ? findInChannel() : findInThread(within);
  }

  const isIts = ({ metadata }: RawMessage) =>
    metadata?.event_type === EVENT_TYPE && metadata.event_payload["question"] === question;

  async function findInChannel(): Promise<Ts | undefined> {
    for await (const page of newestRoots(api, channel, { after: spot.ts })) {
      const found = page.find((message) => isOwn(message) && isIts(message));
      if (found) return found.ts;
    }
    return undefined;
  }

  async function findInThread(within: Ts): Promise<Ts | undefined> {
    const after = messages.at(-1) ?? spot.ts;
    let orphan: Ts | undefined;
    for await (const message of oldestOfThread(api, channel, within, { after })) {
      if (!isOwn(message) || message.ts === within) continue;
      if (isIts(message)) return message.ts;
      const { metadata } = message;
      if (metadata || orphan) continue;
      const known = await records.partAt({ channel, ts: message.ts });
      if (!known || known.question === question) orphan = message.ts;
    }
    return orphan;
  }

  async function endStream(): Promise<void> {
    const last = messages.at(-1);
    // Slack says no when it is none, and else what comes tells.
    if (last) await api.endStream(channel, last, metadataOf(messages.length - 1)).catch(() => {});
  }

  const inThread = () => {
    const within = root();
    return within === undefined ? {} : { thread: within };
  };

  const once = (post: () => Promise<Ts>): Promise<boolean> =>
    inTurn(`post ${thread}`, async () => {
      if (isUncertain) {
        const found = await find();
        if (found) {
          await note(found);
          await endStream();
          return false;
        }
      } else await keep("posting");
      const within = root();
      if (within !== undefined) writing(channel, within);
      try {
        await note(await post());
      } catch (error) {
        isUncertain = isUndecided(error);
        const found = isUncertain ? await find() : undefined;
        if (!found) throw error;
        await note(found);
      }
      return true;
    });

  function content(part: number, markdown: string, buttons: readonly SlackBlock[]) {
    const blocks = [{ type: "markdown", text: markdown }, ...buttons];
    return { text: asNotification(markdown), blocks, metadata: metadataOf(part) };
  }

  return {
    get messages() {
      return messages;
    },
    endStream,
    content,
    add: (markdown, buttons) =>
      once(() => api.post(channel, { ...inThread(), ...content(messages.length, markdown, buttons) })),
    async stream(markdown) {
      const to = await recipient();
      return once(() =>
        api.startStream(channel, { thread: root()!, markdown, ...(to ? { recipient: to } : {}) }),
      );
    },
    async dropLast() {
      messages.pop();
      await keep("open");
    },
    async search() {
      if (!isUncertain) return;
      const found = await inTurn(`post ${thread}`, find);
      if (found) await note(found);
    },
    async finished(how) {
      kind = how;
      await keep("finished");
    },
    async removed() {
      kind = undefined;
      await keep("removed");
    },
  };
}
