import type { APIMessage } from "discord.js";
import type { Api } from "./api.ts";
import { unless } from "./api-error.ts";
import { byAge, type Snowflake } from "./ids.ts";

/** As many as Discord gives at once. */
export const PAGE = 100;

/** A channel or thread that cannot be read (any more) is empty. */
export const UNREADABLE = ["unknownChannel", "missingAccess", "missingPermissions"] as const;

/** The messages of one channel or thread, newest first, page by page. */
export async function* newestFirst(
  api: Api,
  channel: Snowflake,
  before: Snowflake | undefined,
): AsyncGenerator<APIMessage> {
  let bound = before;
  for (;;) {
    const page = await unless(
      UNREADABLE,
      api.messages(channel, { limit: PAGE, ...(bound === undefined ? {} : { before: bound }) }),
    );
    const sorted = (page ?? []).toSorted((a, b) => byAge(b.id, a.id));
    yield* sorted;
    if (sorted.length < PAGE) return;
    bound = sorted.at(-1)!.id;
  }
}

/** The messages of one channel or thread after an id, oldest first, page by page. */
export async function* oldestFirst(
  api: Api,
  channel: Snowflake,
  after: Snowflake,
): AsyncGenerator<APIMessage> {
  let bound = after;
  for (;;) {
    const page = await unless(UNREADABLE, api.messages(channel, { limit: PAGE, after: bound }));
    const sorted = (page ?? []).toSorted((a, b) => byAge(a.id, b.id));
    yield* sorted;
    if (sorted.length < PAGE) return;
    bound = sorted.at(-1)!.id;
  }
}

/** A source of messages that is not read before its turn. */
export interface Source<Item> {
  /** No message of the source comes before this id in the order asked for. */
  readonly first: Snowflake;
  open(): AsyncIterator<Item>;
}

/**
 * Merges sources that are each in order. `order` is that of ids: negative when the first comes first. A source
 * is opened only when its first message may be the next, so that of many threads few are read.
 */
export async function* merged<Item>(
  sources: readonly Source<Item>[],
  idOf: (item: Item) => Snowflake,
  order: (a: Snowflake, b: Snowflake) => number,
): AsyncGenerator<Item> {
  const closed = sources.toSorted((a, b) => order(a.first, b.first));
  const heads: { item: Item; rest: AsyncIterator<Item> }[] = [];

  const pull = async (rest: AsyncIterator<Item>) => {
    const { done, value } = await rest.next();
    if (!done) heads.push({ item: value, rest });
  };
  for (;;) {
    heads.sort((a, b) => order(idOf(a.item), idOf(b.item)));
    const [head] = heads;
    const [source] = closed;
    if (source && (!head || order(source.first, idOf(head.item)) <= 0)) {
      closed.shift();
      await pull(source.open());
      continue;
    }
    if (!head) return;
    heads.shift();
    yield head.item;
    await pull(head.rest);
  }
}
