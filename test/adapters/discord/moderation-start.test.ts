import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { adapter } from "../../../adapters/discord/index.ts";
import { start } from "../../../src/cli/start.ts";
import { loadConfig } from "../../../src/config/index.ts";
import type { AdapterModule } from "../../../src/core/ports/index.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";

const yaml = `
model: { use: none }
log: { level: error }
moderation:
  policy:
    # Which messages are drawn at random changes what is read.
    sampleShare: 0
    rules:
      - { name: slurs, kind: words, words: [vermin], category: hate, steps: [remove] }
      - { name: team, kind: words, words: [outsiders], category: hate, steps: [queue] }
    exempt: { roles: [Helpers] }
    places:
      - { match: [general, help], mode: active }
platforms:
  discord: { moderation: { channel: moderators } }
`;

test("a whole Maru removes by the policy, shows moderators, gives back what they dismiss, and takes reports", async () => {
  const discord = await startFakeDiscord({
    rateLimits: "none",
    botPermissions: ["ManageMessages", "ModerateMembers"],
  });
  const folder = await mkdtemp(join(tmpdir(), "maru-discord-"));
  const adapters: readonly AdapterModule[] = [adapter as AdapterModule];
  const loaded = loadConfig({ text: yaml, env: {}, adapters });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  const moderators = discord.addChannel("moderators");
  const help = discord.addForum("help");
  const running = await start({
    config: { ...loaded.config, data: { folder, store: "memory:" } },
    baseFolder: folder,
    adapters,
    environment: { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api },
    version: "0.0.0",
    print: () => {},
  });
  try {
    const ann = discord.addPerson("Ann");
    const mod = discord.addPerson("Mod", {
      roles: [discord.addRole("Mods", { permissions: ["ManageMessages"] })],
    });
    const cards = () => discord.seen(moderators).filter(({ isBot }) => isBot);
    const said = () => discord.seen(discord.general).map(({ text }) => text);
    const letters = () => discord.seen(discord.direct(ann)).map(({ text }) => text.split("\n")[0]);

    discord.say(ann, discord.general, "they are vermin");
    await expect
      .poll(letters)
      .toEqual([expect.stringMatching(/^Your message in \*\*#general\*\* was removed/)]);
    expect(said()).toEqual([]);
    await expect.poll(() => JSON.stringify(cards().map(({ embeds }) => embeds))).toContain("Rules: slurs");
    discord.press(mod, cards()[0]!.message, "move:dismiss:c1");
    await expect.poll(said).toEqual(["-# Restored by the moderators. **Ann** wrote:\n> they are vermin"]);
    await expect.poll(() => letters().at(-1)).toMatch(/was taken back\.$/);

    discord.forumPost(ann, help, "no outsiders", "hello there");
    await expect.poll(() => cards().at(-1)?.embeds[0]?.description).toContain("||no outsiders");

    const helper = discord.addPerson("Helper", { roles: [discord.addRole("Helpers")] });
    const exempt = discord.say(helper, discord.general, "it is about vermin");
    const chosen = discord.contextMenu(ann, exempt, "Report to moderators");
    await discord.until(() => chosen.modal);
    discord.submitModal(chosen, { words: "rude" });
    await expect.poll(() => JSON.stringify(cards().at(-1)?.embeds)).toContain("||rude||");
    expect(cards().at(-1)!.embeds[0]!.description).toContain("||it is about vermin||");
    expect(said()).toContain("it is about vermin");
    expect(cards()).toHaveLength(3);

    // Of the channel, its own line alone is read: no thread is listed, and none of their words are shown.
    const root = discord.say(ann, discord.general, "lovely day");
    discord.say(ann, discord.startThread(ann, discord.general, "weather", root), "quite unrelated");
    const from = discord.requests.length;
    discord.say(ann, discord.general, "vermin again");
    await expect.poll(() => JSON.stringify(cards().at(-1)?.embeds)).toContain("||vermin again");
    expect(JSON.stringify(cards().at(-1)!.embeds)).toContain("lovely day");
    expect(JSON.stringify(cards().at(-1)!.embeds)).not.toContain("quite unrelated");
    const read = discord.requests.slice(from).filter(({ method }) => method === "GET");
    expect(read.map(({ path }) => path).filter((path) => path.includes("/messages?"))).toHaveLength(1);
    expect(read.filter(({ path }) => path.includes("/threads"))).toEqual([]);
  } finally {
    await running.stop();
    await discord.stop();
    await rm(folder, { recursive: true });
  }
  expect(discord.violations).toEqual([]);
});
