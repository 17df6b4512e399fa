import type { Part, Row } from "./archive.ts";
import type { AsChatMessages } from "./as-chat-message.ts";
import type { Person } from "./people.ts";
import type { ChatPlace } from "./places.ts";
import type { Page } from "./wire.ts";

/** Reads one page for a person: the newest `last` messages before `before`, oldest first. */
export async function readPage(
  asChatMessages: AsChatMessages,
  place: ChatPlace,
  part: Part,
  viewer: Person,
  { before, last }: { readonly before?: number; readonly last: number },
): Promise<Page> {
  const rows: Row[] = [];
  for await (const row of place.archive.newestFirst(part, before === undefined ? {} : { before })) {
    if (place.archive.withheld.has(row.seq)) continue;
    rows.push(row);
    if (rows.length > last) break;
  }
  const more = rows.length > last;
  return { messages: await asChatMessages(place, rows.slice(0, last).reverse(), viewer), more };
}
