import { EventEmitter, once } from "node:events";
import {
  type Audience,
  type ChatAdapter,
  type Deliver,
  type OwnPost,
  PlatformError,
  type Range,
  type Reply,
  type ReplyKind,
  type ReplyStatus,
  type Scope,
} from "../../src/core/ports/index.ts";
import type {
  Author,
  ChatEvent,
  ImageId,
  Mention,
  Message,
  MessageImage,
  Place,
  PlaceId,
  ThreadId,
  TurnImage,
} from "../../src/core/types.ts";

/** What people see of one reply of Maru's. */
export interface SeenReply {
  /** The message that it answers; of a post, its key. */
  readonly to: string;
  readonly audience: Audience;
  text: string;
  kind: ReplyKind | undefined;
  removed: boolean;
  /** Everything that happened to it, in order. */
  readonly calls: string[];
  readonly statuses: ReplyStatus[];
}

export interface Said {
  readonly by?: Author;
  readonly place?: Place;
  /** A message of the thread to speak in; without it the message starts a thread of its own. */
  readonly inThreadOf?: Message;
  readonly mentions?: readonly Mention[];
  readonly images?: readonly MessageImage[];
}

export const alice: Author = { id: "fake:alice", name: "Alice", kind: "person", locale: "en" };
export const bob: Author = { id: "fake:bob", name: "Bob", kind: "person", locale: "en" };
export const general: Place = { id: "fake:general", name: "general", kind: "channel" };
export const self: Author = { id: "fake:maru", name: "Maru", kind: "self" };
const mentionOfSelf: Mention = { id: "fake:maru", name: "Maru", kind: "self" };

/**
 * A chat platform in memory: channels, threads, replies with one reply per message however often it is opened.
 * It outlives the core that is connected to it, so a test can "crash" the core and start another.
 */
export class FakePlatform {
  readonly messages: Message[] = [];
  readonly replies = new Map<string, SeenReply>();
  readonly #changes = new EventEmitter().setMaxListeners(0);
  #deliver: Deliver | undefined;
  #count = 0;
  /** Calls that fail from now on, by method; each failure is used up. */
  readonly failing: Record<"openReply" | "update" | "finish", number> = {
    openReply: 0,
    update: 0,
    finish: 0,
  };

  /** `<person or everybody> <thread or place>`: who cannot read what. */
  readonly unreadable = new Set<string>();
  /** `<person> <place>`: until when somebody has read. */
  readonly readUntil = new Map<string, string>();

  /** What images show; others are gone. */
  readonly pictures = new Map<ImageId, TurnImage>();
  /** Images that were fetched, in order. */
  readonly fetched: ImageId[] = [];

  #finishing: Promise<void> | undefined;
  /** Lets what is to be finished go on. */
  releaseFinish = () => {};

