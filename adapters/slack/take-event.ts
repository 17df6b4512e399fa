import type { Logger } from "../../src/core/ports/logger.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { parseEvent, type SlackEvent } from "./events.ts";
import type { Home } from "./home.ts";
import { ADAPTER_NAME, threadId } from "./ids.ts";
import type { People } from "./people.ts";
import type { Places } from "./places.ts";
import type { ReplyRecords } from "./reply-records.ts";
import type { Replying } from "./replying.ts";
import type { TakeIn } from "./storing-first.ts";

/** Slack delivers an event again at once, after 1 and after 5 minutes (docs: apis/events-api#retries). */
const LAST_ATTEMPT = 3;

/** Takes Slack's events in, those of one conversation one after the other. */
export function createTakeEvent(parts: {
  readonly arrivals: Arrivals;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly people: People;
  readonly places: Places;
  readonly home: Pick<Home, "opened">;
  readonly records: Pick<ReplyRecords, "partAt">;
  readonly replying: Pick<Replying, "questionsIn">;
  readonly inTurn: InTurn;
  /** The app was removed, or its tokens were taken back. */
  readonly unwelcome: (reason: string) => void;
  readonly log: Logger;
}): TakeIn {
  const { arrivals, people, places, home, inTurn, log } = parts;

  return async (body, attempt) => {
    const read = parseEvent(body);
    if (!read) return;
    const { id, isShared, event } = read;
    if (isShared && "channel" in event) places.noteShared(event.channel);
    try {
      await inTurn(turnOf(event), () => take(id, event));
    } catch (error) {
      log.warn({ event: id, type: event.type, attempt, err: error }, "slack event refused");
      if (event.type === "message" && attempt >= LAST_ATTEMPT) await lost(id, event);
      throw error;
    }
  };

  async function take(id: string, event: SlackEvent): Promise<void> {
    switch (event.type) {
      case "message":
        return arrivals.message(event.message, event.channel);
      case "changed":
        return arrivals.changed(event.message, event.before, event.channel);
      case "deleted":
        return arrivals.deleted(event.ts, event.before, event.channel);
      case "stop":
        return stop(id, event);
      case "home":
        return home.opened({ ...event, event: id });
      case "place":
        return places.forget(event.channel);
      case "person":
        return people.forget(event.user);
      case "unwelcome":
        return parts.unwelcome(event.reason);
      default:
        return event satisfies never;
    }
  }

  async function stop(id: string, event: SlackEvent & { type: "stop" }): Promise<void> {
    const { channel, thread, user, messages } = event;
    const stopped = threadId(channel, thread);
    const written = await Promise.all(messages.map((ts) => parts.records.partAt({ channel, ts })));
    const questions = new Set(written.flatMap((part) => (part ? [part.question] : [])));
    // Before the first word nothing is written yet.
    if (questions.size === 0) for (const one of parts.replying.questionsIn(stopped)) questions.add(one);
    const [question] = questions;
    const stored = await arrivals.deliver({
      type: "stop",
      id: `${ADAPTER_NAME}:event/${id}`,
      thread: stopped,
      // Of several that wait for an answer, all are meant.
      ...(question && questions.size === 1 ? { question } : {}),
      by: await parts.asMessage.author(user),
    });
    if (!stored) throw new Error(`The event ${id} was not stored.`);
  }

  async function lost(id: string, { message, channel }: SlackEvent & { type: "message" }): Promise<void> {
    log.error({ event: id }, "slack event lost");
    await arrivals.lost(message, channel).catch((error: unknown) => {
      log.warn({ event: id, err: error }, "slack person not told");
    });
  }
}

/** What is done one after the other. */
const turnOf = (event: SlackEvent): string => {
  if ("channel" in event && event.type !== "home") return event.channel;
  return "user" in event ? event.user : event.type;
};
