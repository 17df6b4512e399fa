import type { Context } from "hono";
import { parseSeq } from "../ids.ts";
import type { Person } from "../people.ts";
import { type ChatPlace, maySee, type Places } from "../places.ts";
import { notFound, Refusal } from "../refusal.ts";

/** What is known of a request: who asks. */
export interface ChatEnv {
  Variables: { person: Person };
}

export type Asked = Context<ChatEnv>;

const DEFAULT_LAST = 50;
const MAX_LAST = 200;

/** The place that the URL names. Throws a `Refusal` when there is none that the person may see. */
export function placeAsked(places: Places, context: Asked): ChatPlace {
  const place = places.find(context.req.param("place") ?? "");
  if (!place || !maySee(context.var.person, place)) throw notFound();
  return place;
}

/** A sequence number in the URL. Throws a `Refusal` when it is none. */
export function seqAsked(context: Asked, name: string): number {
  const seq = parseSeq(context.req.param(name) ?? "");
  if (seq === undefined) throw notFound();
  return seq;
}

/** Which page of messages. Throws a `Refusal` when it says so in a wrong way. */
export function pageAsked(context: Asked): { before?: number; last: number } {
  const before = numberAsked(context, "before");
  const last = lastAsked(context);
  return before === undefined ? { last } : { before, last };
}

/** How many. Throws a `Refusal` when it is no number of 1 to 200. */
export const lastAsked = (context: Asked) => countAsked(context, "last", MAX_LAST) ?? DEFAULT_LAST;

/** A whole number from 1 to `most` of the query. Throws a `Refusal` when it is none. */
export function countAsked(context: Asked, name: string, most: number): number | undefined {
  const count = numberAsked(context, name);
  if (count !== undefined && (count < 1 || count > most)) {
    throw new Refusal(400, "bad-request", `${name} must be a number from 1 to ${most}.`);
  }
  return count;
}

function numberAsked(context: Asked, name: string): number | undefined {
  const asked = context.req.query(name);
  if (asked === undefined) return undefined;
  const number = parseSeq(asked);
  if (number === undefined) throw new Refusal(400, "bad-request", `${name} must be a whole number.`);
  return number;
}
