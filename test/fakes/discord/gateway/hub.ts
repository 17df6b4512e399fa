import type { WebSocket } from "ws";
import type { Changes } from "../../changes.ts";
import { canSee } from "../permissions.ts";
import type { Message } from "../world/shapes.ts";
import type { Dispatch, World } from "../world/world.ts";
import { readsContent, wants, withheld } from "./intents.ts";
import { isTooOld, record, type Sequenced, type Session } from "./session.ts";
import type { GatewayTroubles } from "./troubles.ts";

/** The sessions and what is sent to them. */
export interface Hub {
  readonly sessions: Map<string, Session>;
  /** Sends one event to one session, numbered. */
  emit(session: Session, t: string, d: unknown): void;
  /** Sends an event to every session whose intents and permissions allow it. */
  dispatch(world: World, event: Dispatch): void;
}

/** How long a shuffled event waits for others to change places with. */
const heldForMs = 50;

/** Events that begin a session and therefore stay where they are, once. */
const steady = new Set(["READY", "RESUMED", "GUILD_CREATE"]);

export const write = (socket: WebSocket | undefined, json: string): void => {
  if (socket && socket.readyState === socket.OPEN) socket.send(json);
};
export const send = (socket: WebSocket | undefined, payload: object): void =>
  write(socket, JSON.stringify(payload));

export const createHub = (changes: Changes, troubles: GatewayTroubles): Hub => {
  const sessions = new Map<string, Session>();
  const held = new Map<Session, Sequenced[]>();

  const release = (session: Session) => {
    const events = held.get(session)?.reverse() ?? [];
    held.delete(session);
    for (const { json } of events) if (!troubles.zombie) write(session.socket, json);
  };

  const deliver = (session: Session, event: Sequenced, t: string) => {
    if (troubles.zombie) return;
    if (troubles.shuffle === 0 || steady.has(t)) return write(session.socket, event.json);
    const waiting = [...(held.get(session) ?? []), event];
    held.set(session, waiting);
    if (waiting.length >= troubles.shuffle) release(session);
    else setTimeout(release, heldForMs, session).unref();
  };

  const emit = (session: Session, t: string, d: unknown) => {
    deliver(session, record(session, t, d), t);
    if (troubles.duplicate && !steady.has(t)) deliver(session, record(session, t, d), t);
  };

  return {
    sessions,
    emit,
    dispatch: (world, { t, d, channel }) => {
      const seen = !channel || canSee(world, channel, world.bot.id);
      const inGuild = "guild_id" in d || t.startsWith("GUILD_");
      const isMessage = t === "MESSAGE_CREATE" || t === "MESSAGE_UPDATE";
      for (const session of seen ? sessions.values() : []) {
        if (isTooOld(session, world.clock.now())) sessions.delete(session.id);
        if (!wants(session.intents, t, inGuild)) continue;
        const hide = isMessage && !readsContent(session.intents);
        emit(session, t, hide ? withheld(d as Message, inGuild, world.bot.id) : d);
      }
      changes.tell();
    },
  };
};
