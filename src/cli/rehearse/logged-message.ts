import type { Message, MessageId } from "../../core/types.ts";
import { lineEntry } from "../moderate/line-entry.ts";
import type { Line } from "../moderate/text-lines.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { mentionsIn } from "./mentions-in.ts";

/** When what has no time of its own was sent. */
const UNTIMED = new Date(0).toISOString();

/**
 * A line of a log as a message: JSON with a `text`, and if it likes `id`, `place`, `author`, `name`, `roles` and `sentAt`; or the text itself. What no
 * author is named of is everybody's own, so that it makes no flood.
 */
export function loggedMessage(line: Line): HistoryEntry {
  const entry = lineEntry(line);
  if ("problem" in entry) return entry;
  // It is known to be JSON, or else the text itself.
  const isJson = /^\s*\{/.test(line.text ?? "");
  const members = (isJson ? JSON.parse(line.text ?? "") : {}) as Readonly<Record<string, unknown>>;
  const named = (name: string) => {
    const value = members[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const sentAt = named("sentAt");
  const sent = Date.parse(sentAt ?? UNTIMED);
  if (Number.isNaN(sent))
    return { problem: `Line ${line.number} has a "sentAt" that is no time, e.g. 2026-01-31T12:00:00Z.` };
  const place = named("place") ?? "log";
  const author = named("author");
  const { roles } = members;
  return {
    isTimed: sentAt !== undefined,
    message: messageOf({
      id: prefixed(entry.id.startsWith('"') ? (JSON.parse(entry.id) as string) : entry.id),
      place: { id: prefixed(place), name: place.slice(place.indexOf(":") + 1) },
      author: {
        id: prefixed(author ?? `line ${line.number}`),
        name: named("name") ?? author ?? "",
        kind: "person",
        ...(Array.isArray(roles) ? { roles: roles.map(String) } : {}),
      },
      text: entry.text,
      sentAt: new Date(sent).toISOString(),
    }),
  };
}

/** A message with all that moderation looks at, of what a history tells. */
export function messageOf(
  told: Pick<Message, "id" | "author" | "text" | "sentAt"> & {
    readonly place: Pick<Message["place"], "id" | "name">;
    readonly thread?: Message["thread"];
  },
): Message {
  return {
    ...told,
    thread: told.thread ?? told.place.id,
    startsThread: false,
    place: { ...told.place, kind: "channel" },
    mentions: mentionsIn(told.text),
    link: "",
  };
}

/** Ids in Maru begin with a platform. */
const prefixed = (id: string) => (id.includes(":") ? (id as MessageId) : (`log:${id}` as const));
