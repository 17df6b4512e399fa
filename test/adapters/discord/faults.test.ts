import { describe, expect, onTestFinished, test } from "vitest";
import { closedForGood } from "../../../adapters/discord/closed-for-good.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { connect, memoryStore } from "./chat.ts";
import { startedWith } from "./started-with.ts";

describe("when Discord closes the connection for good, what to do is told by the log and as the adapter's fault", () => {
  test("a token that was reset", async () => {
    await using chat = await connect();
    expect(chat.adapter.fault).toBeUndefined();
    chat.discord.resetToken();
    await expect
      .poll(() => chat.adapter.fault)
      .toMatch(/it was reset\. Make a new one at .* into \.env, and start/);
    expect(chat.log.lines).toContainEqual({
      level: "error",
      event: "discord closed the connection for good",
      fields: { code: 4004, remedy: chat.adapter.fault },
    });
  });

  test("an intent that was taken away", async () => {
    await using chat = await connect();
    chat.discord.gateway.drop(4014);
    await expect
      .poll(() => chat.adapter.fault)
      .toMatch(/Message Content Intent away.*\/bot → Privileged Gateway Intents.*goes on without/);
  });

  test.each([
    [4010, /more servers than one connection may serve \(close code 4010\)/],
    [4011, /more servers/],
    [4012, /Update Maru/],
    [4013, /\(close code 4013\)\. Update Maru/],
    [4999, /close code 4999\)\. Run `npm run maru -- doctor --discord`/],
  ])("%d", (code, words) => {
    expect(closedForGood(code, "1")).toMatch(words);
  });

  test("but not when the connection only breaks", async () => {
    await using chat = await connect();
    chat.discord.gateway.drop(4000);
    await chat.discord.until(() => chat.discord.gateway.counts.resumes > 0);
    expect(chat.adapter.fault).toBeUndefined();
  });
});

test("a start that the store fails leaves no connection behind", async () => {
  const discord = await startFakeDiscord({ everyone: ["ViewChannel"] });
  onTestFinished(() => discord.stop());
  const store = await memoryStore();
  await store.close();
  await expect(startedWith(discord, { store })).rejects.toThrow();
  await discord.until(() => !discord.gateway.connected());
});

test("an intent that is refused at the start ends it with what to do, and does not try again", async () => {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.stop());
  // The application says that it may, and the gateway that it may not.
  discord.gateway.troubles.disallowIntents = true;
  await expect(startedWith(discord)).rejects.toMatchObject({
    name: "OperatorError",
    message: expect.stringMatching(/took the Message Content Intent away/),
  });
  expect(discord.gateway.closeCodes).toEqual([4014]);
});
