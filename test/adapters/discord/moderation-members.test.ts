import { describe, expect, test } from "vitest";
import type { Interaction, Message as Posted, User } from "../../fakes/discord/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { connect } from "./chat.ts";
import { emptyDesk, type Moderated, moderated } from "./moderating.ts";
import { whole } from "./whole.ts";

const REPORT = "Report to moderators";

const told = (maru: Moderated, who: User, channel = maru.discord.general) =>
  maru.discord
    .seen(channel, who)
    .filter(({ ephemeral }) => ephemeral)
    .map(({ text, loading }) => (loading ? "…" : text));

/** Chooses the command, fills the form in and returns what was sent. */
async function report(maru: Moderated, who: User, posted: Posted, words: string): Promise<Interaction> {
  const chosen = maru.discord.contextMenu(who, posted, REPORT);
  await maru.discord.until(() => chosen.modal);
  return maru.discord.submitModal(chosen, { words });
}

describe("a report by a member", () => {
  test("is made from the menu of a message, with words if they like, and answered to them alone", async () => {
    await using maru = await moderated();
    const min = maru.discord.addPerson("민지", { locale: "ko" });
    const { posted, message } = await maru.said("they are vermin");
    const sent = await report(maru, min, posted, " 무서워요 ");
    const event = await maru.chat.core.until("report");
    expect(event).toEqual({
      type: "report",
      id: `discord:interaction/${sent.id}`,
      message,
      words: "무서워요",
      by: expect.objectContaining({ id: `discord:${min.id}`, name: "민지", locale: "ko" }),
    });
    expect(told(maru, min)).toEqual(["…"]);
    await maru.actions.answer(event.id, { type: "reported" });
    expect(told(maru, min)).toEqual(["고마워요. 운영진이 살펴볼게요."]);
    expect(told(maru, maru.ann)).toEqual([]);
  });

  test("without words has none; the form is in the member's language", async () => {
    await using maru = await moderated();
    const min = maru.discord.addPerson("민지", { locale: "ko" });
    const { posted } = await maru.said("they are vermin");
    const chosen = maru.discord.contextMenu(min, posted, REPORT);
    await maru.discord.until(() => chosen.modal);
    expect(chosen.modal!.title).toBe("운영진에게 신고");
    maru.discord.submitModal(chosen, { words: "" });
    expect(await maru.chat.core.until("report")).not.toHaveProperty("words");
  });

  test("of a message that Maru may not read otherwise has its words", async () => {
    await using maru = await moderated({ discord: { portal: { messageContent: false } } });
    const posted = maru.discord.say(maru.ann, maru.discord.general, "they are vermin");
    await report(maru, maru.mod, posted, "");
    expect((await maru.chat.core.until("report")).message.text).toBe("they are vermin");
  });

  test("is taken also when Maru was started anew while the form was filled in", async () => {
    await using maru = await moderated();
    const { posted } = await maru.said("they are vermin");
    const chosen = maru.discord.contextMenu(maru.mod, posted, REPORT);
    await maru.discord.until(() => chosen.modal);
    await maru.chat.restart();
    maru.discord.submitModal(chosen, { words: "see rule 3" });
    expect((await maru.chat.core.until("report")).message.text).toBe("they are vermin");
  });

  test("of a message that is gone by then says so", async () => {
    await using maru = await moderated();
    const { posted } = await maru.said("they are vermin");
    const chosen = maru.discord.contextMenu(maru.mod, posted, REPORT);
    await maru.discord.until(() => chosen.modal);
    await maru.chat.restart(() => maru.discord.remove(posted));
    maru.discord.submitModal(chosen, { words: "" });
    await expect
      .poll(() => told(maru, maru.mod))
      .toEqual([expect.stringMatching(/^I cannot read that message/)]);
  });

  test("where Maru does not work is refused", async () => {
    await using maru = await moderated({
      config: { moderation: {}, places: { channels: { deny: ["general"] } } },
    });
    const posted = maru.discord.say(maru.ann, maru.discord.general, "they are vermin");
    maru.discord.contextMenu(maru.mod, posted, REPORT);
    await expect.poll(() => told(maru, maru.mod)).toEqual([expect.stringMatching(/^I may not answer here/)]);
  });

  test("that comes while Maru is starting is taken without words", async () => {
    await using maru = await moderated({ times: { firstAnswerMs: 20 } });
    const { posted } = await maru.said("they are vermin");
    const { gateway } = maru.discord;
    const guilds = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    gateway.troubles.lateGuilds = guilds.promise;
    const restarted = maru.chat.restart(stopped.resolve);
    await stopped.promise;
    await maru.discord.until(() => gateway.connected());
    const chosen = maru.discord.contextMenu(maru.mod, posted, REPORT);
    await maru.discord.until(() => chosen.acknowledged);
    guilds.resolve();
    await restarted;
    const { id } = await maru.chat.core.until("report");
    await maru.actions.answer(id, { type: "reported" });
    expect(told(maru, maru.mod)).toEqual(["Thank you. The moderators will look at it."]);
  });

  test("is offered in Korean too, and only where there is moderation", async () => {
    await using maru = await moderated();
    const command = maru.discord.commands().find(({ name }) => name === REPORT);
    expect(command).toMatchObject({ type: 3, name_localizations: { ko: "운영진에게 신고" }, contexts: [0] });
    const puts = () => maru.discord.requests.filter(({ method }) => method === "PUT").length;
    expect(puts()).toBe(1);
    await maru.chat.restart();
    expect(puts()).toBe(1);
    await using without = await connect();
    expect(without.discord.commands().map(({ name }) => name)).not.toContain(REPORT);
    expect(without.adapter.moderation).toBeUndefined();
  });

  test("is offered in each server where the config says so", async () => {
    await using maru = await moderated({ config: { commands: "guild", moderation: {} } });
    const { discord } = maru;
    await expect.poll(() => discord.commands(discord.guild).map(({ name }) => name)).toContain(REPORT);
  });
});

