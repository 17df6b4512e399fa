import {
  ActionRowBuilder,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  Routes,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, loggedIn, stillClock } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

const commands = [
  { name: "ask", description: "Ask", options: [{ type: 3, name: "question", description: "What?" }] },
  { name: "Report", type: 3 },
];

const withCommands = async (discord: FakeDiscord) => {
  const client = await loggedIn(discord);
  await client.application.commands.set(commands as never);
  return client;
};

/** The next interaction that the client gets. */
const next = <Kind extends Interaction>(client: Client): Promise<Kind> =>
  new Promise((resolve) =>
    client.once(Events.InteractionCreate, (interaction) => resolve(interaction as Kind)),
  );

test("a command arrives with its options and the person's language, and is answered", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const minji = discord.addPerson("Minji", { locale: "ko" });
  const coming = next<ChatInputCommandInteraction>(client);
  const used = discord.command(minji, discord.general, "ask", { question: "왜?" });
  const interaction = await coming;
  expect(interaction.options.getString("question")).toBe("왜?");
  expect(interaction.locale).toBe("ko");
  expect(interaction.memberPermissions?.has("SendMessages")).toBe(true);
  const { resource } = await interaction.reply({ content: "왜냐하면", withResponse: true });
  expect(resource?.message?.content).toBe("왜냐하면");
  await interaction.followUp("그리고");
  expect(discord.seen(discord.general).map(({ text }) => text)).toEqual(["왜냐하면", "그리고"]);
  expect(used.acknowledged?.type).toBe(4);
  expect(discord.violations).toEqual([]);
});

test("an answer after three seconds is 10062, and so is everything after it", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const coming = next<ChatInputCommandInteraction>(client);
  const used = discord.command(discord.addPerson("Alice"), discord.general, "ask");
  const interaction = await coming;
  discord.clock.advance(3_001);
  expect(await codeOf(interaction.reply("too late"))).toBe(10062);
  expect(used.acknowledged).toBeUndefined();
  const webhook = Routes.webhook(discord.bot.id, interaction.token);
  expect(await codeOf(client.rest.post(webhook, { body: { content: "x" }, auth: false }))).toBe(10015);
});

test("a deferred answer shows that the bot is thinking, and can be filled in for a quarter of an hour", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const coming = next<ChatInputCommandInteraction>(client);
  discord.command(discord.addPerson("Alice"), discord.general, "ask");
  const interaction = await coming;
  await interaction.deferReply();
  expect(discord.seen(discord.general)).toMatchObject([{ loading: true, text: "" }]);
  discord.clock.advance(890_000);
  await interaction.editReply("at last");
  expect(discord.seen(discord.general)).toMatchObject([{ loading: false, text: "at last" }]);
  discord.clock.advance(20_000);
  expect(await codeOf(interaction.editReply("too late"))).toBe(50027);
});

test("an answer whose embeds are suppressed has none, until the flag is taken away and they come again", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const coming = next<ChatInputCommandInteraction>(client);
  const alice = discord.addPerson("Alice");
  discord.command(alice, discord.general, "ask");
  const interaction = await coming;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const embeds = [{ description: "long" }];
  const shown = () =>
    discord.seen(discord.general, alice).map((seen) => [seen.embeds.length, seen.ephemeral]);
  await interaction.editReply({ embeds, flags: MessageFlags.SuppressEmbeds });
  expect(shown()).toEqual([[0, true]]);
  await interaction.editReply({ embeds });
  expect(shown()).toEqual([[0, true]]);
  await interaction.editReply({ embeds, flags: 0 as never });
  expect(shown()).toEqual([[1, true]]);
});

test("the first follow-up to a deferred answer is that answer", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const coming = next<ChatInputCommandInteraction>(client);
  discord.command(discord.addPerson("Alice"), discord.general, "ask");
  const interaction = await coming;
  await interaction.deferReply();
  await interaction.followUp("here");
  expect(discord.seen(discord.general).map(({ text }) => text)).toEqual(["here"]);
});

test("an interaction is answered once: a second answer is 40060", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const coming = next<ChatInputCommandInteraction>(client);
  discord.command(discord.addPerson("Alice"), discord.general, "ask");
  const { id, token } = await coming;
  const answer = () =>
    codeOf(
      client.rest.post(Routes.interactionCallback(id, token), {
        body: { type: 4, data: { content: "x" } },
        auth: false,
      }),
    );
  expect(await answer()).toBe("no error");
  expect(await answer()).toBe(40060);
});

test("an ephemeral answer is seen by the person alone and is in nobody's history", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const [alice, bob] = [discord.addPerson("Alice"), discord.addPerson("Bob")];
  const coming = next<ChatInputCommandInteraction>(client);
  discord.command(alice, discord.general, "ask");
  const interaction = await coming;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  await interaction.editReply("only you");
  expect(discord.seen(discord.general, alice)).toMatchObject([{ text: "only you", ephemeral: true }]);
  expect(discord.seen(discord.general, bob)).toEqual([]);
  expect(await client.rest.get(Routes.channelMessages(discord.general.id))).toEqual([]);
  const [{ id } = { id: "" }] = discord.seen(discord.general, alice);
  expect(await codeOf(client.rest.get(Routes.channelMessage(discord.general.id, id)))).toBe(10008);
});

