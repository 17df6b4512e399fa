import { describe, expect, it } from "vitest";
import { messagesOf } from "../../../../adapters/web/page/state/conversations.ts";
import { reduce } from "../../../../adapters/web/page/state/reduce.ts";
import {
  emptyState,
  type Happening,
  type Outgoing,
  type State,
} from "../../../../adapters/web/page/state/state.ts";
import { stoppableIn } from "../../../../adapters/web/page/state/stoppable.ts";
import type { ChatMessage, TalkEvent, WirePerson } from "../../../../adapters/web/wire.ts";

const hana: WirePerson = { id: "p1", name: "Hana", kind: "person" };
const jonas: WirePerson = { id: "p2", name: "Jonas", kind: "person" };
const maru: WirePerson = { id: "self", name: "Maru", kind: "self" };

function message(seq: number, text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  return { place: "general", seq, author: jonas, text, sentAt: "2026-11-21T10:00:00Z", ...more };
}

const openReply = (seq: number, text: string): ChatMessage =>
  message(seq, text, { root: 1, author: maru, reply: { to: 1, state: "open" } });

const play = (state: State, ...happenings: Happening[]): State => happenings.reduce(reduce, state);
const live = (...events: TalkEvent[]): Happening => ({ type: "live", events });
const told = (message: ChatMessage): TalkEvent => ({ type: "message", message });
const page = (
  state: State,
  messages: ChatMessage[],
  more: Partial<Extract<Happening, { type: "page" }>> & { hasMore?: boolean } = {},
): Happening => {
  const { hasMore = false, ...rest } = more;
  const base = { place: "general", root: 0, position: "newest" as const, since: state.held.tick };
  return { type: "page", ...base, page: { messages, more: hasMore }, ...rest };
};
const texts = (state: State, root = 0) => messagesOf(state.held, "general", root).map(({ text }) => text);
const seqs = (state: State, root = 0) => messagesOf(state.held, "general", root).map(({ seq }) => seq);

const entered = play(emptyState, {
  type: "entered",
  me: {
    person: hana,
    people: [hana],
    places: [
      { id: "general", name: "general", kind: "channel" },
      { id: "random", name: "random", kind: "channel" },
    ],
    moderator: false,
    read: {},
  },
  seen: {},
});
const inGeneral = play(entered, { type: "route", route: { place: "general" } });
const reading = play(inGeneral, { type: "reading", place: "general", root: 0 });
const readingThread = play(inGeneral, { type: "reading", place: "general", root: 1 });
const ready = play(reading, page(reading, [message(1, "one"), message(2, "two")]));
const thread = play(readingThread, page(readingThread, [message(1, "q"), openReply(2, "")], { root: 1 }));
const grew = (from: number, text: string, seq = 2): TalkEvent => ({
  type: "grew",
  place: "general",
  seq,
  root: 1,
  from,
  text,
});

describe("messages as they come in", () => {
  it("stand in their order, each once, however often and in whatever order they are told", () => {
    const state = play(
      ready,
      live(told(message(5, "five")), told(message(3, "three")), told(message(5, "five!"))),
    );
    expect(texts(state)).toEqual(["one", "two", "three", "five!"]);
    expect(play(state, live(told(message(5, "five!")), told(message(3, "three")))).held.messages).toEqual(
      state.held.messages,
    );
  });

  it("go into their thread, not into the channel", () => {
    const state = play(ready, live(told(message(3, "reply", { root: 1 }))));
    expect(texts(state)).toEqual(["one", "two"]);
    expect(texts(play(thread, live(told(message(3, "reply", { root: 1 })))), 1)).toEqual(["q", "", "reply"]);
  });

  it("vanish when they are removed, also while a page that still has them is on the way", () => {
    const state = play(ready, { type: "reading", place: "general", root: 0 });
    const late = page(state, [message(1, "one"), message(2, "two"), message(3, "three")]);
    const removed = play(state, live({ type: "removed", place: "general", seq: 2 }), late);
    expect(seqs(removed)).toEqual([1, 3]);
  });

  it("that came in while the first page was read are kept, and newer than the page", () => {
    const asked = page(reading, [message(1, "one, as it was"), message(2, "two")]);
    const state = play(reading, live(told(message(1, "one, edited")), told(message(3, "three"))), asked);
    expect(texts(state)).toEqual(["one, edited", "two", "three"]);
  });

  it("far back are not torn out of their place: an edit of an unread one is left for later", () => {
    const more = play(reading, page(reading, [message(50, "fifty")], { hasMore: true }));
    expect(seqs(play(more, live(told(message(7, "edited")))))).toEqual([50]);
  });

  it("are given back when a stream grows very long, and can be read again", () => {
    const many = Array.from({ length: 2_000 }, (_, index) => told(message(index + 3, "x")));
    const state = play(ready, live(...many));
    expect(seqs(state).length).toBeLessThanOrEqual(1_200);
    expect(state.held.messages.size).toBe(seqs(state).length);
    expect(seqs(state).at(-1)).toBe(2_002);
    expect(state.held.streams.get("general/0")?.more).toBe(true);
  });
});

