import { describe, expect, test } from "vitest";
import { locate } from "../../../adapters/discord/locate.ts";
import { connect } from "./chat.ts";

describe("a place is named", () => {
  test("by its channel's name or id, where Maru sees it and works in it", async () => {
    await using chat = await connect({
      config: { places: { channels: { deny: ["secret"] } } },
      before(discord) {
        discord.permit(discord.addChannel("hidden"), discord.bot, { deny: ["ViewChannel"] });
        discord.addChannel("secret");
        discord.addForum("ideas");
        discord.addCategory("Work");
      },
    });
    const { discord, adapter, ann } = chat;
    const idOf = (wanted: string) =>
      [...discord.world.channels.values()].find(({ name }) => name === wanted)!.id;
    const general = { id: `discord:${discord.general.id}`, name: "general", kind: "channel" };
    for (const name of ["general", "#general", discord.general.id])
      expect(await adapter.placeNamed(name)).toEqual(general);
    expect((await adapter.placeNamed("ideas"))?.id).toBe(`discord:${idOf("ideas")}`);
    const thread = discord.startThread(ann, discord.general, "thread");
    for (const nobodys of [
      "hidden",
      idOf("hidden"),
      "secret",
      idOf("secret"),
      "Work",
      "thread",
      thread.id,
      "1",
      "",
    ])
      expect(await adapter.placeNamed(nobodys)).toBeUndefined();
  });

  test("by a private thread's or a direct conversation's id", async () => {
    await using chat = await connect();
    const { discord, adapter, ann } = chat;
    const secret = discord.startThread(ann, discord.general, "secret", "secret");
    discord.addToThread(discord.bot, secret);
    expect((await adapter.placeNamed(secret.id))?.id).toBe(`discord:${secret.id}`);
    const direct = discord.direct(ann);
    expect(await adapter.placeNamed(direct.id)).toEqual({
      id: `discord:${direct.id}`,
      name: "Ann Lee",
      kind: "direct",
    });
  });

  test("by no name that two of them have", async () => {
    await using chat = await connect();
    const { discord, adapter } = chat;
    const other = discord.addChannel("general", { guild: discord.addGuild("Other") });
    await expect.poll(() => adapter.placeNamed(other.id)).toMatchObject({ name: "general" });
    expect(await adapter.placeNamed("general")).toBeUndefined();
  });
});

describe("a permalink", () => {
  // The example of Discord's documents (docs: reference#snowflakes).
  const [guild, channel, message] = ["110000000000000001", "110000000000000002", "175928847299117063"];
  const spot = { id: `discord:${channel}/${message}`, sentAt: "2016-04-30T11:18:25.796Z" };

  test.for([
    `https://discord.com/channels/${guild}/${channel}/${message}`,
    `https://discord.com/channels/@me/${channel}/${message}`,
    `https://ptb.discord.com/channels/${guild}/${channel}/${message}`,
    `https://canary.discord.com/channels/${guild}/${channel}/${message}`,
    `https://www.discord.com/channels/${guild}/${channel}/${message}`,
    `https://discordapp.com/channels/${guild}/${channel}/${message}`,
    `http://discord.com/channels/${guild}/${channel}/${message}/`,
    `https://discord.com/channels/${guild}/${channel}/${message}?x=1#y`,
    `<https://discord.com/channels/${guild}/${channel}/${message}>`,
    ` discord://-/channels/${guild}/${channel}/${message} `,
  ])("is read in every form that clients give it: %s", async (link) => {
    expect(await locate(link)).toEqual(spot);
  });

  test.for([
    `https://discord.com/channels/${guild}/${channel}`,
    `https://discord.com.example.com/channels/${guild}/${channel}/${message}`,
    `https://example.com/https://discord.com/channels/${guild}/${channel}/${message}`,
    `https://evil@discord.com/channels/${guild}/${channel}/${message}`,
    `https://discord.com/channels/${guild}/${channel}/${message}/1`,
    `https://discord.com/channels/${guild}/${channel}/99999999999999999999`,
    `https://discord.com/channels/${guild}/${channel}/${message}, and more`,
    `https://discord.com/channels/general/${channel}/${message}`,
    "javascript:alert(1)",
  ])("is nothing else: %s", async (link) => {
    expect(await locate(link)).toBeUndefined();
  });
});
