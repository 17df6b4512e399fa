import { describe, expect, test, vi } from "vitest";
import { SUMMARISE_FROM_ID } from "../../../adapters/slack/summarise-from.ts";
import { createWaitingWord } from "../../../adapters/slack/waiting-word.ts";
import type { Message } from "../../../src/core/types.ts";
import { type Connected, connect } from "./chat.ts";

/** As soon as the check passes. */
const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

/** What Ann alone is shown in the channel. */
const alone = ({ slack, ann }: Connected) =>
  slack.seen(slack.general).filter(({ onlyFor }) => onlyFor === ann.id);

async function given(chat: Connected, command: `/${string}`, text = ""): Promise<Message> {
  const { slack, core, ann } = chat;
  const before = core.events.length;
  await slack.slash(ann, slack.general, command, text);
  await soon(() => expect(core.events.length).toBeGreaterThan(before));
  const event = core.events[before]!;
  if (event.type !== "message") throw new Error("the core got no message");
  return event.message;
}

const reading = (done: number, remainingMs: number) =>
  ({ state: "summarising", progress: { step: "reading", done, of: 23, remainingMs } }) as const;

/** A clock that a test pushes ahead. */
function movable() {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    pass: (ms: number) => {
      aheadMs += ms;
    },
  };
}

test("the commands for summaries say what is meant, and are answered to nobody else", async () => {
  await using chat = await connect();
  const { slack } = chat;
  const link = `https://team.slack.com/archives/${slack.general.id}/p1726000000000100`;
  const scope = { place: `slack:${slack.general.id}` };
  const message = await given(chat, "/summarise", `from <${link}> short`);
  expect(message).toMatchObject({
    command: "summarise",
    text: `from ${link} short`,
    summaryOf: { scope },
    place: { kind: "direct" },
  });
  expect(await given(chat, "/catchup", "3d")).toMatchObject({
    command: "catchup",
    text: "3d",
    summaryOf: { scope },
  });
  for (const audience of ["author", "all"] as const)
    await (await chat.adapter.openReply(message, audience)).finish("A summary.", "answer");
  expect(alone(chat)).toMatchObject([{ text: "A summary.", controls: [] }]);
  expect(slack.seen(slack.general).filter(({ isBot, onlyFor }) => isBot && !onlyFor)).toEqual([]);
});

test("where Maru is not, or may not work, nothing is summarised", async () => {
  await using chat = await connect({ config: { places: { channels: { deny: ["general"] } } } });
  const { slack, core, ann } = chat;
  const apart = slack.addChannel("apart", { withApp: false, private: true });
  const inApart = slack.say(ann, apart, "hm");
  const inGeneral = slack.say(ann, slack.general, "hm");
  const told = (channel = slack.general) =>
    slack.seen(channel).flatMap(({ onlyFor, text }) => (onlyFor ? [text] : []));
  await slack.slash(ann, slack.general, "/summarise");
  await slack.slash(ann, slack.general, "/catchup");
  await slack.slash(ann, slack.general, "/summarise", "shared");
  await slack.messageShortcut(ann, inGeneral, SUMMARISE_FROM_ID);
  await soon(() => expect(told()).toEqual(Array(4).fill(expect.stringContaining("I may not answer here"))));
  await slack.slash(ann, apart, "/summarise");
  await slack.messageShortcut(ann, inApart, SUMMARISE_FROM_ID);
  await soon(() => expect(told(apart)).toEqual(Array(2).fill(expect.stringContaining("/invite @Maru"))));
  expect(core.events).toEqual([]);
});

test("a word with a Stop button says at once what is done, and the answer takes its place", async () => {
  const time = movable();
  await using chat = await connect({ now: time.now });
  const { slack, core, ann } = chat;
  const message = await given(chat, "/summarise");
  const reply = await chat.adapter.openReply(message, "author");
  await reply.status({ state: "queued", ahead: 2 });
  await soon(() =>
    expect(alone(chat)).toMatchObject([
      { text: "You have 2 questions before yours…", controls: [{ label: "Stop" }] },
    ]),
  );
  await reply.status(reading(1, 100_000));
  expect(alone(chat)).toHaveLength(1);
  time.pass(21_000);
  const word = await soon(async () => {
    await reply.status(reading(6, 50_000));
    expect(alone(chat)).toMatchObject([{ text: "I am summarising… (chunk 7 of 23, about 50 s)" }]);
    return alone(chat)[0]!;
  });
  await slack.press(ann, word.message, word.controls[0]!.actionId);
  expect(await core.until("stop")).toMatchObject({
    question: message.id,
    thread: message.thread,
    by: { name: "Ann Lee" },
  });
  await reply.finish("Stopped.", "notice");
  await reply.status({ state: "thinking" });
  expect(alone(chat)).toMatchObject([{ text: "Stopped.", controls: [] }]);
  expect(alone(chat)[0]!.earlierTexts).toHaveLength(2);
});

