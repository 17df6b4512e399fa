import { MessageFlags } from "discord.js";
import { describe, expect, test } from "vitest";
import { type Connected, connect } from "./chat.ts";

const LINK = "https://discord.com/channels/1/2/3";
const points = (count: number, word: string) =>
  Array.from({ length: count }, (_, at) => `- ${word} ${at}. — [Ann Lee, 3:00 PM](${LINK})`).join("\n");
const posted = ({ discord }: Connected) => discord.seen(discord.general).filter(({ isBot }) => isBot);
const openDigest = ({ adapter, discord }: Connected, key = "digest/general/1") =>
  adapter.openPost(`discord:${discord.general.id}`, key);

describe("a post of Maru's own", () => {
  test("pings nobody, has no previews of links, and can be rated", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    await (await openDigest(chat)).finish(`Hi <@${ann.id}> and @everyone: ${LINK}`, "answer");
    const [one, ...others] = posted(chat);
    expect(others).toEqual([]);
    expect(one?.pings).toEqual({ users: [], roles: [], everyone: false });
    expect(one!.message.flags & MessageFlags.SuppressEmbeds).toBeTruthy();
    discord.press(ann, one!.message, one!.controls[0]!.customId);
    const reply = `discord:${discord.general.id}/${one!.id}`;
    expect(await core.until("feedback")).toMatchObject({ reply, rating: "up" });
  });

  test("is there once when Maru was cut off in it, though it is worded differently then", async () => {
    await using chat = await connect();
    const { discord } = chat;
    // The second part never arrives, nor does the confirmation of the first: as if Maru had been killed.
    discord.rest.failNext({ method: "POST", path: /\/messages$/, fault: "lost answer" });
    Object.assign(discord.rest, { share: 1, kinds: ["lost request"] });
    await expect((await openDigest(chat)).finish(points(60, "First"), "answer")).rejects.toThrow();
    expect(posted(chat)).toHaveLength(1);
    await chat.restart(() => {
      discord.rest.share = 0;
      // Discord does not know the nonce any more.
      discord.clock.advance(20 * 60_000);
    });
    const again = await openDigest(chat);
    expect(again.finished).toBe(false);
    await again.finish(points(60, "Second"), "answer");
    const texts = posted(chat).map(({ text }) => text);
    expect(texts.join("\n")).toBe(points(60, "Second"));
    expect(posted(chat).map(({ controls }) => controls.length)).toEqual([...texts.slice(1).map(() => 0), 2]);
  });

  test("is refused where Maru may not write or work, and in a forum", async () => {
    await using chat = await connect({
      config: { places: { channels: { deny: ["secret"] } } },
      before(discord) {
        discord.permit(discord.addChannel("quiet"), discord.bot, { deny: ["SendMessages"] });
        discord.addChannel("secret");
        discord.addForum("ideas");
      },
    });
    const { discord, adapter } = chat;
    const open = (wanted: string) => {
      const { id } = [...discord.world.channels.values()].find(({ name }) => name === wanted)!;
      return adapter.openPost(`discord:${id}`, wanted);
    };
    for (const name of ["secret", "ideas"])
      await expect(open(name)).rejects.toMatchObject({ code: "forbidden" });
    await expect((await open("quiet")).finish("A digest.", "answer")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(adapter.openPost("discord:1", "1")).rejects.toMatchObject({ code: "gone" });
  });
});

describe("a finished text that is given another", () => {
  test("keeps the ratings under it, wherever its end is then", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const post = await openDigest(chat);
    await post.finish(points(60, "Long"), "answer");
    const last = posted(chat).at(-1)!;
    discord.press(ann, last.message, last.controls[0]!.customId);
    await core.until("feedback");
    await expect.poll(() => posted(chat).at(-1)?.controls[0]?.label).toBe("1");
    for (const count of [2, 60, 60, 2, 60]) {
      await post.revise(points(count, `Of ${count}`));
      const shown = posted(chat);
      expect(shown.map(({ text }) => text).join("\n")).toBe(points(count, `Of ${count}`));
      expect(shown.flatMap(({ controls }) => controls.map(({ label }) => label))).toEqual(["1", ""]);
      expect(shown.at(-1)?.controls).toHaveLength(2);
    }
  });

  test("loses its words also where people deleted a part of it, or it stands in an archived thread", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const question = discord.say(ann, discord.general, `<@${discord.bot.id}> summarise`);
    const { message } = await core.until("message");
    const reply = await chat.adapter.openReply(message);
    await reply.finish(points(90, "Secret"), "answer");
    const thread = discord.threadOf(question)!;
    const parts = () => discord.seen(thread).filter(({ isBot, text }) => isBot && text !== "");
    expect(parts().length).toBeGreaterThan(2);
    discord.remove(parts()[1]!.message);
    discord.archive(thread);
    await reply.revise("Nothing is left.");
    expect(parts().map(({ text }) => text)).toEqual(["Nothing is left."]);
    discord.remove(parts()[0]!.message);
    await reply.revise("Back again.");
    expect(parts()).toEqual([]);
  });

  test("does so where Maru may not read the past any more", async () => {
    await using chat = await connect();
    const { discord } = chat;
    const post = await openDigest(chat);
    await post.finish("Secret.", "answer");
    discord.permit(discord.general, discord.bot, { deny: ["ReadMessageHistory"] });
    await post.revise("Nothing is left.");
    expect(posted(chat)).toMatchObject([{ text: "Nothing is left.", controls: [{}, {}] }]);
  });
});