describe("an answer that is written", () => {
  it("grows, and can be cut", () => {
    const state = play(thread, live(grew(0, "Hel"), grew(3, "lo"), grew(5, " wrold")));
    expect(texts(state, 1)[1]).toBe("Hello wrold");
    expect(texts(play(state, live(grew(6, "world"))), 1)[1]).toBe("Hello world");
    expect(texts(play(state, live(grew(0, ""))), 1)[1]).toBe("");
  });

  it("is not changed by being told the same growth twice", () => {
    const state = play(thread, live(grew(0, "Hello"), grew(5, " you"), grew(5, " you")));
    expect(texts(state, 1)[1]).toBe("Hello you");
  });

  it("counts in UTF-16 units, as the server does", () => {
    expect(texts(play(thread, live(grew(0, "👍"), grew(2, "가"))), 1)[1]).toBe("👍가");
  });

  it("is read again when a piece is missing, instead of being shown wrong", () => {
    const state = play(thread, live(grew(0, "Hello"), grew(9, "late")));
    expect(texts(state, 1)[1]).toBe("Hello");
    expect(state.held.streams.get("general/1")?.stale).toBe(true);
    const mended = play(state, page(state, [message(1, "q"), openReply(2, "Hello my late")], { root: 1 }));
    expect(texts(mended, 1)[1]).toBe("Hello my late");
    expect(mended.held.streams.get("general/1")?.stale).toBe(false);
  });

  it("loses nothing that it grew by while its page was on the way", () => {
    const asked = page(readingThread, [message(1, "q"), openReply(2, "Hello")], { root: 1 });
    const state = play(readingThread, live(grew(5, " my"), grew(8, " friend")), asked);
    expect(texts(state, 1)[1]).toBe("Hello my friend");
  });

  it("does not change after its end, and keeps its status until then", () => {
    const queued: TalkEvent = {
      type: "status",
      place: "general",
      seq: 2,
      root: 1,
      status: { state: "queued", ahead: 2, etaMs: 40_000 },
    };
    const waiting = play(thread, live(queued));
    expect(waiting.held.messages.get("general/2")?.reply?.status).toEqual(queued.status);
    const done = message(2, "Final", {
      root: 1,
      author: maru,
      reply: { to: 1, state: "done", kind: "answer" },
    });
    const state = play(waiting, live(told(done), grew(0, "Late"), queued));
    expect(state.held.messages.get("general/2")).toEqual(done);
  });

  it("is no longer being stopped once it is done", () => {
    const other: Happening = { type: "stopping", reply: "general/4", on: true };
    const stopping = play(thread, { type: "stopping", reply: "general/2", on: true }, other);
    expect(stopping.stopping).toEqual(["general/2", "general/4"]);
    const done = message(2, "So", { root: 1, author: maru, reply: { to: 1, state: "done", kind: "answer" } });
    expect(play(stopping, live(told(done))).stopping).toEqual(["general/4"]);
  });

  it("is the one that Esc stops, before those that wait, and once", () => {
    const waiting = (seq: number): ChatMessage => ({
      ...openReply(seq, ""),
      reply: { to: 1, state: "open", status: { state: "queued", ahead: 1 } },
    });
    const all = [message(1, "q"), waiting(2), openReply(3, "So"), waiting(4)];
    const state = play(readingThread, page(readingThread, all, { root: 1 }));
    expect(stoppableIn(state, "general", 1)?.seq).toBe(3);
    expect(
      stoppableIn(play(state, { type: "stopping", reply: "general/3", on: true }), "general", 1),
    ).toBeUndefined();
    const queued = play(
      readingThread,
      page(readingThread, [message(1, "q"), waiting(2), waiting(4)], { root: 1 }),
    );
    expect(stoppableIn(queued, "general", 1)?.seq).toBe(2);
    expect(stoppableIn(state, "general", 0)).toBeUndefined();
  });
});