/** Opens the reply as the core does later on: it keeps of the message what it needs to find it again. */
const reopened = ({ adapter }: Connected, { command: _, ...kept }: Message) =>
  adapter.openReply({ ...kept, text: "" }, "author");

describe("a private summary of which something was taken out", () => {
  test("is replaced where it stands, as often as its address serves", async () => {
    const time = movable();
    await using chat = await connect({ now: time.now });
    const message = await given(chat, "/summarise");
    await (await chat.adapter.openReply(message, "author")).finish("One. Two.", "answer");
    await chat.restart();
    for (let revision = 1; revision <= 6; revision++) {
      const again = await reopened(chat, message);
      expect(again.finished).toBe(true);
      await again.revise(`Revision ${revision}.`);
    }
    expect(alone(chat)).toMatchObject([{ text: "Revision 4." }]);
    expect(chat.slack.requests.filter(({ method }) => method === "chat.postEphemeral")).toEqual([]);
  });

  test("stays as it is when its address serves no more, when it has several parts, and when it is no summary", async () => {
    const time = movable();
    await using chat = await connect({ now: time.now });
    const shown = async (command: `/${string}`, text: string, argument = "") => {
      const message = await given(chat, command, argument);
      await (await chat.adapter.openReply(message, "author")).finish(text, "answer");
      return message;
    };
    const long = await shown(
      "/summarise",
      Array.from({ length: 2_000 }, (_, at) => `- Point ${at}`).join("\n"),
    );
    const other = await shown("/maru", "Kept: 3.", "privacy");
    const late = await shown("/summarise", "Late.");
    const before = alone(chat).map(({ text }) => text);
    for (const message of [long, other]) await (await reopened(chat, message)).revise("Other.");
    time.pass(30 * 60_000);
    await (await reopened(chat, late)).revise("Other.");
    expect(alone(chat).map(({ text }) => text)).toEqual(before);
  });

  test("is changed where it came by direct message, also after a restart, and when it becomes shorter or longer", async () => {
    const time = movable();
    await using chat = await connect({ now: time.now });
    const { slack, ann } = chat;
    const message = await given(chat, "/summarise");
    time.pass(31 * 60_000);
    slack.leave(ann, slack.general);
    const letters = () => slack.seen(slack.direct(ann)).map(({ text }) => text);
    const points = (word: string, count: number) =>
      Array.from({ length: count }, (_, at) => `- ${word} ${at}`).join("\n");
    await (await chat.adapter.openReply(message, "author")).finish(points("Point", 2_000), "answer");
    expect(letters()).toHaveLength(3);
    for (const text of [points("Left", 1_500), "None.", points("More", 1_000)]) {
      await chat.restart();
      await (await reopened(chat, message)).revise(text);
      expect(letters().join("\n")).toBe(text);
    }
    slack.remove(slack.seen(slack.direct(ann))[0]!.message);
    await (await reopened(chat, message)).revise("Other.");
    expect(letters()).toEqual([]);
  });
});

test("of how far it has come, one is told after 20 seconds and after 90 more, and no other time", async () => {
  let now = 0;
  const said: string[] = [];
  const word = createWaitingWord({ now: () => now }, async (text) => {
    said.push(`${now / 1_000} s: ${text}`);
  });
  for (; now < 600_000; now += 5_000) {
    word.show(`chunk ${now / 5_000}`);
    await Promise.resolve().then(() => {});
  }
  expect(said).toEqual(["0 s: chunk 0", "20 s: chunk 4", "110 s: chunk 22"]);
});

test("words are few, so that there is always room for the answer, also after a restart and when it is long", async () => {
  const time = movable();
  await using chat = await connect({ now: time.now });
  const message = await given(chat, "/summarise");
  const before = await chat.adapter.openReply(message, "author");
  for (let words = 0; words < 3; words++) {
    await soon(async () => {
      await before.status(reading(words, 1_000));
      expect(alone(chat)[0]?.earlierTexts).toHaveLength(words);
    });
    time.pass(120_000);
  }
  for (let done = 3; done < 6; done++) await before.status(reading(done, 1_000));
  await chat.restart();
  const reply = await chat.adapter.openReply(message, "author");
  await reply.status(reading(9, 1_000));
  const lines = Array.from({ length: 3_500 }, (_, at) => `- Point ${at}`);
  await reply.finish(lines.join("\n"), "answer");
  const shown = alone(chat);
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.flatMap(({ text }) => text.split("\n"))).toEqual(lines);
  expect(chat.slack.requests.filter(({ method }) => method === "chat.postEphemeral")).toHaveLength(
    shown.length - 2,
  );
});

