import { describe, expect, test } from "vitest";
import type { PersonId, SummaryScope } from "../../../src/core/types.ts";
import type { Channel, User } from "../../fakes/discord/index.ts";
import { usualForEveryone } from "../../fakes/discord/permissions.ts";
import { type Connected, connect } from "./chat.ts";

const place = ({ id }: Channel): SummaryScope => ({ place: `discord:${id}` });
const thread = (home: Channel, { id }: { readonly id: string }): SummaryScope => ({
  thread: `discord:${home.id}/${id}`,
});
const reads = ({ adapter }: Connected, reader: User | "everybody", scope: SummaryScope) =>
  adapter.mayRead(reader === "everybody" ? reader : (`discord:${reader.id}` as PersonId), scope);

describe("a person may read a channel and its threads", () => {
  test("who sees it and may read its history, by roles and overwrites as they are now", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const [crew, muted] = [discord.addRole("Crew"), discord.addRole("Muted")];
    const staff = discord.addChannel("staff");
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    discord.permit(staff, everyone, { deny: ["ViewChannel"] });
    for (const whom of [crew, discord.bot]) discord.permit(staff, whom, { allow: ["ViewChannel"] });
    discord.permit(staff, muted, { deny: ["ReadMessageHistory"] });
    const started = discord.startThread(discord.owner, staff, "thread");
    const scopes = [place(staff), thread(staff, started), thread(staff, { id: "1".repeat(18) })];
    const all = (reader: User) => Promise.all(scopes.map((scope) => reads(chat, reader, scope)));
    expect(await all(ann)).toEqual([false, false, false]);
    expect(await all(discord.owner)).toEqual([true, true, true]);
    discord.giveRole(ann, crew);
    expect(await all(ann)).toEqual([true, true, true]);
    discord.giveRole(ann, muted);
    expect(await all(ann)).toEqual([false, false, false]);
    discord.permit(staff, ann, { allow: ["ReadMessageHistory"] });
    expect(await all(ann)).toEqual([true, true, true]);
    discord.removeMember(ann);
    expect(await all(ann)).toEqual([false, false, false]);
    expect(
      await reads(chat, discord.addPerson("Eve", { guilds: [discord.addGuild("Other")] }), scopes[0]!),
    ).toBe(false);
  });

  test("but not where Maru does not work, nor what is none of its scopes", async () => {
    await using chat = await connect({ config: { places: { channels: { deny: ["secret"] } } } });
    const { discord, ann, adapter } = chat;
    const [secret, other] = [discord.addChannel("secret"), discord.addChannel("other")];
    const started = discord.startThread(ann, other, "thread");
    const me: PersonId = `discord:${ann.id}`;
    expect(await reads(chat, ann, place(secret))).toBe(false);
    expect(await reads(chat, ann, thread(other, started))).toBe(true);
    // A thread of another channel, or one as if it were a place.
    expect(await reads(chat, ann, thread(discord.general, started))).toBe(false);
    expect(await reads(chat, ann, place(started))).toBe(false);
    discord.deleteChannel(other);
    expect(await reads(chat, ann, place(other))).toBe(false);
    for (const forged of ["other:1", "discord:", `discord:${discord.general.id}/x`] as const)
      expect(await adapter.mayRead(me, { thread: forged })).toBe(false);
  });

  test("and a private thread who is in it or manages threads, and it is no part of its channel", async () => {
    await using chat = await connect();
    const { discord, ann } = chat;
    const [bob, mod] = [
      discord.addPerson("Bob"),
      discord.addPerson("Mod", { roles: [discord.addRole("Mods", { permissions: ["ManageThreads"] })] }),
    ];
    const secret = discord.startThread(ann, discord.general, "secret", "secret");
    discord.addToThread(discord.bot, secret);
    for (const scope of [place(secret), thread(secret, secret)]) {
      expect(await reads(chat, ann, scope)).toBe(true);
      expect(await reads(chat, mod, scope)).toBe(true);
      expect(await reads(chat, bob, scope)).toBe(false);
      expect(await reads(chat, "everybody", scope)).toBe(true);
    }
    for (const reader of [ann, mod, "everybody"] as const)
      expect(await reads(chat, reader, thread(discord.general, secret))).toBe(false);
    discord.addToThread(bob, secret);
    expect(await reads(chat, bob, place(secret))).toBe(true);
  });
});

