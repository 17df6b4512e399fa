import { PermissionFlagsBits } from "discord.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { adapter as module } from "../../../adapters/discord/index.ts";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "../../fakes/discord/index.ts";
import { configured } from "./chat.ts";

const moderating: FakeDiscordOptions = { botPermissions: ["ManageMessages", "ModerateMembers"] };
const withCards = { moderation: { channel: "moderators" } };

async function fake(options?: FakeDiscordOptions): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  onTestFinished(async () => {
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  return discord;
}

async function findings(discord: FakeDiscord, section: unknown, check: string) {
  const secrets = { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api };
  const found = await module.doctor(configured(section), secrets);
  return found.filter((one) => one.check === check);
}

const everyone = (discord: FakeDiscord) => discord.guild.roles.get(discord.guild.id)!;

describe("the doctor", () => {
  test("asks for the permissions of a moderator only where moderation is set", async () => {
    const discord = await fake();
    const asked = async (section: unknown) => {
      const [invite] = await findings(discord, section, "discord invite");
      return BigInt(new URL(/https:\S+/.exec(invite!.detail)![0]).searchParams.get("permissions")!);
    };
    const { ManageMessages, ModerateMembers, EmbedLinks } = PermissionFlagsBits;
    const plain = await asked({});
    expect(plain & (ManageMessages | ModerateMembers | EmbedLinks)).toBe(0n);
    expect((await asked({ moderation: {} })) ^ plain).toBe(ManageMessages | ModerateMembers);
    expect((await asked(withCards)) ^ plain).toBe(ManageMessages | ModerateMembers | EmbedLinks);
    expect(await findings(discord, {}, "discord servers")).toMatchObject([{ level: "ok" }]);
    expect(await findings(discord, { moderation: {} }, "discord servers")).toMatchObject([
      { level: "warn", detail: 'In "Team" the bot lacks: Manage Messages, Timeout Members.' },
    ]);
  });

  test("names channels in which Maru may not delete", async () => {
    const discord = await fake(moderating);
    discord.permit(discord.general, discord.bot, { deny: ["ManageMessages"] });
    expect(await findings(discord, {}, "discord channels")).toEqual([]);
    expect(await findings(discord, { moderation: {} }, "discord channels")).toMatchObject([
      { level: "warn", detail: expect.stringContaining("#general (Manage Messages)") },
    ]);
  });

  test("says when there is no moderators' channel, and nothing of it when none is wanted", async () => {
    const discord = await fake(moderating);
    expect(await findings(discord, { moderation: {} }, "discord moderators")).toEqual([]);
    expect(await findings(discord, withCards, "discord moderators")).toMatchObject([
      { level: "warn", detail: 'No server has a text channel "moderators" to show cases in.' },
    ]);
  });

  test("says when cards cannot be shown in it, when everybody reads them, and when all is well", async () => {
    const discord = await fake(moderating);
    const channel = discord.addChannel("moderators");
    const look = async () =>
      (await findings(discord, { moderation: { channel: channel.id } }, "discord moderators"))[0];
    discord.permit(channel, discord.bot, { deny: ["EmbedLinks"] });
    expect(await look()).toMatchObject({
      level: "warn",
      detail: 'In #moderators of "Team", where cases are to be shown, the bot lacks: Embed Links.',
    });
    discord.permit(channel, discord.bot, {});
    expect(await look()).toMatchObject({
      level: "warn",
      detail: 'Everybody in "Team" can read #moderators, where cases are to be shown.',
    });
    discord.permit(channel, everyone(discord), { deny: ["ViewChannel"] });
    discord.permit(channel, discord.bot, { allow: ["ViewChannel"] });
    expect(await look()).toEqual({
      check: "discord moderators",
      level: "ok",
      detail: 'Cases are shown in #moderators of "Team".',
    });
  });
});
