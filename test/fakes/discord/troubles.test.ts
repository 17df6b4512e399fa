import { Routes } from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, restOf } from "./connect.ts";
import { startFakeDiscord } from "./index.ts";

const hello = { body: { content: "hello" } };

test("the next matching requests fail with what the test asks for, and then no more", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const route = Routes.channelMessages(discord.general.id);
  discord.rest.failNext({ method: "POST", path: /messages$/, fault: 500 });
  expect(await codeOf(rest.get(route))).toBe("no error");
  expect(await codeOf(rest.post(route, hello))).toBe(500);
  expect(await codeOf(rest.post(route, hello))).toBe("no error");
  expect(discord.rest.injected).toBe(1);
});

test("discord.js tries a 500 and a 429 again, so that both pass unnoticed", async () => {
  const discord = await fakeForTest();
  discord.rest.retryAfterS = 0.05;
  const rest = restOf(discord, { retries: 3 });
  discord.rest.failNext({ fault: 429 });
  discord.rest.failNext({ fault: 502 });
  await rest.post(Routes.channelMessages(discord.general.id), hello);
  expect(discord.requests.map(({ status }) => status)).toEqual([429, 502, 200]);
});

test("an answer can be lost after it took effect, and a request before", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const route = Routes.channelMessages(discord.general.id);
  discord.rest.failNext({ fault: "lost answer" });
  discord.rest.failNext({ fault: "lost request" });
  const body = { content: "once", nonce: "n", enforce_nonce: true };
  expect(await codeOf(rest.post(route, { body }))).not.toBe("no error");
  expect(await codeOf(rest.post(route, { body }))).not.toBe("no error");
  await rest.post(route, { body });
  expect(discord.seen(discord.general).map(({ text }) => text)).toEqual(["once"]);
});

test("a share of requests fails, the same ones with the same seed", async () => {
  const run = async (seed: number) => {
    const discord = await startFakeDiscord({ seed, rateLimits: "none", globalPerSecond: 1_000 });
    discord.rest.share = 0.3;
    discord.rest.kinds = [500, 503];
    const rest = restOf(discord);
    for (let sent = 0; sent < 40; sent += 1) await codeOf(rest.get(Routes.channel(discord.general.id)));
    await discord.stop();
    return discord.requests.map(({ status }) => status);
  };
  const first = await run(7);
  expect(await run(7)).toEqual(first);
  expect(await run(8)).not.toEqual(first);
  const failed = first.filter((status) => status >= 500).length;
  expect(failed).toBeGreaterThan(4);
  expect(failed).toBeLessThan(24);
});

test("answers can be late", async () => {
  const discord = await fakeForTest();
  discord.rest.latencyMs = 120;
  const before = performance.now();
  await restOf(discord).get(Routes.channel(discord.general.id));
  expect(performance.now() - before).toBeGreaterThan(100);
});

test("waiting ends with an error that says what did not happen", async () => {
  const discord = await fakeForTest();
  await expect(discord.until(() => false, "a miracle", 20)).rejects.toThrow("without: a miracle");
});