describe("everybody who sees a channel can read it", () => {
  const setUp = async (everyone?: Parameters<typeof connect>[0]) => {
    const chat = await connect(everyone);
    const { discord } = chat;
    const all = discord.guild.roles.get(discord.guild.id)!;
    const role = (name: string) => discord.addRole(name);
    return { chat, discord, all, role, ask: (channel: Channel) => reads(chat, "everybody", place(channel)) };
  };

  test("unless a role or the channel lets some see it without its history", async () => {
    const { chat, discord, all, role, ask } = await setUp();
    await using _ = chat;
    expect(await ask(discord.general)).toBe(true);
    const hidden = discord.addChannel("hidden");
    discord.permit(hidden, all, { deny: ["ViewChannel"] });
    const crew = role("Crew");
    for (const whom of [crew, discord.bot]) discord.permit(hidden, whom, { allow: ["ViewChannel"] });
    expect(await ask(hidden)).toBe(true);
    // Nobody would be in the way but somebody who has both.
    discord.permit(hidden, role("Muted"), { deny: ["ReadMessageHistory"] });
    expect(await ask(hidden)).toBe(false);
    const news = discord.addChannel("news");
    discord.permit(news, all, { deny: ["ReadMessageHistory"] });
    expect(await ask(news)).toBe(false);
    discord.permit(news, all, { deny: ["ViewChannel", "ReadMessageHistory"] });
    for (const whom of [crew, discord.bot])
      discord.permit(news, whom, { allow: ["ViewChannel", "ReadMessageHistory"] });
    expect(await ask(news)).toBe(true);
    discord.permit(news, discord.addRole("Admins", { permissions: ["Administrator"] }), {
      deny: ["ReadMessageHistory"],
    });
    expect(await ask(news)).toBe(true);
  });

  test("unless the server gives the history to some roles only", async () => {
    const without = usualForEveryone.filter((name) => name !== "ReadMessageHistory");
    const { chat, discord, all, ask } = await setUp({
      discord: { everyone: without, botPermissions: ["ReadMessageHistory"] },
    });
    await using _ = chat;
    discord.addRole("Readers", { permissions: ["ReadMessageHistory"] });
    expect(await ask(discord.general)).toBe(false);
    discord.permit(discord.general, all, { allow: ["ReadMessageHistory"] });
    expect(await ask(discord.general)).toBe(true);
  });

  test("unless a single member sees it without its history; who has left, and bots, do not count", async () => {
    const { chat, discord, ask } = await setUp();
    await using _ = chat;
    const [bob, eve] = [discord.addPerson("Bob"), discord.addPerson("Eve")];
    const helper = discord.addPerson("Helper", { bot: true });
    discord.permit(discord.general, helper, { deny: ["ReadMessageHistory"] });
    discord.permit(discord.general, eve, { deny: ["ViewChannel", "ReadMessageHistory"] });
    expect(await ask(discord.general)).toBe(true);
    discord.permit(discord.general, bob, { deny: ["ReadMessageHistory"] });
    expect(await ask(discord.general)).toBe(false);
    discord.removeMember(bob);
    expect(await ask(discord.general)).toBe(true);
  });
});

test("who may read is not answered by guessing while Discord does not answer", async () => {
  await using chat = await connect();
  chat.discord.rest.failNext({ method: "GET", path: /\/guilds\/\d+\/members\//, fault: 500, times: 50 });
  await expect(reads(chat, chat.ann, place(chat.discord.general))).rejects.toThrow();
});