test("an answer that takes longer than the command's address lasts is whispered", async () => {
  const time = movable();
  await using chat = await connect({ now: time.now });
  const message = await given(chat, "/summarise");
  const reply = await chat.adapter.openReply(message, "author");
  await reply.status({ state: "summarising" });
  await soon(() => expect(alone(chat)).toHaveLength(1));
  time.pass(31 * 60_000);
  await reply.status(reading(3, 9_000));
  await reply.finish("Late.", "answer");
  expect(alone(chat).at(-1)).toMatchObject({ text: "Late." });
  expect((await chat.adapter.openReply(message, "author")).finished).toBe(true);
});

test("what is asked for in a message and answered to its author alone shows a status meanwhile", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const raw = slack.say(ann, slack.general, `<@${slack.bot.id}> catch me up`);
  const message = await chat.taken(raw);
  const reply = await chat.adapter.openReply(message, "author");
  await reply.status(reading(6, 50_000));
  await soon(() =>
    expect(slack.status(slack.general, raw)?.text).toBe("is summarising… (chunk 7 of 23, about 50 s)"),
  );
  expect(await given(chat, "/maru", "stop")).toMatchObject({ command: "stop" });
  await reply.finish("Nothing happened.", "extractive");
  expect(slack.status(slack.general, raw)).toBeUndefined();
  expect(alone(chat)).toMatchObject([{ text: "Nothing happened." }]);
  expect(slack.seen(slack.general, raw)).toHaveLength(1);
});

test("/maru stop means the private summary that is being made for the person in that channel", async () => {
  await using chat = await connect();
  const message = await given(chat, "/catchup");
  const reply = await chat.adapter.openReply(message, "author");
  await reply.status({ state: "summarising" });
  expect(await given(chat, "/maru", "stop")).toMatchObject({ command: "stop", thread: message.thread });
  await reply.finish("Stopped.", "notice");
  expect((await given(chat, "/maru", "stop")).thread).not.toBe(message.thread);
});

test("the menu of a message says from where on, in a thread and outside, and its answer stands there", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  const root = slack.say(ann, slack.general, "root");
  const reply = slack.say(ann, slack.general, "reply", { thread: root });
  const single = slack.say(ann, slack.general, "single");
  const place = `slack:${slack.general.id}` as const;
  const thread = `${place}/${root.ts}`;
  const expected = [
    [root, { thread }],
    [reply, { thread }],
    [single, { place }],
  ] as const;
  for (const [{ ts }, scope] of expected) {
    const before = core.events.filter(
      ({ id }) => id.includes("/command/") || id.includes(":command/"),
    ).length;
    await slack.messageShortcut(ann, { ts }, SUMMARISE_FROM_ID);
    const event = await soon(() => {
      const found = core.events.filter(({ id }) => id.includes(":command/"))[before];
      expect(found).toBeDefined();
      return found!;
    });
    if (event.type !== "message") throw new Error("the core got no message");
    const from = { id: `${place}/${ts}`, sentAt: new Date(Number(ts) * 1_000).toISOString() };
    expect(event.message).toMatchObject({ command: "summarise", text: "", summaryOf: { scope, from } });
    const opened = await chat.adapter.openReply(event.message, "author");
    await opened.status({ state: "summarising" });
    await opened.finish(`From ${ts}.`, "answer");
  }
  expect(alone(chat).map(({ text }) => text)).toEqual([`From ${root.ts}.`, `From ${single.ts}.`]);
  expect(slack.seen(slack.general, root).at(-1)).toMatchObject({
    onlyFor: ann.id,
    text: `From ${reply.ts}.`,
  });
});

test("from the menu of a message of Maru's own, that message stays as it is", async () => {
  await using chat = await connect();
  const { slack, core, ann, adapter } = chat;
  const question = await chat.taken(slack.say(ann, slack.general, `<@${slack.bot.id}> why?`));
  const answer = await adapter.openReply(question);
  await answer.finish("Because.", "answer");
  const shown = slack.seen(slack.general, question.id.split("/")[1]!)[1]!;
  await slack.messageShortcut(ann, shown, SUMMARISE_FROM_ID);
  const { message } = await core.until("message", ({ id }) => id.includes(":command/"));
  expect(message.summaryOf?.from?.id).toBe(answer.id);
  const reply = await adapter.openReply(message, "author");
  await reply.status({ state: "summarising" });
  await reply.finish("Nobody else's.", "answer");
  const [, first, ...rest] = slack.seen(slack.general, question.id.split("/")[1]!);
  expect(first).toMatchObject({ text: "Because.", onlyFor: undefined });
  expect(rest.at(-1)).toMatchObject({ text: "Nobody else's.", onlyFor: ann.id });
});
