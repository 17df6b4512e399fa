import { Routes } from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, restOf, stillClock } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

const headersFor = (discord: FakeDiscord) => ({
  authorization: `Bot ${discord.token}`,
  "user-agent": "DiscordBot (https://example.org, 1.0)",
  "content-type": "application/json",
});

/** One request without discord.js, which would wait. */
const post = (discord: FakeDiscord, content: string, channel = discord.general.id) =>
  fetch(`${discord.api}/v10/channels/${channel}/messages`, {
    method: "POST",
    headers: headersFor(discord),
    body: JSON.stringify({ content }),
  });

test("five messages in five seconds are allowed per channel; the sixth is 429 and says how long to wait", async () => {
  const discord = await fakeForTest(stillClock);
  const other = discord.addChannel("other");
  for (let sent = 1; sent <= 5; sent += 1) {
    const { status, headers } = await post(discord, `${sent}`);
    expect(status).toBe(200);
    expect(headers.get("x-ratelimit-limit")).toBe("5");
    expect(headers.get("x-ratelimit-remaining")).toBe(String(5 - sent));
    expect(headers.get("x-ratelimit-bucket")).toMatch(/^[0-9a-f]{32}$/);
  }
  const sixth = await post(discord, "6");
  expect(sixth.status).toBe(429);
  expect(sixth.headers.get("x-ratelimit-scope")).toBe("user");
  const said = (await sixth.json()) as { retry_after: number; global: boolean };
  expect(said.global).toBe(false);
  expect(said.retry_after).toBe(5);
  expect(Number(sixth.headers.get("retry-after"))).toBe(5);
  expect((await post(discord, "elsewhere", other.id)).status).toBe(200);
  discord.clock.advance(5_000);
  expect((await post(discord, "6")).status).toBe(200);
});

test("discord.js keeps to the headers: more edits than the limit come through without one 429", async () => {
  const discord = await fakeForTest({ rateLimits: { "edit message": { requests: 5, perMs: 200 } } });
  const rest = restOf(discord);
  const { id } = (await rest.post(Routes.channelMessages(discord.general.id), {
    body: { content: "0" },
  })) as { id: string };
  for (let edit = 1; edit <= 12; edit += 1)
    await rest.patch(Routes.channelMessage(discord.general.id, id), { body: { content: `${edit}` } });
  expect(discord.seen(discord.general)[0]).toMatchObject({ text: "12" });
  expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test("all requests together are limited to fifty a second, those to interactions not counted", async () => {
  const discord = await fakeForTest({ globalPerSecond: 3, ...stillClock });
  const channels = [1, 2, 3, 4].map((index) => discord.addChannel(`c${index}`).id);
  const answers = [];
  for (const channel of channels) answers.push(await post(discord, "x", channel));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[3]?.headers.get("x-ratelimit-global")).toBe("true");
  expect(await answers[3]?.json()).toMatchObject({ global: true });
  const callback = await fetch(`${discord.api}/v10/interactions/1/x/callback`, {
    method: "POST",
    headers: headersFor(discord),
    body: JSON.stringify({ type: 4, data: { content: "x" } }),
  });
  expect(callback.status).toBe(404);
});

test("a channel takes two new names in ten minutes; other changes go on", async () => {
  const discord = await fakeForTest(stillClock);
  const rest = restOf(discord, { rejectOnRateLimit: () => true, timeout: 1_000 });
  const said = discord.say(discord.owner, discord.general, "x");
  await rest.post(Routes.threads(discord.general.id, said.id), { body: { name: "1" } });
  const change = (body: object) => codeOf(rest.patch(Routes.channel(said.id), { body }));
  expect(await change({ name: "2" })).toBe("no error");
  expect(await change({ name: "3" })).toBe("no error");
  expect(await change({ name: "4" })).toMatch(/rate ?limit/i);
  expect(discord.threadOf(said)?.name).toBe("3");
});

test("401, 403 and 429 are counted, and too many shut the bot out for ten minutes", async () => {
  const discord = await fakeForTest({ ...stillClock, mostInvalid: 3, rateLimits: "none" });
  discord.permit(discord.general, discord.bot, { deny: ["SendMessages"] });
  for (let tried = 0; tried < 3; tried += 1) expect((await post(discord, "x")).status).toBe(403);
  expect(discord.invalidRequests()).toBe(3);
  const shut = await post(discord, "x");
  expect(shut.status).toBe(429);
  expect(await shut.text()).toContain("1015");
  discord.clock.advance(600_000);
  expect((await post(discord, "x")).status).toBe(403);
});

test("a 429 that everybody shares is not counted against the bot", async () => {
  const discord = await fakeForTest(stillClock);
  discord.rest.failNext({ fault: 429 });
  const shared = await post(discord, "x");
  expect([shared.status, shared.headers.get("x-ratelimit-scope")]).toEqual([429, "shared"]);
  expect(discord.invalidRequests()).toBe(0);
});