describe("pages of messages", () => {
  it("further back are put before what is held", () => {
    const newest = play(reading, page(reading, [message(5, "five"), message(6, "six")], { hasMore: true }));
    const state = play(
      newest,
      page(newest, [message(3, "three"), message(4, "four")], { position: "older" }),
    );
    expect(seqs(state)).toEqual([3, 4, 5, 6]);
    expect(state.held.streams.get("general/0")?.more).toBe(false);
  });

  it("read again after a lost connection bring what was missed and take away what was deleted", () => {
    const again = page(ready, [message(2, "two, edited"), message(9, "nine")], { hasMore: true });
    expect(texts(play(ready, again))).toEqual(["one", "two, edited", "nine"]);
    const without = page(ready, [message(1, "one"), message(9, "nine")]);
    expect(seqs(play(ready, without))).toEqual([1, 9]);
  });

  it("that do not join what is held replace it, so that nothing is missing in between", () => {
    const state = play(ready, page(ready, [message(90, "ninety")], { hasMore: true }));
    expect(seqs(state)).toEqual([90]);
    expect(state.held.streams.get("general/0")?.more).toBe(true);
  });

  it("around an old message stand alone: what comes in newly does not belong to their end", () => {
    const window = play(ready, page(ready, [message(30, "thirty")], { position: "window", hasMore: true }));
    expect(seqs(play(window, live(told(message(99, "new")))))).toEqual([30]);
    expect(seqs(play(window, page(window, [message(99, "new")], { hasMore: true })))).toEqual([99]);
  });

  it("that cannot be read leave what is held", () => {
    const state = play(ready, { type: "reading-failed", place: "general", root: 0 });
    expect(texts(state)).toEqual(["one", "two"]);
    expect(
      play(reading, { type: "reading-failed", place: "general", root: 0 }).held.streams.get("general/0")
        ?.state,
    ).toBe("failed");
  });

  it("of hidden places are forgotten after a lost connection", () => {
    const elsewhere = play(ready, { type: "route", route: { place: "random" } }, { type: "forgot-hidden" });
    expect(elsewhere.held.messages.size).toBe(0);
    expect(play(ready, { type: "forgot-hidden" }).held.messages.size).toBe(2);
  });
});

describe("a message on its way", () => {
  const outgoing: Outgoing = {
    nonce: "n1",
    place: "general",
    root: 0,
    text: "hello",
    sentAt: "2026-11-21T10:00:00Z",
    state: "sending",
  };
  const own = message(3, "hello", { author: hana });

  it("is shown once, whether the live event or the answer comes first", () => {
    const sending = play(ready, { type: "sending", outgoing });
    const echoed = play(sending, live(told(own)));
    expect(echoed.outbox.filter(({ echo }) => echo === undefined)).toEqual([]);
    const sent = play(echoed, { type: "sent", nonce: "n1", message: own });
    expect(sent.outbox).toEqual([]);
    expect(seqs(sent)).toEqual([1, 2, 3]);
    const other = play(sending, { type: "sent", nonce: "n1", message: own }, live(told(own)));
    expect(seqs(other)).toEqual([1, 2, 3]);
    expect(other.outbox).toEqual([]);
  });

  it("written twice with the same words is two messages", () => {
    const twice = play(
      ready,
      { type: "sending", outgoing },
      { type: "sending", outgoing: { ...outgoing, nonce: "n2" } },
      live(told(own)),
    );
    expect(twice.outbox.map(({ echo }) => echo)).toEqual([3, undefined]);
    expect(play(twice, live(told(own))).outbox.map(({ echo }) => echo)).toEqual([3, undefined]);
  });

  it("that fails stays with its text and the reason", () => {
    const failed = play(
      ready,
      { type: "sending", outgoing },
      { type: "send-failed", nonce: "n1", fault: "store-full" },
    );
    expect(failed.outbox).toEqual([{ ...outgoing, state: "failed", fault: "store-full" }]);
    expect(play(failed, { type: "sending", outgoing }).outbox).toEqual([outgoing]);
    expect(play(failed, { type: "discarded", nonce: "n1" }).outbox).toEqual([]);
  });
});

