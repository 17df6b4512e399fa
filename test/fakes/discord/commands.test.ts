import { once } from "node:events";
import {
  ApplicationCommandType,
  type ChatInputCommandInteraction,
  Events,
  Locale,
  PermissionFlagsBits,
  Routes,
  SlashCommandBuilder,
} from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, loggedIn, restOf } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

const ask = new SlashCommandBuilder()
  .setName("ask")
  .setNameLocalization(Locale.Korean, "질문")
  .setDescription("Ask Maru")
  .setDescriptionLocalization(Locale.Korean, "마루에게 묻기")
  .addStringOption((option) =>
    option.setName("question").setDescription("What?").setRequired(true).setMaxLength(50),
  )
  .addBooleanOption((option) => option.setName("private").setDescription("Only for me"));
const report = { name: "Report to moderators", type: ApplicationCommandType.Message as const };

const overwrite = (discord: FakeDiscord, commands: readonly object[]) =>
  restOf(discord).put(Routes.applicationCommands(discord.bot.id), { body: commands });
const chat = (name: string, more: object = {}) => ({ name, description: "x", ...more });

test("registering the same again changes nothing; a change keeps the id and takes a new version", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  await client.application.commands.set([ask, report]);
  const first = discord.commands();
  expect(first.map(({ name }) => name)).toEqual(["ask", "Report to moderators"]);
  await client.application.commands.set([ask, report]);
  expect(discord.commands()).toEqual(first);
  await client.application.commands.set([ask.setDescription("Ask the assistant"), report]);
  expect(discord.commands()[0]?.id).toBe(first[0]?.id);
  expect(discord.commands()[0]?.version).not.toBe(first[0]?.version);
  expect(discord.commands()[1]?.version).toBe(first[1]?.version);
  await client.application.commands.set([report]);
  expect(discord.commands().map(({ name }) => name)).toEqual(["Report to moderators"]);
  expect(discord.violations).toEqual([]);
});

test("registered commands are listed without their translations unless these are asked for", async () => {
  const discord = await fakeForTest();
  await overwrite(discord, [ask.toJSON()]);
  const read = async (query: string) => {
    const listed = await restOf(discord).get(Routes.applicationCommands(discord.bot.id), {
      query: new URLSearchParams(query),
    });
    return (listed as { name_localizations?: object }[])[0]?.name_localizations;
  };
  expect(await read("")).toBeUndefined();
  expect(await read("with_localizations=true")).toEqual({ ko: "질문" });
});

test("commands of a guild stand beside the global ones and come first", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  await client.application.commands.set([ask]);
  await client.application.commands.set([ask], discord.guild.id);
  const used = once(client, Events.InteractionCreate);
  discord.command(discord.addPerson("Alice"), discord.general, "ask", { question: "why?" });
  const [interaction] = (await used) as [ChatInputCommandInteraction];
  expect(interaction.commandId).toBe(discord.commands(discord.guild)[0]?.id);
});

test.for([
  { what: "a capital in a chat command's name", commands: [chat("Ask")] },
  { what: "a space in a chat command's name", commands: [chat("ask me")] },
  { what: "a name of 33 characters", commands: [chat("x".repeat(33))] },
  { what: "no description", commands: [{ name: "ask", description: "" }] },
  { what: "a description of a context menu", commands: [{ ...report, description: "x" }] },
  { what: "an unknown locale", commands: [chat("ask", { name_localizations: { kr: "질문" } })] },
  { what: "two commands of one name", commands: [chat("ask"), chat("ask")] },
  { what: "101 commands", commands: Array.from({ length: 101 }, (_, index) => chat(`c${index}`)) },
  {
    what: "16 context menus",
    commands: Array.from({ length: 16 }, (_, index) => ({ name: `Menu ${index}`, type: 3 })),
  },
  {
    what: "a required option after an optional one",
    commands: [
      chat("ask", {
        options: [
          { type: 3, name: "a", description: "x" },
          { type: 3, name: "b", description: "x", required: true },
        ],
      }),
    ],
  },
  {
    what: "26 choices",
    commands: [
      chat("ask", {
        options: [
          {
            type: 3,
            name: "a",
            description: "x",
            choices: Array.from({ length: 26 }, (_, i) => ({ name: `${i}`, value: `${i}` })),
          },
        ],
      }),
    ],
  },
  {
    what: "more than 8,000 characters in one language",
    commands: [
      chat("ask", {
        options: Array.from({ length: 4 }, (_, at) => ({
          type: 3,
          name: `o${at}`,
          description: "x",
          choices: Array.from({ length: 25 }, (_, i) => ({
            name: `${at}-${i}`,
            name_localizations: { ko: "긴".repeat(90) },
            value: `${at}-${i}`,
          })),
        })),
      }),
    ],
  },
  {
    what: "more than 8,000 characters",
    commands: [
      chat("ask", {
        options: Array.from({ length: 4 }, (_, at) => ({
          type: 3,
          name: `o${at}`,
          description: "x",
          choices: Array.from({ length: 25 }, (_, i) => ({ name: `${at}-${i}`, value: "v".repeat(90) })),
        })),
      }),
    ],
  },
])("$what is refused", async ({ commands }) => {
  const discord = await fakeForTest();
  expect(await codeOf(overwrite(discord, commands))).toBe(50035);
  expect(discord.commands()).toEqual([]);
});

test("no more than 200 commands are created in a day; replacing does not count", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  for (const letter of ["a", "b"])
    await overwrite(
      discord,
      Array.from({ length: 100 }, (_, index) => chat(`${letter}${index}`)),
    );
  expect(await codeOf(overwrite(discord, [chat("b0")]))).toBe("no error");
  expect(await codeOf(overwrite(discord, [chat("one-more")]))).toBe(30034);
  discord.clock.advance(86_400_000);
  expect(await codeOf(overwrite(discord, [chat("one-more")]))).toBe("no error");
});

test("people can use only what is registered, with the options it has, and what they may see", async () => {
  const discord = await fakeForTest();
  const alice = discord.addPerson("Alice");
  expect(() => discord.command(alice, discord.general, "ask", { question: "x" })).toThrow("no command");
  const hidden = chat("review", {
    default_member_permissions: PermissionFlagsBits.ModerateMembers.toString(),
  });
  await overwrite(discord, [ask.toJSON(), hidden]);
  expect(() => discord.command(alice, discord.general, "ask")).toThrow("required");
  expect(() => discord.command(alice, discord.general, "ask", { qestion: "x" })).toThrow("no option");
  expect(() => discord.command(alice, discord.general, "ask", { question: "x".repeat(51) })).toThrow(
    "too long",
  );
  const count = { type: 4, name: "count", description: "How many?", min_value: 1, max_value: 9 };
  const loud = { type: 5, name: "loud", description: "Loud?" };
  await overwrite(discord, [chat("shout", { options: [count, loud] }), hidden]);
  for (const wrong of [{ count: 0 }, { count: 10 }, { count: 1.5 }, { count: "2" }, { loud: "yes" }])
    expect(() => discord.command(alice, discord.general, "shout", wrong)).toThrow("cannot be entered");
  discord.command(alice, discord.general, "shout", { count: 9, loud: false });
  expect(() => discord.command(alice, discord.general, "review")).toThrow("hidden");
  expect(discord.command(discord.owner, discord.general, "review").person).toBe(discord.owner);
});
