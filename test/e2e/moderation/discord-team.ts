import { expect, vi } from "vitest";
import type { FakeDiscord, Interaction, Message, User } from "../../fakes/discord/index.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { type House, openHouse } from "./house.ts";
import { letterKind, outcomeOf } from "./read-letters.ts";
import { MEMBERS, MODERATORS, type Name, type Team } from "./team.ts";
import { deskOf, joinWeb, openReview } from "./web-people.ts";

const soon = <Result>(check: () => Result) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** The team on a Discord of our own, with a Maru that may moderate. */
export async function discordTeam(): Promise<{ readonly house: House; readonly team: Team }> {
  const discord: FakeDiscord = await startFakeDiscord({
    rateLimits: "none",
    botPermissions: ["ManageMessages", "ModerateMembers"],
  });
  const moderators = discord.addChannel("moderators");
  const places = { general: discord.general, jury: discord.addChannel("jury") };
  const role = discord.addRole("Mods", { permissions: ["ManageMessages", "ModerateMembers"] });
  const people = new Map<Name, User>();
  for (const name of MEMBERS) people.set(name, discord.addPerson(name));
  for (const name of MODERATORS) people.set(name, discord.addPerson(name, { roles: [role] }));
  const named = (name: Name) => people.get(name)!;

  const house = await openHouse(
    { discord: { moderation: { channel: "moderators" } } },
    { DISCORD_TOKEN: discord.token, DISCORD_API: discord.api },
  );
  const clerk = await joinWeb(house.maru, "Clerk");
  await openReview(house.maru, clerk);

  const posted = new Map<string, Message>();
  const cardsOf = (id: string) =>
    discord
      .seen(moderators)
      .filter(({ embeds }) => embeds.some(({ footer }) => footer?.text.split(" ")[0] === id));
  const lettersOf = (name: Name) =>
    discord.seen(discord.direct(named(name))).filter(({ isBot, ephemeral }) => isBot && !ephemeral);
  const answersTo = (name: Name) =>
    discord.seen(moderators, named(name)).filter(({ ephemeral }) => ephemeral);

  async function fillIn(opened: Interaction, words: string): Promise<void> {
    await discord.until(() => opened.modal);
    discord.submitModal(opened, { words });
  }

  const team: Team = {
    platform: "discord",
    hasTimeouts: true,
    hasCards: true,
    nameOf: (id) =>
      id === `web:${clerk.person.id}`
        ? "Clerk"
        : ([...people].find(([, person]) => id === `discord:${person.id}`)?.[0] ?? id),
    async say(by, place, text) {
      const message = discord.say(named(by), places[place], text);
      const id = `discord:message/${message.id}`;
      posted.set(id, message);
      return { by, id, text };
    },
    edit: async ({ id }, text) => discord.edit(posted.get(id)!, text),
    remove: async ({ id }) => discord.remove(posted.get(id)!),
    timesShown: async (text, place) =>
      discord.seen(places[place]).filter((seen) => seen.text.includes(text)).length,
    async mayWrite(name) {
      const until = discord.guild.members.get(named(name).id)!.communication_disabled_until;
      return until === null || Date.parse(until) <= Date.now();
    },
    report: async (by, { id }, words) =>
      fillIn(discord.contextMenu(named(by), posted.get(id)!, "Report to moderators"), words),
    async move(by, id, move, reason = "") {
      const heard = answersTo(by).length;
      const buttons = [`move:${move}:${id}`, ...(move === "dismiss" ? [`overturn:${id}`] : [])];
      const [card, button] = await soon(() => {
        const found = cardsOf(id).flatMap((each) =>
          each.controls
            .filter(({ customId, disabled }) => buttons.includes(customId) && !disabled)
            .map(({ customId }) => [each, customId] as const),
        );
        expect(found, `a card with ${buttons}`).not.toEqual([]);
        return found[0]!;
      });
      const pressed = discord.press(named(by), card.message, button);
      await discord.until(() => pressed.modal ?? pressed.acknowledged);
      if (pressed.modal) await fillIn(pressed, reason);
      return () =>
        soon(() => {
          const answer = answersTo(by)[heard];
          expect(answer).toMatchObject({ loading: false });
          return outcomeOf(answer!.text);
        });
    },
    async appeal(by, id, words) {
      const button = `appeal:${id}`;
      const letter = lettersOf(by).find(({ controls }) =>
        controls.some(({ customId }) => customId === button),
      );
      await fillIn(discord.press(named(by), letter!.message, button), words);
    },
    letters: async (name) =>
      lettersOf(name).map(({ text, controls }) => ({
        kind: letterKind(text),
        mayAppeal: controls.some(({ customId }) => customId.startsWith("appeal:")),
      })),
    cards: async (id) => cardsOf(id).length,
    desk: deskOf(clerk),
    async [Symbol.asyncDispose]() {
      await discord.stop();
      if (discord.violations.length > 0) throw new Error(JSON.stringify(discord.violations, undefined, 2));
    },
  };
  return { house, team };
}