describe("an appeal", () => {
  async function warned(options: Parameters<typeof moderated>[0] = {}) {
    const maru = await moderated(options);
    const { message } = await maru.said("저 사람들은 벌레야");
    await maru.actions.tell({
      case: "c17",
      message,
      kind: { type: "warned" },
      categories: [],
      mayAppeal: true,
    });
    const press = () => maru.discord.press(maru.ann, maru.letters(maru.ann)[0]!.message, "appeal:c17");
    const direct = maru.discord.direct(maru.ann);
    return {
      maru,
      press,
      told: () => told(maru, maru.ann, direct),
      [Symbol.asyncDispose]: () => maru[Symbol.asyncDispose](),
    };
  }

  test("is written into a form and handed on; how it ends is told in the same conversation", async () => {
    await using one = await warned();
    const { maru } = one;
    const pressed = one.press();
    await maru.discord.until(() => pressed.modal);
    const sent = maru.discord.submitModal(pressed, { words: "it was a quotation" });
    const event = await maru.chat.core.until("appeal");
    expect(event).toEqual({
      type: "appeal",
      id: `discord:interaction/${sent.id}`,
      case: "c17",
      words: "it was a quotation",
      by: expect.objectContaining({ id: `discord:${maru.ann.id}` }),
    });
    await maru.actions.answer(event.id, { type: "appealed" });
    expect(one.told()).toEqual([
      "Your appeal was sent. Another moderator will look at it, and you will be told.",
    ]);
  });

  test("is taken after a restart too, and refused without words", async () => {
    await using one = await warned();
    const { maru } = one;
    const pressed = one.press();
    await maru.discord.until(() => pressed.modal);
    await maru.chat.restart();
    const blank = maru.discord.submitModal(pressed, { words: "  " });
    await maru.discord.until(() => blank.acknowledged);
    expect(one.told()).toEqual(["Please say in a few words why it should be decided otherwise."]);
    const again = one.press();
    await maru.discord.until(() => again.modal);
    const sent = maru.discord.submitModal(again, { words: "it was a quotation" });
    await maru.chat.core.until("appeal");
    await maru.actions.answer(`discord:interaction/${sent.id}`, { type: "refused", why: "appealed-before" });
    expect(one.told().at(-1)).toBe("You have appealed before.");
  });
});

