import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type ChatAdapter,
  PlatformError,
  type Range,
  type Scope,
  StoreError,
} from "../../src/core/ports/index.ts";
import type { Message, MessageId } from "../../src/core/types.ts";
import { FakeCore } from "../fakes/core.ts";

/** A message as a person sees it on the platform. */
export interface Seen {
  readonly id: MessageId;
  readonly text: string;
  readonly bySelf: boolean;
}

/** Somebody who uses the platform as people do. Ids are those of the core's `Message`. */
export interface ContractPerson {
  readonly name: string;
  /** Posts in the shared channel, in a thread of it, or in the person's direct place. Rejects when refused. */
  post(text: string, where?: { readonly thread?: MessageId; readonly direct?: boolean }): Promise<MessageId>;
  edit(message: MessageId, text: string): Promise<void>;
  remove(message: MessageId): Promise<void>;
  /** Presses Stop on the reply to this message. */
  stop(question: MessageId): Promise<void>;
  rate(reply: MessageId, rating: "up" | "down" | null): Promise<void>;
  /** What stands in the thread of this root now, the root first. */
  see(root: MessageId): Promise<readonly Seen[]>;
  /** What stands in the shared channel itself now, without its threads' replies, oldest first. */
  look(): Promise<readonly Seen[]>;
}

/** One platform with an adapter connected to it. */
export interface ContractWorld {
  readonly adapter: ChatAdapter;
  person(name: string): Promise<ContractPerson>;
  /** Makes the platform itself say something in the shared channel, e.g. that somebody joined it. Absent: it never does. */
  announce?(): Promise<void>;
  /** Ends the adapter and starts another on the same store and platform. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface AdapterHarness {
  /** Set where each message of a direct place that answers no other starts a thread, rather than all being one. */
  readonly directThreads?: true;
  /** Set where people can change their rating, but not take it back. */
  readonly ratingsStay?: true;
  /** Starts an adapter of an assistant called Maru that delivers to `core`. */
  open(core: FakeCore): Promise<ContractWorld>;
}

