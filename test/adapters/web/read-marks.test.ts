import { expect, test } from "vitest";
import type { Me } from "../../../adapters/web/wire.ts";
import { openChat, type Tab } from "./chat.ts";

const mark = async (tab: Tab, place: string, seq: number) =>
  (await tab.call("PUT", `/api/places/${place}/read`, { seq })).status;
const marks = async (tab: Tab) => ((await tab.call("GET", "/api/me")).body as Me).read;

test("how far somebody has read is kept for every browser of theirs, and never goes back", async () => {
  const chat = await openChat();
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  const one = await bob.post("general", "one");
  const two = await bob.post("general", "two");
  const lastRead = (person: string, place = "web:general") =>
    chat.adapter.lastRead?.(`web:${person}`, `web:${place.slice(4)}`);
  expect(await marks(ann)).toEqual({});
  expect(await lastRead("p1")).toBe("never");
  expect(await mark(ann, "general", two.seq)).toBe(204);
  expect(await mark(ann, "general", one.seq)).toBe(204);
  expect(await marks(ann)).toEqual({ general: two.seq });
  expect(await marks(bob)).toEqual({});
  expect(await lastRead("p1")).toBe(two.sentAt);
  for (const stranger of [lastRead("p9"), lastRead("p1", "web:nowhere"), lastRead("p1", "web:dm.2")])
    expect(await stranger).toBeUndefined();
});

test("only what is there and what one sees can be read", async () => {
  const chat = await openChat();
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  await bob.post("dm.2", "mine");
  for (const [place, seq] of [
    ["general", 1],
    ["dm.2", 1],
    ["nowhere", 1],
  ] as const)
    expect(await mark(ann, place, seq)).toBe(404);
  expect(await mark(ann, "general", 0)).toBe(400);
});

test("what is read while one waits for a catch-up was not read before it", async () => {
  let now = Date.parse("2026-11-20T09:00:00Z");
  const chat = await openChat({ now: () => now });
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  const seqs: number[] = [];
  const times: string[] = [];
  for (let count = 0; count < 4; count++) {
    now += 60_000;
    const { seq, sentAt } = await bob.post("general", String(count));
    seqs.push(seq);
    times.push(sentAt);
  }
  const lastRead = () => chat.adapter.lastRead?.("web:p1", "web:general");
  await mark(ann, "general", seqs[0]!);
  await ann.post("general", "/catchup");
  await mark(ann, "general", seqs[1]!);
  expect(await lastRead()).toBe(times[0]);
  await ann.post("general", "/catchup");
  expect(await lastRead()).toBe(times[0]);
  now += 2 * 60 * 60_000;
  await mark(ann, "general", seqs[3]!);
  expect(await lastRead()).toBe(times[3]);
  expect(await marks(ann)).toEqual({ general: seqs[3] });
});

test("who never read a place has not read it by asking what happened there", async () => {
  const chat = await openChat();
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  const { seq } = await bob.post("general", "one");
  await ann.post("general", "/catchup");
  await mark(ann, "general", seq);
  expect(await chat.adapter.lastRead?.("web:p1", "web:general")).toBe("never");
});
