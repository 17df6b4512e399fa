import { describe, expect, test } from "vitest";
import type { Message } from "../../fakes/discord/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { type Whole, whole } from "./whole.ts";

/** Maru without a model: it quotes. Ann and Bob have spoken about a release in #general. */
async function talkedAbout(options: Parameters<typeof whole>[1] = {}) {
  const model = fakeModel();
  model.state = { state: "absent" } as typeof model.state;
  const maru = await whole(model, options);
  const { discord, ann } = maru;
  const bob = discord.addPerson("Bob");
  const decision = discord.say(
    bob,
    discord.general,
    "We decided to release the new parser on Friday, after the review.",
  );
  const said = [
    discord.say(ann, discord.general, "When do we release the new parser, and who writes the notes?"),
    decision,
    discord.say(ann, discord.general, "I will write the release notes for the new parser by Thursday."),
  ];
  return { maru, bob, said, decision };
}

const shownAlone = ({ discord, ann }: Whole) =>
  discord.seen(discord.general, ann).filter(({ isBot, ephemeral }) => isBot && ephemeral);
const textOf = ({ text, embeds }: { text: string; embeds: readonly { description?: string }[] }) =>
  [text, ...embeds.map(({ description }) => description)].join("\n");
const linkOf = ({ discord }: Whole, { channel_id, id }: Message) =>
  `https://discord.com/channels/${discord.guild.id}/${channel_id}/${id}`;

/** The answer to the nth command, once it is there. */
const answered = (maru: Whole, nth = 1) =>
  maru.discord.until(() => {
    const shown = shownAlone(maru)[nth - 1];
    return shown && !shown.loading && shown.controls.length === 0 && textOf(shown);
  });

describe("a summary", () => {
  test("by command is shown to the person alone, with a link to each message that it is from", async () => {
    const { maru, said, decision } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.command(ann, discord.general, "summarise", { since: "1h", length: "short", language: "en" });
    const summary = await answered(maru);
    expect(summary).toContain("release the new parser on Friday");
    for (const [, link] of summary.matchAll(/\]\((https:[^)]+)\)/g))
      expect(said.map((message) => linkOf(maru, message))).toContain(link);
    expect(summary).toContain(linkOf(maru, decision));
    expect(discord.seen(discord.general).filter(({ isBot }) => isBot)).toEqual([]);
  });

  test("from a message's menu begins with that message", async () => {
    const { maru, said } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.contextMenu(ann, said[2]!, "Summarise from here");
    const summary = await answered(maru);
    expect(summary).toContain("write the release notes");
    expect(summary).not.toContain("on Friday");
  });

  test("that is shared stands in the thread of what asked for it, and loses what is deleted", async () => {
    const { maru, decision } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.command(ann, discord.general, "summarise", { since: "1h", shared: true });
    const posted = await discord.until(() => discord.seen(discord.general).find(({ isBot }) => isBot));
    const shown = () => maru.shown(posted.message).join("\n");
    await discord.until(() => shown().includes(linkOf(maru, decision)));
    await maru.restart();
    discord.remove(decision);
    await discord.until(() => !shown().includes(linkOf(maru, decision)));
    expect(shown()).not.toContain("on Friday");
    expect(shown()).toContain("release notes");
  });

  test("of what not everybody can read is not shown to everybody, but to who can", async () => {
    const { maru, decision } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.permit(discord.general, discord.addRole("New here"), { deny: ["ReadMessageHistory"] });
    const question = maru.ask("summarise since 1h");
    await discord.until(() => maru.shown(question).some((text) => text.includes("Not everybody")));
    const forAnn = maru.ask("summarise since 1h private");
    const letters = () => discord.seen(discord.direct(ann)).map(({ text }) => text);
    await discord.until(() => letters().some((text) => text.includes(linkOf(maru, decision))));
    expect(discord.threadOf(forAnn)).toBeUndefined();
  });

  test("of what somebody missed is for them alone, and tells each thing once", async () => {
    const { maru, bob, decision } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.clock.advance(10);
    const news = discord.say(
      bob,
      discord.general,
      "The review of the new parser is done, we can release it today.",
    );
    discord.command(ann, discord.general, "catchup");
    const summary = await answered(maru);
    expect(summary).toContain(linkOf(maru, news));
    expect(summary).not.toContain(linkOf(maru, decision));
    // That it was told is noted once it is shown.
    let given = 1;
    const again = () => {
      discord.command(ann, discord.general, "catchup");
      given += 1;
      return answered(maru, given);
    };
    await expect.poll(again).toMatch(/^You missed nothing/);
  });

  test("has nothing of who does not want to be read, from then on", async () => {
    const { maru, decision } = await talkedAbout();
    await using _ = maru;
    const { discord, ann } = maru;
    discord.command(ann, discord.general, "optout");
    expect(await answered(maru)).toMatch(/^Done\./);
    discord.command(ann, discord.general, "summarise");
    const summary = await answered(maru, 2);
    expect(summary).toContain(linkOf(maru, decision));
    expect(summary).not.toContain("release notes");
  });

  test("loses what people without the role that Maru answers take back, who can opt out as well", async () => {
    const config = { places: { roles: { allow: ["Crew"] } } };
    const { maru, bob, decision } = await talkedAbout({ config });
    await using _ = maru;
    const { discord, ann } = maru;
    discord.giveRole(ann, discord.addRole("Crew"));
    const said = discord.say(bob, discord.general, "I will ask Zoe for an invoice by Monday.");
    discord.command(ann, discord.general, "summarise", { since: "1h", length: "long" });
    expect(await answered(maru)).toContain("Zoe");
    discord.edit(said, "(taken back)");
    const shown = () => textOf(shownAlone(maru)[0]!);
    await discord.until(() => !shown().includes("Zoe"));
    expect(shown()).toContain(linkOf(maru, decision));
    const question = discord.say(bob, discord.general, `<@${discord.bot.id}> and me?`);
    discord.say(bob, discord.general, `<@${discord.bot.id}> optout`);
    await discord.until(() => discord.seen(discord.direct(bob)).some(({ text }) => text.startsWith("Done.")));
    await discord.until(() => !shown().includes(linkOf(maru, decision)));
    expect(shown()).toContain("release notes");
    expect(discord.threadOf(question)).toBeUndefined();
  });
});
