import { describe, expect, onTestFinished, test } from "vitest";
import { permissionsIn, type Standing } from "../../../adapters/discord/channel-permissions.ts";
import { adapter as module } from "../../../adapters/discord/index.ts";
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from "../../fakes/discord/index.ts";
import { channelPermissions } from "../../fakes/discord/permissions.ts";
import { configured } from "./chat.ts";

async function fake(options?: FakeDiscordOptions): Promise<FakeDiscord> {
  const discord = await startFakeDiscord(options);
  onTestFinished(async () => {
    await discord.stop();
    expect(discord.violations).toEqual([]);
  });
  return discord;
}

/** What the doctor says of channels, given `platforms.discord`. */
async function channelsOf(discord: FakeDiscord, section: unknown = {}) {
  const secrets = { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api };
  const findings = await module.doctor(configured(section), secrets);
  return findings.filter(({ check }) => check === "discord channels");
}

describe("the doctor looks at each channel that Maru may work in", () => {
  test("and says nothing when all is granted everywhere", async () => {
    const discord = await fake();
    discord.addForum("help");
    expect(await channelsOf(discord)).toEqual([]);
  });

  test("and names those where a permission is missing, which one, and where to click", async () => {
    const discord = await fake();
    const forum = discord.addForum("help");
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    discord.permit(discord.general, everyone, { deny: ["SendMessages", "SendMessagesInThreads"] });
    discord.permit(forum, discord.bot, { deny: ["CreatePublicThreads", "ReadMessageHistory"] });
    expect(await channelsOf(discord)).toEqual([
      {
        check: "discord channels",
        level: "warn",
        detail:
          'In "Team" the bot lacks permissions in 2 channels: #general (Send Messages, Send Messages in Threads), #help (Read Message History).',
        remedy: expect.stringMatching(/Edit Channel → Permissions → Advanced permissions/),
      },
    ]);
  });

  test("and of a hidden one only that it cannot see it, after all others", async () => {
    const discord = await fake();
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    discord.permit(discord.general, everyone, { deny: ["ViewChannel"] });
    discord.permit(discord.addChannel("news"), everyone, { deny: ["CreatePublicThreads"] });
    expect((await channelsOf(discord))[0]!.detail).toContain(
      "#news (Create Public Threads), #general (View Channels).",
    );
  });

  test("and names five of many", async () => {
    const discord = await fake();
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    for (let nth = 1; nth <= 8; nth++)
      discord.permit(discord.addChannel(`c${nth}`), everyone, { deny: ["ReadMessageHistory"] });
    const { detail } = (await channelsOf(discord))[0]!;
    expect(detail).toContain("in 8 channels: #c1 (Read Message History)");
    expect(detail).toMatch(/#c5 \(Read Message History\) and 3 more\.$/);
    expect(detail).not.toContain("#c6");
  });

  test("and at none that the config leaves out", async () => {
    const discord = await fake();
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    const archive = discord.addCategory("Archive");
    const old = discord.addChannel("old", { parent: archive });
    for (const channel of [discord.general, old])
      discord.permit(channel, everyone, { deny: ["SendMessages"] });
    const places = { categories: { deny: ["Archive"] }, channels: { deny: ["general"] } };
    expect(await channelsOf(discord, { places })).toEqual([]);
    expect(await channelsOf(discord, { guilds: ["123456789012345678"] })).toEqual([]);
    expect((await channelsOf(discord))[0]!.detail).toContain("2 channels");
  });

  test("and does not repeat for each channel what the roles lack in the whole server", async () => {
    const discord = await fake({ everyone: ["ViewChannel", "SendMessages", "ReadMessageHistory"] });
    const everyone = discord.guild.roles.get(discord.guild.id)!;
    discord.permit(discord.general, everyone, { deny: ["SendMessages"] });
    expect((await channelsOf(discord))[0]!.detail).toContain("1 channel: #general (Send Messages).");
  });

  test("and looks also where the bot is let into single channels only", async () => {
    const discord = await fake({
      everyone: ["SendMessages", "SendMessagesInThreads", "CreatePublicThreads", "ReadMessageHistory"],
    });
    discord.permit(discord.general, discord.bot, { allow: ["ViewChannel"], deny: ["SendMessages"] });
    discord.addChannel("hidden");
    expect((await channelsOf(discord))[0]!.detail).toContain("1 channel: #general (Send Messages).");
  });

  test("and finds nothing missing for an administrator", async () => {
    const discord = await fake({ botPermissions: ["Administrator"] });
    discord.permit(discord.general, discord.bot, { deny: ["ViewChannel"] });
    expect(await channelsOf(discord)).toEqual([]);
  });

  test("and says so when Discord does not let it look", async () => {
    const discord = await fake();
    discord.rest.failNext({ method: "GET", path: /^\/guilds\/\d+\/channels$/, fault: 403 });
    expect(await channelsOf(discord)).toMatchObject([
      { level: "warn", detail: expect.stringMatching(/"Team" cannot be looked at \(403/) },
    ]);
  });
});

test("permissions in a channel are worked out as the server does", async () => {
  const discord = await fake({ botPermissions: ["ManageThreads"] });
  const { guild, bot, general } = discord;
  const everyone = guild.roles.get(guild.id)!;
  const [quiet, loud] = [
    discord.addRole("quiet"),
    discord.addRole("loud", { permissions: ["SendTTSMessages"] }),
  ];
  for (const role of [quiet, loud]) discord.giveRole(bot, role);
  const standing = (): Standing => ({
    guild: guild.id,
    isOwner: false,
    user: bot.id,
    roles: guild.members.get(bot.id)!.roles,
    allRoles: [...guild.roles.values()],
  });
  const steps = [
    () => {},
    () => discord.permit(general, everyone, { deny: ["SendMessages", "ReadMessageHistory"] }),
    () => discord.permit(general, quiet, { deny: ["SendTTSMessages", "AddReactions"] }),
    () => discord.permit(general, loud, { allow: ["SendMessages", "AddReactions"] }),
    () => discord.permit(general, bot, { allow: ["ReadMessageHistory"], deny: ["SendMessages"] }),
    () => discord.permit(general, everyone, { deny: ["ViewChannel"] }),
  ];
  for (const step of steps) {
    step();
    expect(permissionsIn((general.permission_overwrites ?? []) as never, standing())).toBe(
      channelPermissions(discord.world, general, bot.id),
    );
  }
});
