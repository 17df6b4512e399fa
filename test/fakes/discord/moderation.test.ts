import { Routes } from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, loggedIn, restOf } from "./connect.ts";

test("the audit log takes a reason of 512 characters in any script, and no longer one", async () => {
  const discord = await fakeForTest({ botPermissions: ["ManageMessages"] });
  const rest = restOf(discord);
  const ann = discord.addPerson("Ann");
  const remove = (reason: string) =>
    codeOf(
      rest.delete(Routes.channelMessage(discord.general.id, discord.say(ann, discord.general, "x").id), {
        reason,
      }),
    );
  expect(await remove("규칙 3")).toBe("no error");
  expect(await remove("x".repeat(512))).toBe("no error");
  expect(await remove("x".repeat(513))).toBe(50035);
  expect(discord.requests.map(({ auditReason }) => auditReason?.length)).toEqual([4, 512, 513]);
  expect(discord.seen(discord.general)).toHaveLength(1);
});

test("whoever left is no member, and nobody writes or reads in a channel that was deleted", async () => {
  const discord = await fakeForTest({ botPermissions: ["ModerateMembers"] });
  const rest = restOf(discord);
  const ann = discord.addPerson("Ann");
  const said = discord.say(ann, discord.general, "hello");
  discord.removeMember(ann);
  const body = { communication_disabled_until: null };
  expect(await codeOf(rest.patch(Routes.guildMember(discord.guild.id, ann.id), { body }))).toBe(10007);
  expect(() => discord.say(ann, discord.general, "more")).toThrow("lacks");
  discord.deleteChannel(discord.general);
  expect(await codeOf(rest.delete(Routes.channelMessage(discord.general.id, said.id)))).toBe(10003);
});

test("a thread is renamed by its owner and by who manages threads, and the bot is told", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const ann = discord.addPerson("Ann");
  const bob = discord.addPerson("Bob");
  const thread = discord.startThread(ann, discord.general, "before");
  const nameSeen = () => {
    const channel = client.channels.cache.get(thread.id);
    return channel?.isThread() && channel.name;
  };
  expect(() => discord.renameThread(bob, thread, "after")).toThrow("lacks ManageThreads");
  discord.renameThread(ann, thread, "after");
  await expect.poll(nameSeen).toBe("after");
  discord.renameThread(discord.owner, thread, "later");
  await expect.poll(nameSeen).toBe("later");
});