  /** Keeps what is to be finished from being shown until it is let go on. */
  holdFinish(): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#finishing = promise;
    this.releaseFinish = resolve;
  }

  /** Names that threads were given, where the platform has names for them. */
  readonly threadNames = new Map<ThreadId, string>();

  /** The adapter for one run of the core. */
  connect({ named = false } = {}): ChatAdapter {
    return {
      ...(named
        ? {
            nameThread: async (thread: ThreadId, title: string) => {
              this.threadNames.set(thread, title);
              this.#changes.emit("change");
            },
          }
        : {}),
      name: "fake",
      start: async (deliver) => {
        this.#deliver = deliver;
      },
      stop: async () => {
        this.#deliver = undefined;
      },
      history: (scope, range) => this.#history(scope, range),
      openReply: async (to, audience) => this.#openReply(to, audience),
      openPost: async (place, key) => this.#openPost(place, key),
      placeNamed: async (name) => [general].find((place) => place.name === name),
      locate: async (link) => this.messages.find((message) => message.link === link),
      mayRead: async (reader, scope) =>
        !this.unreadable.has(`${reader} ${"thread" in scope ? scope.thread : scope.place}`),
      readImage: async ({ id }, { signal }) => {
        signal.throwIfAborted();
        this.fetched.push(id);
        const picture = this.pictures.get(id);
        if (!picture) throw new Error(`${id} is gone`);
        return picture;
      },
      lastRead: async (person, place) => this.readUntil.get(`${person} ${place}`),
    };
  }

  /** Posts a message without delivering it: it was there before Maru came. */
  post(text: string, { by = alice, place = general, inThreadOf, mentions, images }: Said = {}): Message {
    const seq = ++this.#count;
    const message: Message = {
      id: `fake:${seq}`,
      thread: inThreadOf ? inThreadOf.thread : place.kind === "direct" ? `${place.id}/dm` : `fake:t${seq}`,
      startsThread: !inThreadOf && place.kind === "channel",
      place,
      author: by,
      text,
      mentions: mentions ?? (/@maru/i.test(text) ? [mentionOfSelf] : []),
      ...(images ? { images } : {}),
      sentAt: new Date(Date.UTC(2026, 0, 1, 9, seq)).toISOString(),
      link: `https://chat.example/${seq}`,
    };
    this.messages.push(message);
    return message;
  }

  /** The platform itself says something in a thread: a join, a new name. */
  note(text: string, inThreadOf: Message): void {
    const note = this.post(text, { inThreadOf });
    this.messages[this.messages.indexOf(note)] = { ...note, notice: true };
  }

  /** Posts a message and delivers it. */
  async say(text: string, said?: Said): Promise<Message> {
    const message = this.post(text, said);
    await this.deliver({ type: "message", id: `fake:event/${message.id}`, message });
    return message;
  }

  async edit(message: Message, text: string): Promise<Message> {
    const edited = { ...message, text };
    this.messages[this.messages.indexOf(message)] = edited;
    await this.deliver({ type: "edited", id: `fake:edit/${message.id}/${++this.#count}`, message: edited });
    return edited;
  }

  async delete(message: Message): Promise<void> {
    this.messages.splice(this.messages.indexOf(message), 1);
    await this.deliver({
      type: "deleted",
      id: `fake:delete/${message.id}`,
      message: message.id,
      thread: message.thread,
    });
  }

  /** Presses Stop on the reply to a message. */
  async stop(message: Message, by = alice): Promise<void> {
    const id = `fake:stop/${++this.#count}`;
    await this.deliver({ type: "stop", id, thread: message.thread, question: message.id, by });
  }

  async deliver(event: ChatEvent): Promise<void> {
    if (!this.#deliver) throw new Error("nobody is connected");
    await this.#deliver(JSON.parse(JSON.stringify(event)));
  }

  replyTo(message: Message): SeenReply | undefined {
    return this.replies.get(message.id);
  }

  /** Waits until the reply to the message satisfies the condition. */
  async until(
    message: { readonly id: string },
    condition: (reply: SeenReply) => boolean,
  ): Promise<SeenReply> {
    for (;;) {
      const reply = this.replies.get(message.id);
      if (reply && condition(reply)) return reply;
      await once(this.#changes, "change", { signal: AbortSignal.timeout(30_000) });
    }
  }

  /** Waits until the thread has a name. */
  async named(thread: ThreadId): Promise<string> {
    for (;;) {
      const name = this.threadNames.get(thread);
      if (name !== undefined) return name;
      await once(this.#changes, "change", { signal: AbortSignal.timeout(30_000) });
    }
  }

  finished(message: Message): Promise<SeenReply> {
    return this.until(message, (reply) => reply.kind !== undefined);
  }

  async *#history(scope: Scope, range: Range = {}): AsyncIterable<Message> {
    const scoped = this.messages.filter(
      (message) =>
        isIn(scope, message) && message.sentAt >= (range.since ?? "") && (range.notices || !message.notice),
    );
    const end = range.before ? scoped.findIndex((message) => message.id === range.before) : scoped.length;
    yield* scoped
      .slice(0, end < 0 ? scoped.length : end)
      .slice(-(range.last ?? scoped.length) || scoped.length);
  }

  #openReply(to: Message, audience: Audience = "all"): Reply {
    this.#failIfToldTo("openReply");
    const known = this.replies.has(to.id) || this.messages.some((message) => message.id === to.id);
    if (!known) throw new PlatformError("gone", `There is no message ${to.id}.`);
    return this.#opened(to.id, to, audience);
  }

  #openPost(place: PlaceId, key: string): OwnPost {
    const sentAt = new Date(Date.UTC(2026, 0, 1, 23)).toISOString();
    const thread: ThreadId = `${place}/${key}`;
    return this.#opened(key, { place: { ...general, id: place }, thread, sentAt, link: "" }, "all");
  }

  #opened(key: string, to: Pick<Message, "place" | "thread" | "sentAt" | "link">, audience: Audience): Reply {
    const reply = this.replies.get(key) ?? {
      to: key,
      audience,
      text: "",
      kind: undefined,
      removed: false,
      calls: [],
      statuses: [],
    };
    this.replies.set(key, reply);
    reply.calls.push("open");
    const changed = () => this.#changes.emit("change");
    changed();
    return {
      id: `fake:reply/${key}`,
      finished: reply.kind !== undefined || reply.removed,
      status: async (status) => {
        reply.statuses.push(status);
        reply.calls.push(`status ${status.state}`);
        changed();
      },
      update: async (markdown) => {
        this.#failIfToldTo("update");
        reply.text = markdown;
        reply.calls.push("update");
        changed();
      },
      finish: async (markdown, kind) => {
        this.#failIfToldTo("finish");
        reply.calls.push("finishing");
        changed();
        await this.#finishing;
        if (reply.kind !== undefined) throw new Error("finished twice");
        reply.text = markdown;
        reply.kind = kind;
        reply.calls.push("finish");
        this.messages.push({
          ...to,
          id: `fake:reply/${key}`,
          author: self,
          text: markdown,
          mentions: [],
          startsThread: false,
        });
        changed();
      },
      revise: async (markdown) => {
        if (reply.kind === undefined || reply.removed) return;
        reply.text = markdown;
        reply.calls.push("revise");
        changed();
      },
      remove: async () => {
        reply.removed = true;
        reply.calls.push("remove");
        changed();
      },
    };
  }

  #failIfToldTo(call: keyof FakePlatform["failing"]): void {
    if (this.failing[call] === 0) return;
    this.failing[call] -= 1;
    throw new Error(`the platform refused ${call}`);
  }
}

function isIn(scope: Scope, { thread, place, startsThread }: Message): boolean {
  if ("thread" in scope) return thread === scope.thread;
  if ("place" in scope) return place.id === scope.place;
  return place.id === scope.line && (startsThread || place.kind === "direct");
}
