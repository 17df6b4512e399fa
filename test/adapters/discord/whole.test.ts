import { describe, expect, test } from "vitest";
import { fakeModel } from "../../fakes/model.ts";
import { whole } from "./whole.ts";

test("a question is answered in its thread, and a follow-up needs no mention", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { discord, ann, model } = maru;
  const question = maru.ask("why?");
  await discord.until(() => maru.shown(question).includes("Sure."));
  discord.say(ann, discord.threadOf(question)!, "and then?");
  await discord.until(() => maru.shown(question).length === 2 && maru.shown(question)[1] === "Sure.");
  // Between the two the model was asked for a title.
  expect(model.requests.at(-1)?.slice(1)).toEqual([
    { role: "user", text: "Ann Lee: why?" },
    { role: "assistant", text: "Sure." },
    { role: "user", text: "Ann Lee: and then?" },
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
  expect((await model.requested(2)).at(-1)?.text).toBe("Ann Lee: second?");
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

test("a direct conversation needs neither mention nor thread", async () => {
  await using maru = await whole(fakeModel(["Sure."]));
  const { discord, ann, model } = maru;
  const direct = discord.direct(ann);
  const written = () => discord.seen(direct).filter(({ isBot, text }) => isBot && text === "Sure.");
  const first = discord.say(ann, direct, "why?");
  await discord.until(() => written().length === 1);
  expect(written()).toMatchObject([{ replyTo: first.id }]);
  discord.say(ann, direct, "and then?");
  await discord.until(() => written().length === 2);
  expect(model.requests.at(-1)?.slice(1)).toEqual([
    { role: "user", text: "why?" },
    { role: "assistant", text: "Sure." },
    { role: "user", text: "and then?" },
  ]);
});

describe("in a thread of Maru's", () => {
  test("what is said to somebody else stays theirs, until Maru is mentioned or answered", async () => {
    await using maru = await whole(fakeModel(["Sure."]));
    const { discord, ann } = maru;
    const bob = discord.addPerson("Bob");
    const question = maru.ask("why?");
    await discord.until(() => maru.shown(question)[0] === "Sure.");
    const thread = discord.threadOf(question)!;
    discord.say(ann, thread, `<@${bob.id}> do you agree?`);
    discord.say(bob, thread, `<@${ann.id}> I do`);
    const aside = discord.say(bob, thread, `<@${ann.id}> or do I?`);
    discord.say(ann, thread, "who knows", { replyTo: aside });
    discord.say(bob, thread, "and you?", {
      replyTo: discord.seen(thread).find(({ text }) => text === "Sure.")!.message,
    });
    await discord.until(() => maru.shown(question).filter((text) => text === "Sure.").length === 2);
    discord.say(ann, thread, `<@${discord.bot.id}> once more?`);
    await discord.until(() => maru.shown(question).filter((text) => text === "Sure.").length === 3);
    expect(maru.questions()).toEqual(["Ann Lee: why?", "Bob: and you?", "Ann Lee: once more?"]);
  });

  test("follow-ups need no mention after a restart either", async () => {
    await using maru = await whole(fakeModel(["Sure."]));
    const question = maru.ask("why?");
    await maru.discord.until(() => maru.shown(question)[0] === "Sure.");
    await maru.restart();
    maru.discord.say(maru.ann, maru.discord.threadOf(question)!, "and then?");
    await maru.discord.until(() => maru.shown(question).length === 2);
  });

  test("and in one of somebody else's, Maru answers only when asked", async () => {
    await using maru = await whole(fakeModel(["Sure."]));
    const { discord, ann } = maru;
    const root = discord.say(ann, discord.general, "The plan is X.");
    const thread = discord.startThread(ann, discord.general, "the plan", root);
    discord.say(ann, thread, "is it good?");
    discord.say(ann, thread, `<@${discord.bot.id}> is it?`);
    const answers = () => maru.shown(root).filter((text) => text === "Sure.");
    await discord.until(() => answers().length === 1);
    discord.say(ann, thread, "thanks");
    discord.say(ann, thread, `<@${discord.bot.id}> sure?`);
    await discord.until(() => answers().length === 2);
    expect(maru.questions()).toEqual(["Ann Lee: is it?", "Ann Lee: sure?"]);
  });
});

describe("where and for whom Maru works", () => {
  const places = {
    channels: { deny: ["#random"] },
    categories: { deny: ["Archive"] },
    roles: { allow: ["Crew"] },
  };

  test("is chosen by channel, category and role, and holds for the threads of a channel too", async () => {
    await using maru = await whole(fakeModel(["Sure."]), { config: { places } });
    const { discord, ann } = maru;
    discord.giveRole(ann, discord.addRole("Crew"));
    const bob = discord.addPerson("Bob");
    const random = discord.addChannel("random");
    const old = discord.addChannel("old", { parent: discord.addCategory("Archive") });
    const refused = [
      maru.ask("in a channel that is denied", random),
      maru.ask("in a category that is denied", old),
      discord.say(bob, discord.general, `<@${discord.bot.id}> without the role`),
    ];
    const inThread = discord.startThread(ann, random, "aside");
    maru.ask("in a thread of a denied channel", inThread);
    const question = maru.ask("why?");
    await discord.until(() => maru.shown(question)[0] === "Sure.");
    await maru.settled();
    for (const one of refused) expect(discord.threadOf(one)).toBeUndefined();
    for (const channel of [random, old, inThread])
      expect(discord.seen(channel).filter(({ isBot }) => isBot)).toEqual([]);
    expect(maru.questions()).toEqual(["Ann Lee: why?"]);
  });

  test("holds for commands and for edits, and a role that is given later counts from then on", async () => {
    await using maru = await whole(fakeModel(["Sure."]), { config: { places } });
    const { discord, model } = maru;
    const crew = discord.addRole("Crew");
    const bob = discord.addPerson("Bob");
    const said = discord.say(bob, discord.general, "nothing");
    discord.edit(said, `<@${discord.bot.id}> please?`);
    discord.command(bob, discord.general, "ask", { question: "please?" });
    const refusal = await discord.until(() =>
      discord.seen(discord.general, bob).find(({ ephemeral, text }) => ephemeral && text !== ""),
    );
    expect(refusal.text).toMatch(/^I may not answer here/);
    expect(model.requests).toEqual([]);
    discord.giveRole(bob, crew);
    const asked = discord.say(bob, discord.general, `<@${discord.bot.id}> and now?`);
    await discord.until(() => maru.shown(asked)[0] === "Sure.");
  });

  test("is only what is allowed, where something is: by id as by name, and always by direct message", async () => {
    let open: { id: string } | undefined;
    const config = { places: { channels: { allow: [] as string[] } } };
    await using maru = await whole(fakeModel(["Sure."]), {
      config,
      before(discord) {
        open = discord.addChannel("open");
        config.places.channels.allow.push(open.id, "#Second");
      },
    });
    const { discord, ann } = maru;
    const elsewhere = maru.ask("here?");
    const second = maru.ask("and here?", discord.addChannel("second"));
    const first = maru.ask("there?", discord.world.channels.get(open!.id));
    for (const one of [first, second]) await discord.until(() => maru.shown(one)[0] === "Sure.");
    discord.say(ann, discord.direct(ann), "just us?");
    await discord.until(() => discord.seen(discord.direct(ann)).some(({ text }) => text === "Sure."));
    expect(discord.threadOf(elsewhere)).toBeUndefined();
  });
});

describe("a question that was deleted once it was answered", () => {
  const answered = async () => {
    const maru = await whole(fakeModel(["Sure."]));
    const question = maru.ask("where is the flamingo?");
    await maru.discord.until(() => maru.shown(question)[0] === "Sure.");
    await maru.settled();
    const thread = maru.discord.threadOf(question)!;
    return { maru, question, thread };
  };

  test("does not live on as the name of its thread, which is put away", async () => {
    const { maru, question, thread } = await answered();
    await using _maru = maru;
    maru.discord.remove(question);
    await maru.discord.until(() => thread.thread_metadata?.archived);
    expect(thread.name).toBe("Question");
    expect(maru.shown(question)).toEqual([]);
  });

  test("leaves its thread as it is where others have spoken", async () => {
    const { maru, question, thread } = await answered();
    await using _maru = maru;
    const { name } = thread;
    maru.discord.say(maru.discord.addPerson("Bob"), thread, `<@${maru.ann.id}> in the pond`);
    await maru.settled();
    maru.discord.remove(question);
    await maru.discord.until(() => maru.shown(question).length === 0);
    await maru.settled();
    expect(thread).toMatchObject({ name, thread_metadata: { archived: false } });
  });

  test("while Maru was away takes its answer with it, and others keep theirs", async () => {
    const { maru, question } = await answered();
    await using _maru = maru;
    const kept = maru.ask("how?");
    await maru.discord.until(() => maru.shown(kept)[0] === "Sure.");
    await maru.restart(() => maru.discord.remove(question));
    await maru.discord.until(() => maru.shown(question).length === 0);
    await maru.settled();
    expect(maru.shown(kept)).toEqual(["Sure."]);
  });

  test("is not taken for one when Maru may not read the past any more", async () => {
    const { maru, question } = await answered();
    await using _maru = maru;
    const { discord } = maru;
    await maru.restart(() => discord.permit(discord.general, discord.bot, { deny: ["ReadMessageHistory"] }));
    await maru.settled();
    expect(maru.shown(question)).toEqual(["Sure."]);
  });
});
