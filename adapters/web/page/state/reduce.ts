import type { WireNotice } from "../../shared/moderation-wire.ts";
import type { ChatMessage, Me, TalkEvent } from "../../wire.ts";
import { messageKey, streamKey } from "./conversations.ts";
import { applyLive } from "./live.ts";
import { applyPage, beginReading, failReading, forgetHidden } from "./reading.ts";
import { emptyState, type Happening, type Outgoing, type State } from "./state.ts";

/** The state after something happened. Pure: the same state and happening give the same state. */
export function reduce(state: State, happening: Happening): State {
  switch (happening.type) {
    case "about":
      return { ...state, about: happening.about, unreachable: false };
    case "unreachable":
      return { ...state, unreachable: happening.unreachable };
    case "joining":
      return {
        ...emptyState,
        phase: "joining",
        about: state.about,
        route: state.route,
        review: state.review,
        visible: state.visible,
      };
    case "entered":
      return {
        ...state,
        phase: "in",
        unreachable: false,
        me: happening.me,
        seen: { ...happening.seen, ...state.seen },
        people: {
          ...state.people,
          ...Object.fromEntries(happening.me.people.map(({ id, name }) => [id, name])),
        },
      };
    case "connection":
      return { ...state, connection: happening.connection };
    case "route":
      return openRoute(state, happening.route);
    case "review":
      return markSeen({
        ...state,
        review: happening.review,
        route: undefined,
        sideOpen: false,
        editing: undefined,
      });
    case "notices":
      return { ...state, notices: happening.notices };
    case "noticed":
      return afterNotice(state, happening.notice);
    case "notice-dismissed":
      return { ...state, notices: state.notices.filter(({ id }) => id !== happening.id) };
    case "appealed":
      return { ...state, appealed: [...state.appealed, happening.case] };
    case "silence":
      return state.me === undefined ? state : { ...state, me: withSilence(state.me, happening.until) };
    case "visible":
      return markSeen(
        happening.visible && !state.visible
          ? comeBack({ ...state, visible: true })
          : { ...state, visible: happening.visible },
      );
    case "live":
      return afterLive(state, happening.events);
    case "reading":
      return { ...state, held: beginReading(state.held, happening.place, happening.root) };
    case "reading-failed":
      return { ...state, held: failReading(state.held, happening.place, happening.root) };
    case "page":
      return afterPage({ ...state, held: applyPage(state.held, happening) }, happening);
    case "glimpsed":
      return afterGlimpse(state, happening.place, happening.message);
    case "forgot-hidden":
      return { ...state, held: forgetHidden(state.held, shownStreams(state)) };
    case "sending":
      return {
        ...state,
        outbox: [...state.outbox.filter(notThe(happening.outgoing.nonce)), happening.outgoing],
      };
    case "sent":
      return afterSent(state, happening.nonce, happening.message);
    case "send-failed":
      return {
        ...state,
        outbox: state.outbox.map((out) =>
          out.nonce === happening.nonce ? { ...out, state: "failed", fault: happening.fault } : out,
        ),
      };
    case "discarded":
      return { ...state, outbox: state.outbox.filter(notThe(happening.nonce)) };
    case "editing":
      return { ...state, editing: happening.editing };
    case "stopping": {
      const others = state.stopping.filter((reply) => reply !== happening.reply);
      return { ...state, stopping: happening.on ? [...others, happening.reply] : others };
    }
    case "dialog":
      return { ...state, dialog: happening.dialog };
    case "side":
      return { ...state, sideOpen: happening.open };
    case "toast":
      return { ...state, toasts: [...state.toasts.slice(-2), happening.toast] };
    case "toast-gone":
      return { ...state, toasts: state.toasts.filter((toast) => toast.id !== happening.id) };
    case "announce":
      return { ...state, announcement: happening.text };
    default:
      return happening satisfies never;
  }
}

const notThe = (nonce: string) => (out: Outgoing) => out.nonce !== nonce;

/** The streams that stand on the page now. */
export function shownStreams(state: State): ReturnType<typeof streamKey>[] {
  if (state.route === undefined) return [];
  const { place, root } = state.route;
  return root === undefined ? [streamKey(place)] : [streamKey(place), streamKey(place, root)];
}

function openRoute(state: State, route: Route): State {
  const samePlace = state.route?.place === route.place;
  const seen = state.seen[route.place] ?? 0;
  const unread = state.unread[route.place];
  const moved: State = {
    ...state,
    route,
    review: undefined,
    opened: state.opened + 1,
    sideOpen: false,
    editing: undefined,
    newAfter: samePlace ? state.newAfter : unread !== undefined && seen > 0 ? seen : undefined,
    missed: samePlace ? state.missed : unread !== undefined,
  };
  return markSeen(moved);
}

/** The tab is looked at again: what came meanwhile to the place that it shows is new. */
function comeBack(state: State): State {
  const place = state.route?.place;
  if (place === undefined || state.unread[place] === undefined) return state;
  return withMissed(state, state.seen[place] ?? 0);
}

/** What was said after `seen` in the place that is shown is new to the person. */
function withMissed(state: State, seen: number): State {
  return { ...state, missed: true, newAfter: seen > 0 ? seen : undefined };
}
type Route = NonNullable<State["route"]>;

