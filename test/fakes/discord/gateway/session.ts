import type { WebSocket } from "ws";

/** One event of a session, written out as it was at its moment, so that a replay says the same. */
export interface Sequenced {
  readonly s: number;
  readonly json: string;
}

/** A logged-in connection, or what is kept of one that was lost so that it can be resumed. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  socket: WebSocket | undefined;
  /** Number of its last event. */
  sequence: number;
  /** What can be replayed, oldest first. */
  readonly sent: Sequenced[];
  /** Unix ms when the socket was lost. */
  lostAt: number | undefined;
}

/** Events that are kept for a replay. Discord does not document its number. */
const keptEvents = 5_000;

/** Appends an event to the session's log and returns it; the caller sends it. */
export const record = (session: Session, t: string, d: unknown): Sequenced => {
  session.sequence += 1;
  const event = { s: session.sequence, json: JSON.stringify({ op: 0, s: session.sequence, t, d }) };
  session.sent.push(event);
  // In blocks, so that a bench of a hundred thousand events does not shift an array for each.
  if (session.sent.length > 2 * keptEvents) session.sent.splice(0, keptEvents);
  return event;
};

/** What was missed since `seen`; `undefined` when it is no longer kept. */
export const missedSince = (session: Session, seen: number): Sequenced[] | undefined => {
  const first = session.sent[0]?.s ?? session.sequence + 1;
  return seen < first - 1 ? undefined : session.sent.filter(({ s }) => s > seen);
};

/** How long a lost session can be resumed. Discord does not document it; about a minute and a half has been observed. */
const resumableMs = 90_000;

export const isTooOld = ({ lostAt }: Session, nowMs: number): boolean =>
  lostAt !== undefined && nowMs - lostAt > resumableMs;
