import { expect, test } from "vitest";
import { discordTimes } from "../../../adapters/discord/rooms.ts";
import { type FakeDiscord, type Message, startFakeDiscord, type User } from "../../fakes/discord/index.ts";
import { type FakeModel, fakeModel } from "../../fakes/model.ts";
import { listeningLog, memoryStore, quick } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

interface Whole {
  readonly discord: FakeDiscord;
  readonly model: FakeModel;
  readonly ann: User;
  ask(text: string): Message;
  /** What Maru shows in the thread of a question. */
  shown(question: Message): readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real core on our own Discord; only the model is scripted. */
async function whole(model: FakeModel): Promise<Whole> {
  const discord = await startFakeDiscord({ rateLimits: "none" });
  const store = await memoryStore();
  const { api, token } = discord;
  const times = { ...discordTimes, ...quick };
  const maru = wholeMaru({ api, token, store, model, log: listeningLog(), times });
  await maru.start();
  const ann = discord.addPerson("Ann Lee");
  return {
    discord,
    model,
    ann,
    ask: (text) => discord.say(ann, discord.general, `<@${discord.bot.id}> ${text}`),
    shown(question) {
      const thread = discord.threadOf(question);
      const seen = thread ? discord.seen(thread) : [];
      return seen.filter(({ isBot }) => isBot).map(({ text }) => text);
    },
    async [Symbol.asyncDispose]() {
      await maru.stop(1_000);
      await discord.stop();
      await store.close();
    },
  };
}

test("a question is answered in its thread, and a follow-up needs no mention", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { discord, ann, model } = maru;
  const question = maru.ask("why?");
  await discord.until(() => maru.shown(question).includes("Sure."));
  discord.say(ann, discord.threadOf(question)!, "and then?");
  await discord.until(() => maru.shown(question).length === 2 && maru.shown(question)[1] === "Sure.");
  // Between the two the model was asked for a title.
  expect(model.requests.at(-1)?.slice(1)).toEqual([
    { role: "user", text: "why?" },
    { role: "assistant", text: "Sure." },
    { role: "user", text: "and then?" },
  ]);
});

test("the answer to a question that is deleted stops and is removed", async () => {
  await using maru = await whole(fakeModel(["Well, ", "wait", "no."]));
  const question = maru.ask("why?");
  await maru.discord.until(() => maru.shown(question)[0]?.startsWith("Well"));
  maru.discord.remove(question);
  await maru.discord.until(() => maru.shown(question).length === 0);
});

test("so does one that stands finished", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const question = maru.ask("why?");
  const next = maru.ask("how?");
  await maru.discord.until(() => maru.shown(next)[0] === "Sure.");
  maru.discord.remove(question);
  await maru.discord.until(() => maru.shown(question).length === 0);
});

test("a question that is edited before its answer began is answered as it reads then", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { discord, model } = maru;
  model.scripts.push(["wait"]);
  maru.ask("first?");
  await model.requested(1);
  const second = maru.ask("secnod?");
  await discord.until(() => maru.shown(second).length === 1);
  discord.edit(second, `<@${discord.bot.id}> second?`);
  const sentinel = maru.ask("third?");
  await discord.until(() => maru.shown(sentinel).length === 1);
  model.release();
  expect((await model.requested(2)).at(-1)?.text).toBe("second?");
});

test("Stop ends the answer with what was written so far", async () => {
  await using maru = await whole(fakeModel(["Well, ", "wait", "no."]));
  const { discord, ann } = maru;
  const question = maru.ask("why?");
  await discord.until(() => maru.shown(question)[0]?.startsWith("Well"));
  const reply = discord.seen(discord.threadOf(question)!).find(({ isBot }) => isBot)!;
  discord.press(ann, reply.message, reply.controls[0]!.customId);
  await discord.until(() => maru.shown(question)[0] === "Well, \n\n*Stopped.*");
});

test("commands are answered by the core, to the person alone", async () => {
  await using maru = await whole(fakeModel());
  const { discord, ann } = maru;
  discord.command(ann, discord.general, "help");
  const help = await discord.until(() => discord.seen(discord.general, ann).find(({ text }) => text !== ""));
  expect(help).toMatchObject({ ephemeral: true, text: expect.stringContaining("I am **Maru**") });
  expect(discord.seen(discord.general)).toEqual([]);
});

test("a dead model is made up for by quoting what was said before, each with its link", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  await using maru = await whole(model);
  const { discord, ann } = maru;
  const bob = discord.addPerson("Bob");
  const said = discord.say(bob, discord.general, "The deployment key lies in the vault.");
  discord.say(ann, discord.general, "Lunch?");
  const question = maru.ask("where is the deployment key?");
  await discord.until(() => maru.shown(question)[0]?.includes("lies in the vault"));
  expect(maru.shown(question)[0]).toContain(
    `https://discord.com/channels/${discord.guild.id}/${discord.general.id}/${said.id}`,
  );
});

test("a thread is renamed once the model has a title for it", async () => {
  const model = fakeModel();
  model.scripts.push(["On Thursday."], ['"Release ', 'date."']);
  await using maru = await whole(model);
  const question = maru.ask("when, oh when, is this release of ours going to be, after all that waiting?");
  await maru.discord.until(() => maru.discord.threadOf(question)?.name === "Release date");
  expect(maru.shown(question)).toEqual(["On Thursday."]);
});