function afterNotice(state: State, notice: WireNotice): State {
  return { ...state, notices: [notice, ...state.notices.filter(({ id }) => id !== notice.id)] };
}

function withSilence({ silentUntil: _, ...me }: Me, until: string | undefined): Me {
  return until === undefined ? me : { ...me, silentUntil: until };
}

/** What is shown in a tab that can be seen is read. */
function markSeen(state: State): State {
  const place = state.route?.place;
  if (!state.visible || state.phase !== "in" || place === undefined) return state;
  const latest = state.latest[place] ?? 0;
  if (state.unread[place] === undefined && (state.seen[place] ?? 0) >= latest) return state;
  const { [place]: _, ...unread } = state.unread;
  return { ...state, unread, seen: { ...state.seen, [place]: Math.max(latest, state.seen[place] ?? 0) } };
}

function afterLive(before: State, events: readonly TalkEvent[]): State {
  let state: State = { ...before, held: applyLive(before.held, events) };
  for (const event of events) {
    if (event.type !== "message") continue;
    const { message } = event;
    state = meet(state, [message]);
    if (message.author.id === state.me?.person.id) {
      state = recogniseEcho(state, message);
      if (state.missed && message.place === state.route?.place) state = { ...state, missed: false };
    }
    if (message.reply?.state === "done") state = stopped(state, message);
    const fresh = message.seq > (state.latest[message.place] ?? 0);
    if (!fresh) continue;
    state = { ...state, latest: { ...state.latest, [message.place]: message.seq } };
    if (concerns(state, message)) state = countUnread(state, message);
  }
  return markSeen(state);
}

/** Whether a new message is worth an unread mark: not one's own, and of a thread only where one takes part. */
function concerns(state: State, message: ChatMessage): boolean {
  const me = state.me?.person;
  if (me === undefined || message.author.id === me.id || message.removed) return false;
  if (!message.root) return true;
  if (message.mentions?.includes(me.name)) return true;
  for (const held of state.held.messages.values()) {
    const inThread =
      held.place === message.place && (held.seq === message.root || held.root === message.root);
    if (inThread && held.author.id === me.id) return true;
  }
  return false;
}

function countUnread(state: State, message: ChatMessage): State {
  const unread = state.unread[message.place] ?? { count: 0, mentioned: false };
  const mentioned = unread.mentioned || message.mentions?.includes(state.me?.person.name ?? "") === true;
  return { ...state, unread: { ...state.unread, [message.place]: { count: unread.count + 1, mentioned } } };
}

function stopped(state: State, message: ChatMessage): State {
  const reply = messageKey(message.place, message.seq);
  if (!state.stopping.includes(reply)) return state;
  return { ...state, stopping: state.stopping.filter((other) => other !== reply) };
}

/** The server tells of a message that this tab is still sending: from here on it is shown as the server's. */
function recogniseEcho(state: State, message: ChatMessage): State {
  if (state.outbox.some((out) => out.echo === message.seq)) return state;
  const index = state.outbox.findIndex(
    (out) =>
      out.echo === undefined &&
      out.place === message.place &&
      out.root === (message.root ?? 0) &&
      out.text === message.text,
  );
  if (index < 0) return state;
  return {
    ...state,
    outbox: state.outbox.map((out, at) => (at === index ? { ...out, echo: message.seq } : out)),
  };
}

function afterPage(before: State, { place, root, page: { messages }, position }: PageRead): State {
  const newest = messages.at(-1)?.seq ?? 0;
  const seen = before.seen[place] ?? 0;
  const me = before.me?.person.id;
  const isNew = ({ seq, author, removed }: ChatMessage) => seq > seen && author.id !== me && !removed;
  const missed =
    position === "newest" &&
    root === 0 &&
    place === before.route?.place &&
    !before.missed &&
    messages.some(isNew);
  const state = missed ? withMissed(before, seen) : before;
  const latest = Math.max(newest, state.latest[place] ?? 0);
  return markSeen(meet({ ...state, latest: { ...state.latest, [place]: latest } }, messages));
}
type PageRead = Extract<Happening, { type: "page" }>;

function afterGlimpse(state: State, place: string, message: ChatMessage): State {
  const known = meet(state, [message]);
  const latest = Math.max(message.seq, known.latest[place] ?? 0);
  const next = { ...known, latest: { ...known.latest, [place]: latest } };
  const isNew =
    message.seq > (known.seen[place] ?? 0) && message.author.id !== known.me?.person.id && !message.removed;
  if (!isNew || known.unread[place] !== undefined) return markSeen(next);
  return markSeen(countUnread(next, message));
}

function afterSent(state: State, nonce: string, message: ChatMessage): State {
  // As if the server had told it: it has, or is about to.
  const told = afterLive(state, [{ type: "message", message }]);
  return { ...told, outbox: told.outbox.filter(notThe(nonce)) };
}

function meet(state: State, messages: readonly ChatMessage[]): State {
  const unknown = messages.filter(
    ({ author }) => author.kind === "person" && state.people[author.id] !== author.name,
  );
  if (unknown.length === 0) return state;
  const met = Object.fromEntries(unknown.map(({ author }) => [author.id, author.name]));
  return { ...state, people: { ...state.people, ...met } };
}
