import type { APIMessage } from "discord.js";
import { expect, test } from "vitest";
import type { Api, NewMessage } from "../../../adapters/discord/api.ts";
import { createTellNotStored } from "../../../adapters/discord/tell-not-stored.ts";
import type { Message } from "../../../src/core/types.ts";

function telling() {
  const clock = { time: 1_000_000_000 };
  const said: [string, string | undefined][] = [];
  const post: Api["post"] = async (channel, { replyTo }: NewMessage) => {
    said.push([channel, replyTo]);
    return {} as APIMessage;
  };
  const tell = createTellNotStored({ api: { post }, now: () => clock.time });
  const wrote = (id: string, kind: Message["author"]["kind"], isForMaru: boolean, channel = "1") =>
    tell(
      { id, channel_id: channel } as APIMessage,
      { author: { id: "discord:5", name: "Ann", kind }, text: "why?" } as unknown as Message,
      isForMaru,
    );
  return { clock, said, wrote };
}

test("who asked Maru is always told that the question was not stored", async () => {
  const { said, wrote } = telling();
  await wrote("11", "person", true);
  await wrote("12", "person", true);
  expect(said).toEqual([
    ["1", "11"],
    ["1", "12"],
  ]);
});

test("of what was only overheard, one person in ten minutes is told in a channel", async () => {
  const { clock, said, wrote } = telling();
  await wrote("11", "person", false);
  await wrote("12", "person", false);
  await wrote("21", "person", false, "2");
  clock.time += 10 * 60 * 1000;
  await wrote("13", "person", false);
  expect(said).toEqual([
    ["1", "11"],
    ["2", "21"],
    ["1", "13"],
  ]);
});

test("bots are told nothing: they would answer", async () => {
  const { said, wrote } = telling();
  await wrote("11", "bot", true);
  expect(said).toEqual([]);
});