/** The contract of `ChatAdapter` (src/core/ports/chat-adapter.ts), for every platform. */
export function adapterContract(name: string, harness: AdapterHarness): void {
  describe(`${name} keeps the adapter's contract`, () => {
    let core: FakeCore;
    let world: ContractWorld;
    let ann: ContractPerson;

    beforeEach(async () => {
      core = new FakeCore();
      world = await harness.open(core);
      ann = await world.person("Ann Lee");
    });
    afterEach(() => world.close());

    const read = (scope: Scope, range?: Range) => Array.fromAsync(world.adapter.history(scope, range));
    /** A text that grows may end with a space: a word that may go on need not be shown yet. */
    const texts = (messages: readonly { readonly text: string }[]) =>
      messages.map(({ text }) => text.trimEnd());
    /** Posts, and returns the message as the core got it. */
    const say = async (
      person: ContractPerson,
      text: string,
      where?: Parameters<ContractPerson["post"]>[1],
    ) => {
      const id = await person.post(text, where);
      return (await core.until("message", ({ message }) => message.id === id)).message;
    };

    test("a message is delivered once, with everything that the core needs to know of it", async () => {
      const message = await say(ann, "Is **lunch** ready?\n한글 👋");
      expect(message).toMatchObject({
        text: "Is **lunch** ready?\n한글 👋",
        startsThread: true,
        place: { kind: "channel" },
        author: { name: "Ann Lee", kind: "person" },
        mentions: [],
      } satisfies Partial<Record<keyof Message, unknown>>);
      for (const id of [message.id, message.thread, message.place.id, message.author.id]) {
        expect(id).toMatch(new RegExp(`^${world.adapter.name}:`));
      }
      expect(new Date(message.sentAt).toISOString()).toBe(message.sentAt);
      expect(URL.canParse(message.link)).toBe(true);
      expect(core.deliveries).toHaveLength(1);
      expect(core.deliveries[0]).toMatch(new RegExp(`^${world.adapter.name}:`));
    });

    test("a reply in a thread says which thread it stands in and does not start one", async () => {
      const root = await say(ann, "root");
      const reply = await say(ann, "reply", { thread: root.id });
      expect(reply).toMatchObject({ thread: root.thread, startsThread: false, place: root.place });
      expect((await say(ann, "elsewhere")).thread).not.toBe(root.thread);
    });

    const inDirect = (text: string) => say(ann, text, { direct: true });

    async function directPlaceWithThreads(): Promise<void> {
      const [first, second] = [await inDirect("hello"), await inDirect("something else")];
      const follow = await say(ann, "again", { thread: first.id });
      for (const message of [first, second, follow])
        expect(message).toMatchObject({ place: { ...first.place, kind: "direct" }, startsThread: false });
      expect(second.thread).not.toBe(first.thread);
      expect(follow.thread).toBe(first.thread);
      expect(texts(await read({ thread: first.thread }))).toEqual(["hello", "again"]);
    }

    async function directPlaceAsOneThread(): Promise<void> {
      const [first, second] = [await inDirect("hello"), await inDirect("again")];
      expect(first).toMatchObject({ place: { kind: "direct" }, startsThread: false });
      expect(second.thread).toBe(first.thread);
      expect(texts(await read({ thread: first.thread }))).toEqual(["hello", "again"]);
    }

    if (harness.directThreads) test("a direct place has threads that nobody starts", directPlaceWithThreads);
    else test("a direct place is one thread that nobody starts", directPlaceAsOneThread);

    test("mentions are told apart, and code and e-mail addresses mention nobody", async () => {
      await world.person("Bob");
      const { mentions } = await say(ann, "@Maru ask @Bob, not @Ann Lee");
      expect(mentions.map(({ kind, name }) => [kind, name])).toEqual([
        ["self", "Maru"],
        ["person", "Bob"],
        ["person", "Ann Lee"],
      ]);
      expect((await say(ann, "`@Maru` me@Maru.example\n```\n@Bob\n```")).mentions).toEqual([]);
    });

    test("a delivery that the core rejects is told to the person, and nothing is lost by trying again", async () => {
      core.refusing = new StoreError("full", "No space left. Make room.");
      await expect(ann.post("too early")).rejects.toThrow();
      expect(core.events).toEqual([]);
      core.refusing = undefined;
      const message = await say(ann, "now");
      expect(texts(await read({ thread: message.thread }))).toEqual(["now"]);
    });

    test("an edit is delivered with the new text, and the past has it too", async () => {
      const message = await say(ann, "teh question");
      await ann.edit(message.id, "the question for @Maru");
      const edited = await core.until("edited");
      expect(edited.message).toMatchObject({ id: message.id, text: "the question for @Maru" });
      expect(edited.message.mentions).toHaveLength(1);
      await ann.edit(message.id, "third");
      const again = await core.until("edited", (event) => event.message.text === "third");
      expect(again.id).not.toBe(edited.id);
      expect(texts(await read({ thread: message.thread }))).toEqual(["third"]);
    });

    test("a deletion is delivered, and the past is without it", async () => {
      const root = await say(ann, "root");
      const gone = await say(ann, "gone", { thread: root.id });
      await ann.remove(gone.id);
      expect(await core.until("deleted")).toMatchObject({ message: gone.id, thread: root.thread });
      expect(texts(await read({ thread: root.thread }))).toEqual(["root"]);
      expect(texts(await ann.see(root.id))).toEqual(["root"]);
    });

    test("the past is complete, oldest first, and bounded on request", async () => {
      const root = await say(ann, "0");
      const replies: Message[] = [];
      for (let count = 1; count <= 5; count++)
        replies.push(await say(ann, String(count), { thread: root.id }));
      await say(ann, "other thread");
      const { thread } = root;
      expect(texts(await read({ thread }))).toEqual(["0", "1", "2", "3", "4", "5"]);
      const before = replies[3]!.id;
      expect(texts(await read({ thread }, { before }))).toEqual(["0", "1", "2", "3"]);
      expect(texts(await read({ thread }, { before, last: 2 }))).toEqual(["2", "3"]);
      expect(texts(await read({ thread }, { last: 1 }))).toEqual(["5"]);
      expect(texts(await read({ thread }, { last: 0 }))).toEqual([]);
      expect(texts(await read({ thread }, { before: root.id }))).toEqual([]);
      expect(texts(await read({ place: root.place.id }, { last: 2 }))).toEqual(["5", "other thread"]);
      expect(await read({ place: root.place.id })).toHaveLength(7);
      expect((await read({ thread }))[0]).toEqual(root);
    });

    test("a channel's own line is what stands in it, without its threads' replies", async () => {
      const first = await say(ann, "first");
      await say(ann, "reply to the first", { thread: first.id });
      const second = await say(ann, "second");
      await say(ann, "reply to the second", { thread: second.id });
      const third = await say(ann, "third");
      await say(ann, "late reply to the first", { thread: first.id });
      const scope = { line: first.place.id };
      expect(texts(await read(scope))).toEqual(["first", "second", "third"]);
      expect(texts(await read(scope, { last: 2 }))).toEqual(["second", "third"]);
      expect(texts(await read(scope, { before: third.id, last: 1 }))).toEqual(["second"]);
      expect(texts(await read(scope, { before: third.id }))).toEqual(["first", "second"]);
      expect(texts(await read(scope, { last: 0 }))).toEqual([]);
      expect((await read(scope))[0]).toEqual(first);
    });

    test("the past since a time is what was sent then or later", async () => {
      const root = await say(ann, "0");
      const inThread = { thread: root.id };
      const early = await say(ann, "early", inThread);
      let late: Message;
      do late = await say(ann, "late", inThread);
      while (late.sentAt === early.sentAt);
      const last = await say(ann, "last", inThread);
      const other = await say(ann, "other thread");
      const since = late.sentAt;
      const sentSince = (messages: readonly Message[]) =>
        texts(messages.filter(({ sentAt }) => sentAt >= since));
      for (const scope of [{ thread: root.thread }, { place: root.place.id }, { line: root.place.id }]) {
        const all = await read(scope);
        expect(texts(await read(scope, { since }))).toEqual(sentSince(all));
        expect(await read(scope, { since: root.sentAt })).toEqual(all);
        expect(await read(scope, { since: "2100-01-01T00:00:00.000Z" })).toEqual([]);
      }
      const { thread } = root;
      const bounded = sentSince(await read({ thread }, { before: last.id }));
      expect(bounded.at(-1)).toBe("late");
      expect(texts(await read({ thread }, { since, before: last.id }))).toEqual(bounded);
      expect(texts(await read({ thread }, { since, last: 1 }))).toEqual(["last"]);
      expect(texts(await read({ thread }, { since, last: 99 }))).toEqual(sentSince(await read({ thread })));
      expect(texts(await read({ line: other.place.id }, { since, last: 99 }))).toEqual(["other thread"]);
    });

    test("the platform's own words are part of a past that was asked for with them only", async () => {
      const root = await say(ann, "root");
      await world.announce?.();
      const place = root.place.id;
      for (const scope of [{ place }, { line: place }]) {
        expect(texts(await read(scope))).toEqual(["root"]);
        const marked = (await read(scope, { notices: true })).map(({ text, notice }) => notice ?? text);
        expect(marked).toEqual(["root", ...(world.announce ? [true] : [])]);
      }
      await say(ann, "after it");
      expect(core.events.map(({ type }) => type)).toEqual(["message", "message"]);
    });

    test("of an unknown thread or place there is no past", async () => {
      const { name: prefix } = world.adapter;
      for (const forged of ["nowhere", "nowhere/1", "", "/", "general/99999", "general/-1", "general/x"]) {
        expect(await read({ thread: `${prefix}:${forged}` })).toEqual([]);
      }
      expect(await read({ place: `${prefix}:nowhere` })).toEqual([]);
      expect(await read({ place: "other:general" })).toEqual([]);
      expect(await read({ line: `${prefix}:nowhere` })).toEqual([]);
      expect(await read({ line: "other:general" })).toEqual([]);
    });

    test("a reply opens in the thread of its message, grows, and is shown finished once", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      expect(reply.finished).toBe(false);
      await reply.status({ state: "queued", ahead: 2, etaMs: 40_000 });
      await reply.status({ state: "thinking" });
      const shown = async () => texts((await ann.see(question.id)).filter(({ bySelf }) => bySelf));
      await reply.update("Because ");
      await expect.poll(shown).toEqual(["Because"]);
      await reply.update("Because of 👋 it.");
      await reply.finish("Because of 👋 it all.", "answer");
      await expect.poll(shown).toEqual(["Because of 👋 it all."]);
      const past = await read({ thread: question.thread });
      expect(past.map(({ author, text }) => [author.kind, text])).toEqual([
        ["person", "@Maru why?"],
        ["self", "Because of 👋 it all."],
      ]);
      expect(past[1]).toMatchObject({ id: reply.id, startsThread: false, thread: question.thread });
    });

    test("a reply opened again is the same reply, also after a restart", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await reply.update("Half an");
      expect((await world.adapter.openReply(question)).id).toBe(reply.id);
      await world.restart();
      const taken = await world.adapter.openReply(question);
      expect(taken).toMatchObject({ id: reply.id, finished: false });
      await taken.finish("Whole.", "answer");
      await world.restart();
      expect(await world.adapter.openReply(question)).toMatchObject({ id: reply.id, finished: true });
      expect(texts(await ann.see(question.id))).toEqual(["@Maru why?", "Whole."]);
    });

    test("a removed reply is gone, finished or not", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await reply.update("Bec");
      await reply.remove();
      const other = await say(ann, "@Maru how?");
      await (await world.adapter.openReply(other)).finish("So.", "answer");
      await (await world.adapter.openReply(other)).remove();
      for (const { id, thread } of [question, other]) {
        expect(await ann.see(id)).toHaveLength(1);
        expect(await read({ thread })).toHaveLength(1);
      }
    });

    test("a message has one reply, also when it is opened several times at once", async () => {
      const question = await say(ann, "@Maru why?");
      const replies = await Promise.all([1, 2, 3].map(() => world.adapter.openReply(question)));
      expect(new Set(replies.map(({ id }) => id)).size).toBe(1);
      await replies[0]!.update("Because");
      await replies[1]!.finish("Because of it.", "answer");
      expect(texts(await ann.see(question.id))).toEqual(["@Maru why?", "Because of it."]);
      expect(await read({ thread: question.thread })).toHaveLength(2);
    });

    test("a message that is gone, or never was, has no reply, but one that was begun can be removed", async () => {
      const root = await say(ann, "root");
      const inThread = { thread: root.id };
      const [gone, answered] = [await say(ann, "@Maru 1?", inThread), await say(ann, "@Maru 2?", inThread)];
      const begun = await world.adapter.openReply(answered);
      await begun.update("Beg ");
      for (const { id } of [gone, answered]) {
        await ann.remove(id);
        await core.until("deleted", ({ message }) => message === id);
      }
      const refused = await world.adapter.openReply(gone).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(PlatformError);
      expect(refused).toMatchObject({ code: "gone" });
      await expect(
        world.adapter.openReply({ ...gone, id: `${world.adapter.name}:nowhere/1` }),
      ).rejects.toMatchObject({ code: "gone" });
      expect(texts(await ann.see(root.id))).toEqual(["root", "Beg"]);
      const again = await world.adapter.openReply(answered);
      expect(again.id).toBe(begun.id);
      await again.remove();
      expect(texts(await ann.see(root.id))).toEqual(["root"]);
    });

    test("where a reply stands is shown before its first word only", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await reply.update("Because ");
      await reply.status({ state: "loading" });
      const shown = async () => texts((await ann.see(question.id)).filter(({ bySelf }) => bySelf));
      await expect.poll(shown).toEqual(["Because"]);
      await reply.finish("Because.", "answer");
      await reply.status({ state: "thinking" });
      expect(await shown()).toEqual(["Because."]);
    });

    test("the first end of a reply stands: nothing said after it changes anything", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await Promise.all([reply.finish("Because.", "answer"), reply.finish("Or not.", "notice")]);
      await reply.finish("Never.", "notice");
      await reply.update("Once more");
      expect(texts(await ann.see(question.id))).toEqual(["@Maru why?", "Because."]);
      expect(texts(await read({ thread: question.thread }))).toEqual(["@Maru why?", "Because."]);
      await ann.rate(reply.id, "up");
    });

    test("a removed reply stays away, whatever is called afterwards", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await reply.update("Bec");
      await Promise.all([reply.remove(), reply.remove()]);
      await reply.status({ state: "thinking" });
      await reply.update("Because");
      await reply.finish("Because.", "answer");
      await reply.remove();
      expect(await ann.see(question.id)).toHaveLength(1);
      await world.restart();
      expect(await world.adapter.openReply(question)).toMatchObject({ finished: true });
      expect(await ann.see(question.id)).toHaveLength(1);
      expect(await read({ thread: question.thread })).toHaveLength(1);
    });

    test("stopping lets the calls and deliveries that are under way end", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      const held = Promise.withResolvers<void>();
      core.holding = held.promise;
      const begun = core.begun;
      const posted = ann.post("just in time");
      await expect.poll(() => core.begun).toBe(begun + 1);
      let finished = false;
      const finishing = reply.finish("Because.", "answer").then(() => {
        finished = true;
      });
      const stopped = world.adapter.stop().then(() => finished);
      held.resolve();
      expect(await stopped).toBe(true);
      await finishing;
      core.holding = undefined;
      const id = await posted;
      expect(core.events.filter((event) => event.type === "message" && event.message.id === id)).toHaveLength(
        1,
      );
      await world.restart();
      expect(await world.adapter.openReply(question)).toMatchObject({ id: reply.id, finished: true });
      expect(texts(await ann.see(question.id))).toEqual(["@Maru why?", "Because."]);
    });

    test("how far a summary has come is shown until its first word, and nothing of it stays", async () => {
      const question = await say(ann, "@Maru summarise");
      const reply = await world.adapter.openReply(question);
      await reply.status({ state: "summarising" });
      const step = { step: "reading", done: 6, of: 23 } as const;
      await reply.status({ state: "summarising", progress: step });
      await reply.status({ state: "summarising", progress: { ...step, done: 7, remainingMs: 50_000 } });
      await reply.status({ state: "summarising", progress: { step: "merging", done: 1 } });
      await reply.finish("A summary.", "extractive");
      expect(texts(await ann.see(question.id))).toEqual(["@Maru summarise", "A summary."]);
    });

    test("a finished reply can be given another text, also after a restart", async () => {
      const question = await say(ann, "@Maru summarise");
      const reply = await world.adapter.openReply(question);
      await reply.finish("First.", "answer");
      await reply.revise("Second.");
      expect(texts(await ann.see(question.id))).toEqual(["@Maru summarise", "Second."]);
      await world.restart();
      const again = await world.adapter.openReply(question);
      expect(again).toMatchObject({ id: reply.id, finished: true });
      await again.revise("Third, @Ann Lee and @everyone.");
      expect(texts(await ann.see(question.id)).at(-1)).toContain("Third, ");
      const past = await read({ thread: question.thread });
      expect(past).toHaveLength(2);
      expect(past[1]).toMatchObject({ id: reply.id, mentions: [] });
      expect(past[1]?.text).toContain("Third, ");
    });

    test("a revised reply is as long as its new text", async () => {
      const point = (count: number) => `- Point ${count}. ${"Words of the point ".repeat(12).trim()}`;
      const long = Array.from({ length: 40 }, (_, at) => point(at + 1)).join("\n");
      const question = await say(ann, "@Maru summarise");
      const reply = await world.adapter.openReply(question);
      await reply.finish(long, "answer");
      const whole = async () => texts((await ann.see(question.id)).slice(1)).join("\n");
      const points = async () =>
        [...(await whole()).matchAll(/Point (\d+)\./g)].map(([, count]) => Number(count));
      const all = Array.from({ length: 40 }, (_, at) => at + 1);
      expect(await points()).toEqual(all);
      await reply.revise("Short.");
      expect(await whole()).toBe("Short.");
      expect(texts(await read({ thread: question.thread }))).toEqual(["@Maru summarise", "Short."]);
      await world.restart();
      await (await world.adapter.openReply(question)).revise(long);
      expect(await points()).toEqual(all);
    });

    test("a removed reply is not brought back by another text", async () => {
      const question = await say(ann, "@Maru summarise");
      const reply = await world.adapter.openReply(question);
      await reply.finish("First.", "answer");
      await reply.remove();
      await reply.revise("Second.");
      await world.restart();
      await (await world.adapter.openReply(question)).revise("Third.");
      expect(await ann.see(question.id)).toHaveLength(1);
    });

    const lookAtPosts = async () => texts((await ann.look()).filter(({ bySelf }) => bySelf));

    test("a post of Maru's own is seen in the place once it is finished, and once only", async () => {
      const { place } = await say(ann, "good morning");
      const post = await world.adapter.openPost(place.id, "digest/1");
      expect(post.finished).toBe(false);
      expect(await lookAtPosts()).toEqual([]);
      await world.restart();
      const again = await world.adapter.openPost(place.id, "digest/1");
      expect(again.finished).toBe(false);
      await again.finish("A digest for @Ann Lee, @everyone.", "answer");
      await again.finish("Another.", "answer");
      expect(await lookAtPosts()).toEqual([expect.stringContaining("A digest for ")]);
      const past = await read({ line: place.id });
      expect(past.map(({ author, mentions }) => [author.kind, mentions])).toEqual([
        ["person", []],
        ["self", []],
      ]);
      expect(past[1]).toMatchObject({ place });
      await world.restart();
      const once = await world.adapter.openPost(place.id, "digest/1");
      expect(once.finished).toBe(true);
      await once.finish("Once more.", "answer");
      expect(await lookAtPosts()).toHaveLength(1);
      expect(core.events.map(({ type }) => type)).toEqual(["message"]);
    });

    test("posts are told apart by their keys, opened at once or one after another", async () => {
      const { place } = await say(ann, "good morning");
      const [one, same, other] = await Promise.all(
        ["digest/1", "digest/1", "digest/2"].map((key) => world.adapter.openPost(place.id, key)),
      );
      await Promise.all([one!.finish("Today.", "answer"), same!.finish("Today.", "answer")]);
      await other!.finish("Tomorrow.", "extractive");
      expect(await lookAtPosts()).toEqual(["Today.", "Tomorrow."]);
      await other!.revise("Tomorrow, perhaps.");
      expect(await lookAtPosts()).toEqual(["Today.", "Tomorrow, perhaps."]);
      await world.restart();
      await (await world.adapter.openPost(place.id, "digest/1")).revise("Yesterday.");
      expect(await lookAtPosts()).toEqual(["Yesterday.", "Tomorrow, perhaps."]);
    });

    test("nothing can be posted in a place that is not there", async () => {
      const nowhere = world.adapter.openPost(`${world.adapter.name}:nowhere`, "digest/1");
      const refused = await nowhere.catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(PlatformError);
    });

    test("a place is found by its name and by its id", async () => {
      const { place } = await say(ann, "here");
      const id = place.id.slice(world.adapter.name.length + 1);
      expect(await world.adapter.placeNamed(place.name)).toEqual(place);
      expect(await world.adapter.placeNamed(id)).toEqual(place);
      for (const unknown of ["", "nowhere-at-all", place.id.toUpperCase()])
        expect(await world.adapter.placeNamed(unknown)).toBeUndefined();
    });

    test("a permalink says which message it points at, and when that was sent", async () => {
      const root = await say(ann, "root");
      const reply = await say(ann, "reply", { thread: root.id });
      const direct = await inDirect("in private");
      for (const { id, sentAt, link } of [root, reply, direct])
        expect(await world.adapter.locate(link)).toEqual({ id, sentAt });
      for (const foreign of ["", "nonsense", "https://example.com/", "https://example.com/1/2/3", "#"])
        expect(await world.adapter.locate(foreign)).toBeUndefined();
    });

    test("people may read what is said in a channel of theirs, and nobody else's conversation with Maru", async () => {
      const { adapter } = world;
      const bob = await world.person("Bob");
      const [said, reply] = [await say(ann, "in the channel"), await say(bob, "me too")];
      const direct = await inDirect("in private");
      const [me, other] = [said.author.id, reply.author.id];
      const ofChannel = [{ thread: said.thread }, { place: said.place.id }];
      for (const scope of ofChannel)
        for (const reader of [me, other, "everybody"] as const)
          expect(await adapter.mayRead(reader, scope), `${reader} ${JSON.stringify(scope)}`).toBe(true);
      for (const scope of [{ thread: direct.thread }, { place: direct.place.id }]) {
        expect(await adapter.mayRead(me, scope)).toBe(true);
        expect(await adapter.mayRead("everybody", scope)).toBe(true);
        expect(await adapter.mayRead(other, scope)).toBe(false);
      }
      for (const scope of ofChannel) expect(await adapter.mayRead("other:stranger", scope)).toBe(false);
      const { name: prefix } = adapter;
      for (const reader of [me, "everybody"] as const) {
        expect(await adapter.mayRead(reader, { place: `${prefix}:nowhere` })).toBe(false);
        expect(await adapter.mayRead(reader, { thread: `${prefix}:nowhere/1` })).toBe(false);
      }
    });

    test("what Maru writes mentions nobody and is not delivered to it", async () => {
      const question = await say(ann, "@Maru whom?");
      const reply = await world.adapter.openReply(question);
      await reply.finish("Ask @Ann Lee, @Maru, @everyone and <!channel>.", "answer");
      expect((await read({ thread: question.thread })).at(-1)).toMatchObject({ mentions: [] });
      await say(ann, "thanks");
      expect(core.events.map(({ type }) => type)).toEqual(["message", "message"]);
    });

    test("stop and feedback are delivered with who it was", async () => {
      const question = await say(ann, "@Maru why?");
      const reply = await world.adapter.openReply(question);
      await ann.stop(question.id);
      await ann.stop(question.id);
      expect(await core.until("stop")).toMatchObject({
        thread: question.thread,
        question: question.id,
        by: question.author,
      });
      expect(new Set(core.deliveries).size).toBe(3);
      await reply.finish("Because.", "answer");
      const ratings = harness.ratingsStay ? (["up", "down"] as const) : (["up", "down", null] as const);
      for (const rating of ratings) {
        await ann.rate(reply.id, rating);
        expect(await core.until("feedback", (event) => event.rating === rating)).toMatchObject({
          reply: reply.id,
          by: question.author,
        });
      }
      expect(core.events.filter(({ type }) => type === "feedback")).toHaveLength(ratings.length);
    });
  });
}
