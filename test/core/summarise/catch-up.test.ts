import { expect, test } from "vitest";
import { alice, bob, type FakePlatform } from "../../fakes/platform.ts";
import { stage } from "../stage.ts";
import { noModel } from "./asked.ts";

const decided = (text: string) => `We decided: ${text}.`;
const catchUp = async (platform: FakePlatform) =>
  platform.finished(await platform.say("@maru catch up", { by: alice }));

test("whoever asks sees alone what was said since they last spoke", async () => {
  const { platform } = await stage({ model: noModel() });
  platform.post(decided("the old thing stays"), { by: bob });
  const own = platform.post("I am away until noon.", { by: alice });
  const missed = platform.post(decided("the new thing comes on Friday"), { by: bob });
  const reply = await catchUp(platform);
  expect(reply.audience).toBe("author");
  expect(reply.text).toContain(missed.text);
  expect(reply.text).not.toContain("old thing");
  expect(reply.text).not.toContain(own.text);
  expect(reply.text).toContain("when you last wrote here");
});

test("what was read on the platform was not missed", async () => {
  const { platform } = await stage({ model: noModel() });
  platform.post("I am away until noon.", { by: alice });
  const read = platform.post(decided("this was read"), { by: bob });
  platform.post(decided("this was not"), { by: bob });
  platform.readUntil.set("fake:alice fake:general", read.sentAt);
  const reply = await catchUp(platform);
  expect(reply.text).toContain("this was not");
  expect(reply.text).not.toContain("this was read");
  expect(reply.text).toContain("up to which you have read");
});

test("having written elsewhere in the channel is not having read it, where the platform tells what was read", async () => {
  const { platform } = await stage({ model: noModel() });
  const thread = platform.post("Lunch at noon?", { by: bob });
  platform.readUntil.set("fake:alice fake:general", thread.sentAt);
  const unread = platform.post(decided("the new thing comes on Friday"), { by: bob });
  platform.post("ok", { by: alice, inThreadOf: thread });
  const reply = await catchUp(platform);
  expect(reply.text).toContain(unread.text);
  expect(reply.text).toContain("up to which you have read");
});

test("of a channel that somebody never opened all was missed, whatever they wrote in it", async () => {
  const { platform } = await stage({ model: noModel() });
  const unread = platform.post(decided("the new thing comes on Friday"), { by: bob });
  platform.post("ok", { by: alice });
  platform.readUntil.set("fake:alice fake:general", "never");
  expect((await catchUp(platform)).text).toContain(unread.text);
});

test("who was the only one to write since has missed nothing", async () => {
  const { platform } = await stage({ model: noModel() });
  const read = platform.post(decided("this was read"), { by: bob });
  platform.readUntil.set("fake:alice fake:general", read.sentAt);
  platform.post("We decided: I go on alone.", { by: alice });
  expect((await catchUp(platform)).text).toContain("You missed nothing here since");
});

test("what was caught up with once is not told again", async () => {
  const { platform } = await stage({ model: noModel() });
  platform.post(decided("the first thing"), { by: bob });
  expect((await catchUp(platform)).text).toContain("the first thing");
  platform.messages.splice(
    0,
    platform.messages.length,
    ...platform.messages.filter(({ author }) => author !== alice),
  );
  platform.post(decided("the second thing"), { by: bob });
  const again = await catchUp(platform);
  expect(again.text).toContain("the second thing");
  expect(again.text).not.toContain("the first thing");
});

test("who missed nothing is told so", async () => {
  const { platform } = await stage({ model: noModel() });
  platform.post(decided("something"), { by: bob });
  platform.post("Good.", { by: alice });
  expect(await catchUp(platform)).toMatchObject({
    kind: "notice",
    text: expect.stringContaining("You missed nothing here since"),
  });
});
