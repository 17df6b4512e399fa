import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { messageId, parseSeq } from "./ids.ts";
import type { Places } from "./places.ts";

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * `ChatAdapter.locate`: of what is there only, since an address does not tell when it was said.
 *
 * @param port on which the chat is served
 */
export function createLocate({
  places,
  port: served,
}: {
  readonly places: Pick<Places, "find">;
  readonly port: () => number;
}): ChatAdapter["locate"] {
  /** The place and `seq` that an address of this chat names. */
  function spotOf(link: string): { readonly place: string; readonly seq: number } | undefined {
    if (!URL.canParse(link)) return undefined;
    const { protocol, hostname, port, pathname, hash } = new URL(link);
    const isHere = protocol === "http:" && LOOPBACK.includes(hostname) && (port || "80") === String(served());
    if (!isHere || pathname !== "/") return undefined;
    const [, place, first, second] = /^#\/([^/]{1,200})\/(\d+)(?:\/(thread|\d+))?$/.exec(hash) ?? [];
    const seq = parseSeq(second === undefined || second === "thread" ? (first ?? "") : second);
    const name = decoded(place ?? "");
    return name === undefined || seq === undefined ? undefined : { place: name, seq };
  }

  return async (link) => {
    const spot = spotOf(link);
    const place = spot && places.find(spot.place);
    const row = spot && (await place?.archive.one(spot.seq));
    return place && row && { id: messageId(place.id, row.seq), sentAt: row.said.at };
  };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return undefined; // Not percent-encoding.
  }
}