test("an answer to an interaction needs no permission in the channel", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  discord.permit(discord.general, discord.bot, { deny: ["ViewChannel"] });
  const coming = next<ChatInputCommandInteraction>(client);
  const used = discord.command(discord.addPerson("Alice"), discord.general, "ask");
  const { id, token } = await coming.catch(() => used);
  const body = { type: 4, data: { content: "here" } };
  await client.rest.post(Routes.interactionCallback(id, token), { body, auth: false });
  expect(discord.seen(discord.general)).toMatchObject([{ text: "here" }]);
});

test("a context menu gives the message with its text, also without the message-content intent", async () => {
  const discord = await fakeForTest({ ...stillClock, portal: { messageContent: false } });
  const client = await loggedIn(discord, { intents: [1, 512] });
  await client.application.commands.set(commands as never);
  const said = discord.say(discord.addPerson("Bob"), discord.general, "you are all stupid");
  const coming = next<MessageContextMenuCommandInteraction>(client);
  discord.contextMenu(discord.addPerson("Alice"), said, "Report");
  const interaction = await coming;
  expect(interaction.targetMessage).toMatchObject({ id: said.id, content: "you are all stupid" });
  await interaction.reply({ content: "Reported.", flags: MessageFlags.Ephemeral });
});

test("a pressed button can change its message, or be taken note of without a change", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const channel = await client.channels.fetch(discord.general.id);
  if (!channel?.isSendable()) throw new Error("cannot send");
  const stop = new ButtonBuilder().setCustomId("stop").setLabel("Stop").setStyle(ButtonStyle.Secondary);
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(stop);
  await channel.send({ content: "writing…", components: [row] });
  const [shown] = discord.seen(discord.general);
  if (!shown) throw new Error("nothing there");
  expect(shown.controls).toEqual([{ customId: "stop", label: "Stop", disabled: false }]);
  const first = next<ButtonInteraction>(client);
  discord.press(alice, shown.message, "stop");
  await (await first).deferUpdate();
  const second = next<ButtonInteraction>(client);
  discord.press(alice, shown.message, "stop");
  await (await second).update({ content: "stopped", components: [] });
  expect(discord.seen(discord.general)).toMatchObject([{ text: "stopped", controls: [] }]);
  expect(() => discord.press(alice, shown.message, "stop")).toThrow("nothing with the custom id");
  expect(discord.violations).toEqual([]);
});

test("a modal is shown, filled in and sent; it can be answered like a command, and its limits hold", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const alice = discord.addPerson("Alice");
  const reason = new TextInputBuilder()
    .setCustomId("reason")
    .setLabel("Why?")
    .setStyle(TextInputStyle.Paragraph)
    .setMaxLength(20);
  const modal = new ModalBuilder()
    .setCustomId("appeal:1")
    .setTitle("Appeal")
    .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(reason));
  const first = next<ChatInputCommandInteraction>(client);
  const used = discord.command(alice, discord.general, "ask");
  await (await first).showModal(modal);
  expect(used.modal?.title).toBe("Appeal");
  expect(() => discord.submitModal(used, {})).toThrow("required");
  expect(() => discord.submitModal(used, { reason: "x".repeat(21) })).toThrow("too long");
  const second = next<ModalSubmitInteraction>(client);
  discord.submitModal(used, { reason: "it was a joke" });
  const sent = await second;
  expect(sent.customId).toBe("appeal:1");
  expect(sent.fields.getTextInputValue("reason")).toBe("it was a joke");
  await sent.reply({ content: "Thank you.", flags: MessageFlags.Ephemeral });
  expect(discord.seen(discord.general, alice)).toMatchObject([{ text: "Thank you." }]);
  const third = next<ChatInputCommandInteraction>(client);
  discord.command(alice, discord.general, "ask");
  expect(await codeOf((await third).showModal(ModalBuilder.from(modal.toJSON()).setTitle("x")))).toBe(
    "no error",
  );
  expect(discord.violations).toEqual([]);
});

test("commands work in direct messages too", async () => {
  const discord = await fakeForTest(stillClock);
  const client = await withCommands(discord);
  const alice = discord.addPerson("Alice");
  const coming = next<ChatInputCommandInteraction>(client);
  discord.command(alice, discord.direct(alice), "ask", { question: "x" });
  const interaction = await coming;
  expect(interaction.inGuild()).toBe(false);
  expect(interaction.user.id).toBe(alice.id);
  await interaction.reply("y");
  expect(discord.seen(discord.direct(alice)).map(({ text }) => text)).toEqual(["y"]);
});