describe("unread marks", () => {
  const elsewhere = (seq: number, text: string, more: Partial<ChatMessage> = {}) =>
    told(message(seq, text, { place: "random", ...more }));

  it("count others' new messages elsewhere, and tell when one is named", () => {
    const state = play(
      ready,
      live(
        elsewhere(1, "a"),
        elsewhere(2, "@hana see", { mentions: ["Hana"] }),
        elsewhere(3, "me", { author: hana }),
      ),
    );
    expect(state.unread["random"]).toEqual({ count: 2, mentioned: true });
    expect(play(state, live(elsewhere(2, "@hana see, edited"))).unread["random"]?.count).toBe(2);
  });

  it("go when the place is opened, and the divider stands where reading ended", () => {
    const seen = play(ready, {
      type: "entered",
      me: ready.me ?? expect.fail("nobody"),
      seen: { random: 4 },
    });
    const state = play(seen, live(elsewhere(5, "a")), { type: "route", route: { place: "random" } });
    expect(state.unread["random"]).toBeUndefined();
    expect(state.newAfter).toBe(4);
    expect(state.seen["random"]).toBe(5);
  });

  it("are made in the place shown while the tab cannot be seen, and go when it is seen again", () => {
    const hidden = play(ready, { type: "visible", visible: false }, live(told(message(3, "three"))));
    expect(hidden.unread["general"]?.count).toBe(1);
    expect(play(hidden, { type: "visible", visible: true }).unread["general"]).toBeUndefined();
  });

  it("are not made by threads of others", () => {
    const state = play(ready, live(elsewhere(2, "reply", { root: 1 })));
    expect(state.unread["random"]).toBeUndefined();
  });

  it("tell what one missed: until one speaks there, or goes elsewhere", () => {
    const seen: Happening = { type: "entered", me: ready.me ?? expect.fail("nobody"), seen: { random: 4 } };
    const missed = play(ready, seen, live(elsewhere(5, "a")), { type: "route", route: { place: "random" } });
    expect(missed.missed).toBe(true);
    expect(play(missed, live(elsewhere(6, "b"))).missed).toBe(true);
    expect(play(missed, live(elsewhere(6, "mine", { author: hana }))).missed).toBe(false);
    const left = play(missed, { type: "route", route: { place: "general" } });
    expect(left.missed).toBe(false);
    expect(play(left, { type: "route", route: { place: "random" } }).missed).toBe(false);
  });

  it("tell what came before the page was opened, or while one looked away", () => {
    const seen: Happening = {
      type: "entered",
      me: entered.me ?? expect.fail("nobody"),
      seen: { general: 1 },
    };
    const opened = play(entered, seen, { type: "route", route: { place: "general" } });
    const read = play(opened, page(opened, [message(1, "one"), message(2, "two")]));
    expect(read).toMatchObject({ missed: true, newAfter: 1, seen: { general: 2 } });
    const own = play(opened, page(opened, [message(1, "one"), message(2, "mine", { author: hana })]));
    expect(own).toMatchObject({ missed: false, newAfter: undefined });

    const looking = play(own, { type: "visible", visible: false }, { type: "visible", visible: true });
    expect(looking).toMatchObject({ missed: false, newAfter: undefined });
    const away = play(own, { type: "visible", visible: false }, live(told(message(3, "three"))));
    expect(play(away, { type: "visible", visible: true })).toMatchObject({ missed: true, newAfter: 2 });
  });

  it("of a first visit have no divider, but are missed", () => {
    expect(ready).toMatchObject({ missed: true, newAfter: undefined });
  });
});
