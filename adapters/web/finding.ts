import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { asPlace } from "./as-message.ts";
import { messageId, parsePersonId, parsePlaceId, parseSeq, parseSpot } from "./ids.ts";
import type { People } from "./people.ts";
import { maySee, type Places } from "./places.ts";
import type { ReadMarks } from "./read-marks.ts";

/** What the core asks of places, permalinks and readers. */
type Finding = Required<Pick<ChatAdapter, "placeNamed" | "locate" | "mayRead" | "lastRead">>;

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** @param port on which the chat is served */
export function createFinding(parts: {
  readonly people: People;
  readonly places: Places;
  readonly readMarks: ReadMarks;
  readonly port: () => number;
}): Finding {
  const { people, places } = parts;

  /** The place and `seq` that an address of this chat names. */
  function spotOf(link: string): { readonly place: string; readonly seq: number } | undefined {
    if (!URL.canParse(link)) return undefined;
    const { protocol, hostname, port, pathname, hash } = new URL(link);
    const isHere =
      protocol === "http:" && LOOPBACK.includes(hostname) && (port || "80") === String(parts.port());
    if (!isHere || pathname !== "/") return undefined;
    const [, place, first, second] = /^#\/([^/]{1,200})\/(\d+)(?:\/(thread|\d+))?$/.exec(hash) ?? [];
    const seq = parseSeq(second === undefined || second === "thread" ? (first ?? "") : second);
    const name = decoded(place ?? "");
    return name === undefined || seq === undefined ? undefined : { place: name, seq };
  }

  return {
    async placeNamed(nameOrId) {
      const place = places.find(nameOrId.normalize().replace(/^#/, ""));
      return place && asPlace(place);
    },
    async locate(link) {
      const spot = spotOf(link);
      const place = spot && places.find(spot.place);
      const row = spot && (await place?.archive.one(spot.seq));
      return place && row && { id: messageId(place.id, row.seq), sentAt: row.said.at };
    },
    async mayRead(reader, scope) {
      const spot = "thread" in scope ? parseSpot(scope.thread) : undefined;
      const place = places.find(("thread" in scope ? spot?.place : parsePlaceId(scope.place)) ?? "");
      if (!place) return false;
      if (spot && !(await isThread(place, spot.seq))) return false;
      if (reader === "everybody") return true;
      const person = people.byId(parsePersonId(reader) ?? "");
      return person !== undefined && maySee(person, place);
    },
    async lastRead(reader, id) {
      const person = people.byId(parsePersonId(reader) ?? "");
      const place = places.find(parsePlaceId(id) ?? "");
      return person && place && maySee(person, place) ? parts.readMarks.lastRead(person, place) : undefined;
    },
  };
}

async function isThread(
  { kind, archive }: NonNullable<ReturnType<Places["find"]>>,
  root: number,
): Promise<boolean> {
  if (kind === "direct") return root === 0;
  const row = await archive.one(root);
  return row !== undefined && row.said.root === undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return undefined; // Not percent-encoding.
  }
}
