import type { Where } from "../api.ts";
import { formatRoute, type Route } from "../route.ts";
import { type Stream, streamKey } from "../state/conversations.ts";
import type { PagePosition } from "../state/reading.ts";
import { shownStreams } from "../state/reduce.ts";
import type { ChatParts } from "./parts.ts";
import type { Teller } from "./teller.ts";

const PAGE_MESSAGES = 50;
/** A message further back than this many pages is shown in a window of its own. */
const MAX_PAGES_BACK = 4;

/** Reads messages from the server into the state, as they are needed. */
export interface Reader {
  open(route: Route): void;
  show(route: Route): Promise<void>;
  readOlder(where: Where): Promise<void>;
  readLatest(where: Where): Promise<void>;
  /** After the connection came back: what is shown again, of the rest the newest message only. */
  readAgain(): Promise<void>;
  /** Reads again those of the shown streams that missed something. */
  mend(): Promise<void>;
}

export function createReader(parts: ChatParts, teller: Teller): Reader {
  const { store, api, keepsakes, navigate } = parts;
  /** Reads in flight, so that scrolling does not ask for the same page twice. */
  const running = new Map<string, Promise<boolean>>();

  const streamOf = ({ place, root }: Where): Stream | undefined =>
    store.get().held.streams.get(streamKey(place, root));

  function read(where: Where, position: PagePosition, before?: number): Promise<boolean> {
    const key = `${position} ${streamKey(where.place, where.root)} ${before ?? ""}`;
    const already = running.get(key);
    if (already !== undefined) return already;
    const reading = readNow(where, position, before).finally(() => running.delete(key));
    running.set(key, reading);
    return reading;
  }

  async function readNow(where: Where, position: PagePosition, before?: number): Promise<boolean> {
    const token = keepsakes.token();
    if (token === undefined) return false;
    const since = store.get().held.tick;
    const wasDetached = streamOf(where)?.detached ?? false;
    try {
      const range = { last: PAGE_MESSAGES, ...(before === undefined ? {} : { before }) };
      const page = await api.messages(token, where, range);
      if (keepsakes.token() !== token) return false;
      // The stream went elsewhere meanwhile, and this page would tear a hole into it.
      const stream = streamOf(where);
      if (position === "older" && stream?.seqs[0] !== before) return false;
      if (position === "newest" && stream?.detached && !wasDetached) return false;
      store.dispatch({ type: "page", ...where, page, position, since });
      return true;
    } catch {
      store.dispatch({ type: "reading-failed", ...where });
      return false;
    }
  }

  async function ensure(where: Where): Promise<void> {
    const state = streamOf(where)?.state;
    if (state === "ready") return;
    store.dispatch({ type: "reading", ...where });
    await read(where, "newest");
  }

  /** Reads again what a stream shows: its end, or the older part that was opened. */
  async function refresh(where: Where): Promise<void> {
    const stream = streamOf(where);
    const last = stream?.seqs.at(-1);
    if (stream?.detached && last !== undefined) await read(where, "window", last + 1);
    else await read(where, "newest");
  }

  async function readOlder(where: Where): Promise<void> {
    const stream = streamOf(where);
    const oldest = stream?.seqs[0];
    if (stream?.state === "ready" && stream.more && oldest !== undefined) await read(where, "older", oldest);
  }

  /** Reads back until the message is there; far away, only the part around it. */
  async function reach(where: Where, target: number): Promise<void> {
    const held = streamOf(where);
    if (held?.detached && target > (held.seqs.at(-1) ?? 0)) await read(where, "newest");
    for (let pages = 0; pages < MAX_PAGES_BACK; pages++) {
      const stream = streamOf(where);
      if (stream === undefined || stream.seqs.includes(target)) return;
      const oldest = stream.seqs[0];
      if (!stream.more || oldest === undefined || oldest < target) break;
      await readOlder(where);
    }
    const stream = streamOf(where);
    if (stream?.state !== "ready" || stream.seqs.includes(target)) return;
    const oldest = stream.seqs[0];
    if (stream.more && oldest !== undefined && oldest > target) {
      await read(where, "window", target + PAGE_MESSAGES / 2);
    }
    if (!streamOf(where)?.seqs.includes(target))
      teller.toast(parts.words.say("place.message.missing"), "plain");
  }

  async function show(route: Route): Promise<void> {
    store.dispatch({ type: "route", route });
    const state = store.get();
    if (state.phase !== "in" || !state.me?.places.some(({ id }) => id === route.place)) return;
    const main = { place: route.place, root: 0 };
    const inThread = { place: route.place, root: route.root ?? 0 };
    await Promise.all([ensure(main), ensure(inThread)]);
    if (route.target !== undefined && store.get().route === route) await reach(inThread, route.target);
  }

  async function glimpse(place: string, token: string): Promise<void> {
    const page = await api.messages(token, { place, root: 0 }, { last: 1 }).catch(() => undefined);
    const message = page?.messages.at(-1);
    if (message !== undefined && keepsakes.token() === token)
      store.dispatch({ type: "glimpsed", place, message });
  }

  const wheresOf = (keys: readonly string[]): Where[] =>
    keys.map((key) => {
      const cut = key.lastIndexOf("/");
      return { place: key.slice(0, cut), root: Number(key.slice(cut + 1)) };
    });

  return {
    open: (route) => navigate(formatRoute(route)),
    show,
    readOlder,
    async readLatest(where) {
      await read(where, "newest");
    },
    async readAgain() {
      const token = keepsakes.token();
      if (token === undefined) return;
      store.dispatch({ type: "forgot-hidden" });
      const shown = wheresOf(shownStreams(store.get()));
      const others = (store.get().me?.places ?? []).filter(({ id }) => id !== store.get().route?.place);
      await Promise.all([
        ...shown.map(async (where) => {
          // A page that is on the way may be older than the connection: it is waited for, and read once more.
          await ensure(where);
          await refresh(where);
        }),
        ...others.map(({ id }) => glimpse(id, token)),
      ]);
    },
    async mend() {
      const stale = wheresOf(shownStreams(store.get())).filter((where) => streamOf(where)?.stale);
      await Promise.all(stale.map(refresh));
    },
  };
}