describe("what moderation looks at beside the text", () => {
  test("are the author's roles, by name and id, also of what was said while Maru was away", async () => {
    await using maru = await moderated();
    const { discord } = maru;
    const helpers = discord.addRole("Helpers");
    const bob = discord.addPerson("Bob", { roles: [helpers] });
    discord.say(bob, discord.general, "hello");
    expect((await maru.chat.core.until("message")).message.author.roles).toEqual(["Helpers", helpers.id]);
    expect((await maru.said("hello")).message.author.roles).toEqual([]);
    const eve = discord.addPerson("Eve", { roles: [helpers] });
    await maru.chat.restart(() => void discord.say(eve, discord.general, "back?"));
    const missed = await maru.chat.core.until("message", ({ message }) => message.text === "back?");
    expect(missed.message.author.roles).toEqual(["Helpers", helpers.id]);
    const direct = await maru.said("hello", discord.direct(maru.ann));
    expect(direct.message.author).not.toHaveProperty("roles");
  });

  test("are the names of files", async () => {
    await using maru = await moderated();
    const bytes = new TextEncoder().encode("x");
    const files = ["a_b.txt", "c.png"].map((name) => ({
      name,
      bytes,
      contentType: "application/octet-stream",
    }));
    maru.discord.say(maru.ann, maru.discord.general, "look", { files });
    expect((await maru.chat.core.until("message")).message.fileNames).toEqual(["a_b.txt", "c.png"]);
    expect((await maru.said("hello")).message).not.toHaveProperty("fileNames");
  });

  test("is the title of a forum's post, with its first message, also when it is renamed", async () => {
    await using maru = await moderated();
    const { discord, chat } = maru;
    const forum = discord.addForum("questions");
    const { thread, message } = discord.forumPost(maru.ann, forum, "vermin?", "what I mean");
    const first = await chat.core.until("message", ({ id }) => id === `discord:message/${message.id}`);
    expect(first.message.threadTitle).toBe("vermin?");
    const next = await maru.said("and more", thread);
    expect(next.message).not.toHaveProperty("threadTitle");
    discord.renameThread(maru.ann, thread, "worse");
    const renamed = await chat.core.until("edited");
    expect(renamed.message).toMatchObject({ id: first.message.id, threadTitle: "worse" });
    discord.archive(thread);
    await maru.said("settled");
    expect(chat.core.events.filter(({ type }) => type === "edited")).toHaveLength(1);
  });

  test("is the title of a thread, as an edit of the message that its author started it from", async () => {
    await using maru = await moderated();
    const { discord, chat } = maru;
    const { posted, message } = await maru.said("hello");
    const thread = discord.startThread(maru.ann, discord.general, "vermin", posted);
    const { message: titled } = await chat.core.until("edited");
    expect(titled).toEqual({ ...message, threadTitle: "vermin" });
    expect((await maru.said("in it", thread)).message).not.toHaveProperty("threadTitle");
  });

  test("is the title of a thread that stands alone, or hangs at somebody else's message, with its author's first message", async () => {
    await using maru = await moderated();
    const { discord, chat } = maru;
    const alone = discord.startThread(maru.ann, discord.general, "vermin");
    expect((await maru.said("first", alone)).message.threadTitle).toBe("vermin");
    expect((await maru.said("second", alone)).message).not.toHaveProperty("threadTitle");
    discord.renameThread(maru.ann, alone, "vermin!");
    expect((await maru.said("third", alone)).message.threadTitle).toBe("vermin!");
    expect((await maru.said("fourth", alone)).message).not.toHaveProperty("threadTitle");
    const bob = discord.addPerson("Bob");
    const other = discord.startThread(
      maru.ann,
      discord.general,
      "worse",
      discord.say(bob, discord.general, "hi"),
    );
    discord.say(bob, other, "not mine");
    expect((await maru.said("mine", other)).message.threadTitle).toBe("worse");
    const titles = chat.core.events.map((event) =>
      "message" in event && typeof event.message === "object" ? event.message.threadTitle : undefined,
    );
    expect(titles.filter(Boolean)).toEqual(["vermin", "vermin!", "worse"]);
  });

  test("is the title of the asker's own thread, which makes no second answer", async () => {
    await using maru = await whole(fakeModel(["Sure."]), { desk: emptyDesk });
    const { discord, ann } = maru;
    const question = discord.say(ann, discord.general, `<@${discord.bot.id}> why?`);
    const thread = discord.startThread(ann, discord.general, "my question", question);
    await discord.until(() => maru.shown(question).includes("Sure."));
    discord.renameThread(ann, thread, "my other question");
    await maru.settled();
    expect(maru.shown(question)).toEqual(["Sure."]);
    expect(maru.questions()).toEqual(["Ann Lee: why?"]);
  });

  test("is no title that Maru chose", async () => {
    await using maru = await moderated();
    const { discord, chat } = maru;
    const { posted, message } = await maru.said(`<@${discord.bot.id}> why?`);
    await (await chat.adapter.openReply(message)).finish("So.", "answer");
    await chat.adapter.nameThread!(message.thread, "Reasons");
    expect((await maru.said("thanks", discord.threadOf(posted)!)).message).not.toHaveProperty("threadTitle");
    expect(chat.core.events.every(({ type }) => type === "message")).toBe(true);
  });
});
