import type { Message } from "../world/shapes.ts";
import { blameFor, refuse } from "./api-error.ts";
import type { Arguments } from "./arguments.ts";

/** docs: apis/web-api/pagination: a cursor is opaque. An empty `next_cursor` means: nothing more. */
const cursorOf = (kind: string, value: string): string => Buffer.from(`${kind}:${value}`).toString("base64");

const readCursor = (kind: string, cursor: string): string => {
  const [found, value] = Buffer.from(cursor, "base64").toString().split(":");
  return found === kind && value !== undefined ? value : refuse("invalid_cursor");
};

const limitOf = ({ limit }: Arguments): number => {
  if (limit === undefined || limit === 0) return 100;
  return Number.isInteger(limit) && limit > 0 && limit <= 1000
    ? limit
    : blameFor("invalid_limit", `limit is ${limit}; Slack takes whole numbers up to 999`);
};

export const listPage = <Item>(
  items: readonly Item[],
  args: Arguments,
): { items: readonly Item[]; next_cursor: string } => {
  const from = args.cursor ? Number(readCursor("next_offset", args.cursor)) : 0;
  const until = from + limitOf(args);
  return {
    items: items.slice(from, until),
    next_cursor: until < items.length ? cursorOf("next_offset", String(until)) : "",
  };
};

/** Messages between `oldest` and `latest`, a page of them. `messages` come oldest first. */
export const messagePage = (
  messages: readonly Message[],
  args: Arguments,
  order: "newest first" | "oldest first",
): { items: readonly Message[]; hasMore: boolean; next_cursor: string } => {
  const { oldest = "0", latest = "9999999999.999999", inclusive = false } = args;
  const limit = limitOf(args);
  const from = args.cursor ? readCursor("next_ts", args.cursor) : undefined;
  const within = messages.filter(({ ts }) => {
    const [after, before] = [compare(ts, oldest), compare(ts, latest)];
    return (after > 0 && before < 0) || (inclusive && (after === 0 || before === 0));
  });
  const ordered = order === "newest first" ? within.toReversed() : within;
  const rest = from
    ? ordered.filter(({ ts }) => (order === "newest first" ? compare(ts, from) <= 0 : compare(ts, from) >= 0))
    : ordered;
  const following = rest[limit];
  return {
    items: rest.slice(0, limit),
    hasMore: following !== undefined,
    next_cursor: following ? cursorOf("next_ts", following.ts) : "",
  };
};

/** By time; `oldest` and `latest` may be written without the digits after the dot. */
const compare = (one: string, other: string): number => {
  const [left, right] = [one, other].map((ts) => {
    const [seconds = "0", micros = ""] = ts.split(".");
    return BigInt(seconds) * 1_000_000n + BigInt(micros.padEnd(6, "0").slice(0, 6));
  }) as [bigint, bigint];
  return left < right ? -1 : left > right ? 1 : 0;
};
