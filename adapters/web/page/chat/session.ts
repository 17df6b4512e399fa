import type { LiveEvent, Me, TalkEvent } from "../../wire.ts";
import { Refused } from "../call.ts";
import type { Known } from "../keepsakes.ts";
import { connectLive, type LiveConnection } from "../live.ts";
import { messageKey } from "../state/conversations.ts";
import type { State } from "../state/state.ts";
import { plainWords } from "../text/plain-words.ts";
import type { Chat } from "./chat.ts";
import type { Concerns } from "./concerns.ts";
import type { ChatParts } from "./parts.ts";
import type { Reader } from "./reader.ts";
import { faultOf, type Teller } from "./teller.ts";

type Session = Pick<Chat, "start" | "join" | "continueAs" | "forget" | "leave" | "reconnect"> & {
  token(): string | undefined;
  /** The server no longer knows this person: back to the door. */
  lost(): void;
};

const START_AGAIN_MS = 1_500;

/** Who this tab is, and its live connection. */
export function createSession(
  parts: ChatParts,
  {
    teller,
    reader,
    concerns,
    flushOutbox,
    restoreOutbox,
  }: {
    teller: Teller;
    reader: Reader;
    concerns: Pick<Concerns, "take" | "refresh">;
    flushOutbox: () => void;
    restoreOutbox: () => void;
  },
): Session {
  const { store, api, keepsakes, words, after } = parts;
  let live: LiveConnection | undefined;
  let queue: TalkEvent[] = [];

  function take(event: LiveEvent): void {
    switch (event.type) {
      case "case":
      case "posted":
      case "outcome":
      case "notice":
      case "silence":
        concerns.take(event);
        return;
      default:
        enqueue(event);
    }
  }

  /** What came since the last paint is applied at once: a stream of tokens costs one rendering per frame. */
  function enqueue(event: TalkEvent): void {
    queue.push(event);
    if (queue.length === 1) parts.nextPaint(flush);
  }

  function flush(): void {
    const events = queue;
    queue = [];
    if (events.length === 0) return;
    const before = store.get();
    store.dispatch({ type: "live", events });
    announce(before, events);
    void reader.mend();
  }

  /** Screen readers hear whole messages and finished answers of the place shown, never single tokens. */
  function announce(before: State, events: readonly TalkEvent[]): void {
    const heard = events.flatMap((event) => {
      if (event.type !== "message") return [];
      const { message } = event;
      if (message.removed) return message.place === before.route?.place ? words.say("message.removed") : [];
      const known = before.held.messages.get(messageKey(message.place, message.seq));
      const finished = message.reply?.state === "done" && known?.reply?.state !== "done";
      const fresh =
        known === undefined && message.reply === undefined && message.author.id !== before.me?.person.id;
      if (message.place !== before.route?.place || !(finished || fresh)) return [];
      const key = finished ? "reply.announce" : "reply.announce.message";
      return words.say(key, { name: message.author.name, text: plainWords(message.text, 300) });
    });
    const last = heard.at(-1);
    if (last !== undefined) store.dispatch({ type: "announce", text: last });
  }

  function connect(token: string): void {
    live?.close();
    let first = true;
    store.dispatch({ type: "connection", connection: "connecting" });
    live = connectLive({
      token,
      open: parts.openSocket,
      after,
      random: parts.random,
      onEvent: take,
      onLive() {
        store.dispatch({ type: "connection", connection: "live" });
        // Also the first time: something may have happened between the first page and the welcome.
        void reader.readAgain();
        void concerns.refresh();
        if (!first) void refreshMe(token);
        first = false;
        flushOutbox();
      },
      onLost() {
        flush();
        store.dispatch({ type: "connection", connection: "lost" });
      },
      onUnknown: lost,
    });
  }

  async function refreshMe(token: string): Promise<void> {
    const me = await api.me(token).catch(() => undefined);
    if (me !== undefined && keepsakes.token() === token) store.dispatch({ type: "entered", me, seen: {} });
  }

  function lost(): void {
    const name = store.get().me?.person.name;
    const id = store.get().me?.person.id;
    if (id !== undefined) keepsakes.forget(id);
    depart();
    if (name !== undefined) teller.toast(words.say("problem.unknown-person"), "bad");
  }

  function leave(): void {
    keepsakes.forgetDrafts();
    depart();
  }

  function depart(): void {
    live?.close();
    live = undefined;
    queue = [];
    keepsakes.setToken(undefined);
    keepsakes.setUnsent([]);
    store.dispatch({ type: "joining" });
  }

  async function enter(me: Me, token: string): Promise<void> {
    keepsakes.setToken(token);
    keepsakes.remember({ id: me.person.id, name: me.person.name, token });
    store.dispatch({ type: "entered", me, seen: newest(me.read, keepsakes.seen(me.person.id)) });
    restoreOutbox();
    connect(token);
    const { route, review } = store.get();
    if (review !== undefined) return;
    const home = me.places.find(({ kind }) => kind === "channel") ?? me.places[0];
    // Somebody else's conversation may still stand in the address bar.
    const mine =
      route !== undefined &&
      (me.places.some(({ id }) => id === route.place) || !route.place.startsWith("dm."));
    if (mine) await reader.show(route);
    else if (home !== undefined) reader.open({ place: home.id });
  }

  async function start(): Promise<void> {
    try {
      store.dispatch({ type: "about", about: await api.about() });
      const token = keepsakes.token();
      if (token === undefined) return store.dispatch({ type: "joining" });
      await enter(await api.me(token), token);
    } catch (error) {
      if (faultOf(error) === "unknown-person") {
        keepsakes.setToken(undefined);
        return store.dispatch({ type: "joining" });
      }
      store.dispatch({ type: "unreachable", unreachable: true });
      after(START_AGAIN_MS, () => void start());
    }
  }

  return {
    start,
    token: () => keepsakes.token(),
    lost,
    leave,
    async join(name) {
      try {
        const { token } = await api.join(name, words.locale);
        await enter(await api.me(token), token);
        return undefined;
      } catch (error) {
        const fault = error instanceof Refused ? error.fault : "internal";
        if (fault === "name-taken") return "taken";
        return fault === "bad-name" || fault === "bad-request" ? "bad" : "failed";
      }
    },
    async continueAs(known: Known) {
      try {
        await enter(await api.me(known.token), known.token);
        return undefined;
      } catch (error) {
        if (faultOf(error) !== "unknown-person") return "failed";
        keepsakes.forget(known.id);
        return "gone";
      }
    },
    forget: (known) => keepsakes.forget(known.id),
    reconnect: () => live?.hurry(),
  };
}

/** The greater of both, by place: what this browser knows, and what another one told the server. */
function newest(...marks: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const mark of marks)
    for (const [place, seq] of Object.entries(mark)) all[place] = Math.max(seq, all[place] ?? 0);
  return all;
}
