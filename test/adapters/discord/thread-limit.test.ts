import { describe, expect, test } from "vitest";
import { isTooLong } from "../../../adapters/discord/thread-limit.ts";
import type { Message as ChatMessage } from "../../../src/core/types.ts";
import type { Message } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

async function ask({ discord, core, ann }: Connected): Promise<ChatMessage & { readonly raw: Message }> {
  const raw = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
  const { message } = await core.until("message", ({ id }) => id === `discord:message/${raw.id}`);
  return { ...message, raw };
}

const starts = ({ discord }: Connected) =>
  discord.requests.filter(({ method, path }) => method === "POST" && path.endsWith("/threads"));

const inChannel = ({ discord }: Connected) =>
  discord
    .seen(discord.general)
    .filter(({ isBot }) => isBot)
    .map(({ text, message }) => [text, message.message_reference?.message_id]);

async function answer(chat: Connected): Promise<Message> {
  const question = await ask(chat);
  await (await chat.adapter.openReply(question)).finish("Because.", "answer");
  return question.raw;
}

describe("where no more threads can be started, a reply stands in the channel at once", () => {
  test("when the channel has had its share of them for the next minutes", async () => {
    await using chat = await connect({
      discord: { rateLimits: { "start thread": { requests: 1, perMs: 300_000 } } },
    });
    const first = await answer(chat);
    expect(chat.discord.threadOf(first)).toBeDefined();
    const [second, third] = [await answer(chat), await answer(chat)];
    expect(inChannel(chat)).toEqual([
      ["Because.", second.id],
      ["Because.", third.id],
    ]);
    expect(starts(chat).map(({ status }) => status)).toEqual([201, 429]);
  });

  test("when Discord only says so once it is asked, and then not again until its time is over", async () => {
    let aheadMs = 0;
    await using chat = await connect({ now: () => Date.now() + aheadMs });
    chat.discord.rest.retryAfterS = 240;
    chat.discord.rest.failNext({ method: "POST", path: /\/threads$/, fault: 429 });
    const [first, second] = [await answer(chat), await answer(chat)];
    expect(inChannel(chat)).toEqual([
      ["Because.", first.id],
      ["Because.", second.id],
    ]);
    expect(starts(chat).map(({ status }) => status)).toEqual([429]);
    aheadMs = 241_000;
    const third = await answer(chat);
    expect(chat.discord.threadOf(third)).toBeDefined();
  });

  test("when the server has as many active threads as there can be", async () => {
    await using chat = await connect({ discord: { mostActiveThreads: 1 } });
    await answer(chat);
    const second = await answer(chat);
    expect(inChannel(chat)).toEqual([["Because.", second.id]]);
  });
});

test("a short wait for a thread is waited out", async () => {
  await using chat = await connect();
  chat.discord.rest.retryAfterS = 0.2;
  chat.discord.rest.failNext({ method: "POST", path: /\/threads$/, fault: 429 });
  expect(chat.discord.threadOf(await answer(chat))).toBeDefined();
  expect(starts(chat).map(({ status }) => status)).toEqual([429, 201]);
});

test("other requests are never given up, nor is one for a short limit", () => {
  const limit = {
    ...{ global: false, hash: "", limit: 1, majorParameter: "1", url: "", scope: "user" as const },
    ...{ method: "POST", route: "/channels/:id/messages/:id/threads" },
    ...{ retryAfter: 0, sublimitTimeout: 0, timeToReset: 60_000 },
  };
  expect(isTooLong(limit)).toBe(true);
  expect(isTooLong({ ...limit, timeToReset: 0, retryAfter: 60_000 })).toBe(true);
  expect(isTooLong({ ...limit, timeToReset: 2_000 })).toBe(false);
  expect(isTooLong({ ...limit, route: "/channels/:id/messages" })).toBe(false);
  expect(isTooLong({ ...limit, method: "GET" })).toBe(false);
});
