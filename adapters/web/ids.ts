import type { MessageId, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";

/** The adapter's name, and the prefix of all its ids. */
export const ADAPTER_NAME = "web";

/** A position: a place's id on the wire (`general`, `dm.3`) and a sequence number in it. */
export interface Spot {
  readonly place: string;
  readonly seq: number;
}

export const placeId = (place: string): PlaceId => `${ADAPTER_NAME}:${place}`;
export const personId = (person: string): PersonId => `${ADAPTER_NAME}:${person}`;
export const messageId = (place: string, seq: number): MessageId => `${ADAPTER_NAME}:${place}/${seq}`;
/** `root` is the `seq` of the thread's first message; 0 in a direct place, which is one thread. */
export const threadId = (place: string, root: number): ThreadId => `${ADAPTER_NAME}:${place}/${root}`;

/** Reads a place id back; `undefined` when it is none of this adapter's. */
export function parsePlaceId(id: string): string | undefined {
  return /^web:([^/]+)$/.exec(id)?.[1];
}

/** Reads a message or thread id back; `undefined` when it is none of this adapter's. */
export function parseSpot(id: string): Spot | undefined {
  const [, place, digits] = /^web:([^/]+)\/([^/]+)$/.exec(id) ?? [];
  const seq = parseSeq(digits ?? "");
  return place === undefined || seq === undefined ? undefined : { place, seq };
}

/** A sequence number as it stands in ids and URLs: decimal, no sign, no leading zero, exact as a number. */
export function parseSeq(digits: string): number | undefined {
  return /^(?:0|[1-9]\d{0,14})$/.test(digits) ? Number(digits) : undefined;
}

/** Reads a person id back; `undefined` when it is none of this adapter's. */
export function parsePersonId(id: string): string | undefined {
  return /^web:([^/]+)$/.exec(id)?.[1];
}
