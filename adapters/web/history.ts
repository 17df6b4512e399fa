import type { Range, Scope } from "../../src/core/ports/chat-adapter.ts";
import type { Message } from "../../src/core/types.ts";
import { type Archive, type Bounds, kindOf, type Part, type Row, textOf } from "./archive.ts";
import type { AsMessage } from "./as-message.ts";
import { parsePlaceId, parseSpot } from "./ids.ts";
import type { ChatPlace, Places } from "./places.ts";

/**
 * Reads the past for the core: `ChatAdapter.history`. A reply of Maru's without a word yet is not part of it, nor is what moderators
 * removed. The platform itself never says anything here.
 */
export async function* history(
  places: Places,
  asMessage: AsMessage,
  scope: Scope,
  range: Range = {},
): AsyncGenerator<Message> {
  const asked = locate(places, scope);
  if (!asked) return;
  const { place, part } = asked;
  const bounds = boundsOf(place, range);
  if (!bounds) return;
  const { since, last } = range;
  const sinceMs = since === undefined ? undefined : Date.parse(since);
  const counts = (row: Row) =>
    isSaid(place.archive, row) && (sinceMs === undefined || Date.parse(row.said.at) >= sinceMs);
  const early = since === undefined ? 0 : await place.archive.beforeTime(since);
  const after =
    last === undefined
      ? early
      : await beforeLast(place.archive, part, { ...bounds, after: early }, Math.max(0, last), counts);
  for await (const row of place.archive.oldestFirst(part, { ...bounds, after })) {
    if (counts(row)) yield asMessage(place, row);
  }
}

function locate(places: Places, scope: Scope): { place: ChatPlace; part: Part } | undefined {
  if ("place" in scope) {
    const place = places.find(parsePlaceId(scope.place) ?? "");
    return place && { place, part: { part: "all" } };
  }
  if ("line" in scope) {
    const place = places.find(parsePlaceId(scope.line) ?? "");
    return place && { place, part: { part: place.kind === "direct" ? "all" : "channel" } };
  }
  const spot = parseSpot(scope.thread);
  const place = places.find(spot?.place ?? "");
  if (!spot || !place) return undefined;
  if (place.kind === "direct") return spot.seq === 0 ? { place, part: { part: "all" } } : undefined;
  return spot.seq > 0 ? { place, part: { part: "thread", root: spot.seq } } : undefined;
}

function boundsOf(place: ChatPlace, { before }: Range): Bounds | undefined {
  if (before === undefined) return {};
  const spot = parseSpot(before);
  return spot?.place === place.id ? { before: spot.seq } : undefined;
}

/** The `seq` after which exactly the newest `last` messages that count stand; found without keeping them. */
async function beforeLast(
  archive: Archive,
  part: Part,
  bounds: Bounds,
  last: number,
  counts: (row: Row) => boolean,
): Promise<number> {
  let left = last;
  for await (const row of archive.newestFirst(part, bounds)) {
    if (!counts(row)) continue;
    if (left === 0) return row.seq;
    left -= 1;
  }
  return bounds.after ?? 0;
}

function isSaid(archive: Archive, row: Row): boolean {
  if (archive.withheld.get(row.seq) === "failed" || row.since.hidden) return false;
  return row.said.to === undefined || kindOf(row) !== undefined || textOf(row) !== "";
}
