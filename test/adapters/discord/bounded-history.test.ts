import { describe, expect, test } from "vitest";
import type { Range } from "../../../src/core/ports/index.ts";
import type { Channel } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

const HOUR_MS = 60 * 60_000;

describe("the past since a time", () => {
  /** What is said an hour after all that was said before. */
  async function later(chat: Connected): Promise<string> {
    chat.discord.clock.advance(HOUR_MS);
    return new Date(chat.discord.clock.now()).toISOString();
  }
  const texts = async (
    { adapter }: Connected,
    scope: Parameters<Connected["adapter"]["history"]>[0],
    range: Range,
  ) => (await Array.fromAsync(adapter.history(scope, range))).map(({ text }) => text);
  const pages = ({ discord }: Connected) =>
    discord.requests.filter(({ method, path }) => method === "GET" && /\/messages(\?|$)/.test(path)).length;

  test("is read from there on, and what is older is not asked for", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    for (let at = 0; at < 350; at++) discord.say(ann, discord.general, `old ${at}`);
    const quiet = discord.startThread(ann, discord.general, "quiet");
    discord.say(ann, quiet, "old reply");
    const busy = discord.startThread(
      ann,
      discord.general,
      "busy",
      discord.say(ann, discord.general, "old root"),
    );
    const since = await later(chat);
    discord.say(ann, discord.general, "new");
    discord.say(ann, busy, "new reply");
    const scope = { place: `discord:${discord.general.id}` } as const;
    const before = pages(chat);
    expect(await texts(chat, scope, { since })).toEqual(["new", "new reply"]);
    expect(pages(chat) - before).toBe(2);
    expect(await texts(chat, scope, { since, last: 1 })).toEqual(["new reply"]);
    expect(await texts(chat, scope, { since, last: 50 })).toEqual(["new", "new reply"]);
    const thread = { thread: `discord:${discord.general.id}/${busy.id}` } as const;
    expect(await texts(chat, thread, { since })).toEqual(["new reply"]);
    expect(await texts(chat, thread, { since, last: 5 })).toEqual(["new reply"]);
    expect(await texts(chat, thread, {})).toEqual(["old root", "new reply"]);
  });

  test("finds all threads that were archived since, and asks for no more of them", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const threads = Array.from({ length: 215 }, (_, at) =>
      discord.startThread(ann, discord.general, `${at}`),
    );
    const [early, late] = [threads.slice(0, 110), threads.slice(110)];
    const [first, last] = [late.at(0)!, late.at(-1)!];
    const archive = (those: readonly Channel[]) => {
      for (const thread of those) {
        discord.clock.advance(1_000);
        discord.archive(thread);
      }
    };
    archive(early);
    discord.say(ann, last, "old");
    const since = await later(chat);
    for (const thread of [first, last]) discord.say(ann, thread, `new ${thread.name}`);
    archive(late);
    const scope = { place: `discord:${discord.general.id}` } as const;
    expect(await texts(chat, scope, { since })).toEqual(["new 110", "new 214"]);
    const lists = discord.requests.filter(({ path }) => path.includes("/threads/archived/public"));
    expect(lists).toHaveLength(2);
    expect(pages(chat)).toBe(3);
  });
});

test("Discord's own words are marked, said by whom they are about, and what only refers to a message is none", async () => {
  await using chat = await connect();
  const { discord, ann, adapter } = chat;
  const JOIN = 7;
  discord.say(discord.addPerson("Newcomer"), discord.general, "", { type: JOIN });
  const root = discord.say(ann, discord.general, "root");
  const thread = discord.startThread(ann, discord.general, "thread", root);
  discord.say(ann, thread, "reply");
  discord.startThread(ann, discord.general, "a thread of its own");
  const read = async (range: Range) =>
    (await Array.fromAsync(adapter.history({ place: `discord:${discord.general.id}` }, range))).map(
      ({ author, text, notice }) => (notice ? `notice of ${author.name}` : text),
    );
  expect(await read({})).toEqual(["root", "reply"]);
  expect(await read({ notices: true })).toEqual(["notice of Newcomer", "root", "reply", "notice of Ann Lee"]);
  expect(await read({ notices: true, last: 1 })).toEqual(["notice of Ann Lee"]);
});
