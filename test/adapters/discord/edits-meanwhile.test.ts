import { describe, expect, onTestFinished, test } from "vitest";
import { discordTimes } from "../../../adapters/discord/rooms.ts";
import type { ChatEvent } from "../../../src/core/types.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { listeningLog } from "../listening-log.ts";
import { type Connected, connect, memoryStore, quick } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

const edits = ({ core }: Connected) =>
  core.events.flatMap((event: ChatEvent) => (event.type === "edited" ? [event.message.text] : []));

describe("what was edited while Maru was away", () => {
  test("is delivered where something new was said, once", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const first = discord.say(ann, discord.general, "frist");
    const direct = discord.say(ann, discord.direct(ann), "pst");
    await core.until("message", ({ message }) => message.text === "pst");
    await chat.restart(() => {
      discord.edit(first, "first");
      discord.edit(direct, "psst");
      discord.say(ann, discord.general, "second");
    });
    await core.until("edited", ({ message }) => message.text === "first");
    await core.until("edited", ({ message }) => message.text === "psst");
    await chat.restart(() => void discord.say(ann, discord.general, "third"));
    await core.until("message", ({ message }) => message.text === "third");
    expect(edits(chat).toSorted()).toEqual(["first", "psst"]);
  });

  test("is not delivered again when it had arrived", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const first = discord.say(ann, discord.general, "frist");
    await core.until("message");
    discord.edit(first, "first");
    await core.until("edited");
    await chat.restart(() => void discord.say(ann, discord.general, "second"));
    await core.until("message", ({ message }) => message.text === "second");
    expect(edits(chat)).toEqual(["first"]);
  });

  test("is noticed when a reply that was begun is taken up again", async () => {
    await using chat = await connect();
    const { discord, ann, core } = chat;
    const raw = discord.say(ann, discord.general, `<@${discord.bot.id}> whi?`);
    const { message } = await core.until("message");
    await chat.adapter.openReply(message);
    await chat.restart();
    await chat.adapter.openReply(message);
    expect(edits(chat)).toEqual([]);
    await chat.restart(() => discord.edit(raw, `<@${discord.bot.id}> why?`));
    await chat.adapter.openReply(message);
    expect(new Set(edits(chat))).toEqual(new Set(["@Maru why?"]));
  });
});

describe("a question that was not answered when Maru ended", () => {
  /** Maru with a question that waits for the model behind another one; and what starts it again. */
  async function pending() {
    const discord = await startFakeDiscord({ rateLimits: "none" });
    const store = await memoryStore();
    const model = fakeModel(["Sure."]);
    const build = () =>
      wholeMaru({
        api: discord.api,
        token: discord.token,
        store,
        model,
        log: listeningLog(),
        times: { ...discordTimes, ...quick },
      });
    let maru = build();
    onTestFinished(async () => {
      await maru.stop(0);
      await discord.stop();
      await store.close();
      expect(discord.violations).toEqual([]);
    });
    await maru.start();
    const ann = discord.addPerson("Ann Lee");
    const shown = (question: { readonly id: string }) => {
      const thread = discord.threadOf(question);
      return thread ? discord.seen(thread).flatMap(({ isBot, text }) => (isBot ? [text] : [])) : [];
    };
    model.scripts.push(["wait"]);
    const say = (text: string) => discord.say(ann, discord.general, text);
    const ask = (text: string) => say(`<@${discord.bot.id}> ${text}`);
    ask("first?");
    await model.requested(1);
    const question = ask("whi?");
    await discord.until(() => shown(question).length === 1);
    return {
      discord,
      model,
      question,
      shown,
      say,
      edit: (text: string) => discord.edit(question, text.replace("@Maru", `<@${discord.bot.id}>`)),
      stop: () => maru.stop(0),
      async start() {
        maru = build();
        await maru.start();
      },
    };
  }

  test("is answered as it reads now, whether the edit came while Maru was away or before", async () => {
    for (const when of ["away", "before"]) {
      const { discord, model, question, shown, say, edit, stop, start } = await pending();
      if (when === "before") {
        edit("@Maru why?");
        // What comes after it has been dealt with, so it has been too.
        const next = say(`<@${discord.bot.id}> help`);
        await discord.until(() => shown(next).some((text) => text.includes("I am **Maru**")));
      }
      await stop();
      if (when === "away") edit("@Maru why?");
      await start();
      await discord.until(() => shown(question)[0] === "Sure.");
      const asked = model.requests.map((turns) => turns.at(-1)!.text);
      expect(asked).toContain("Ann Lee: why?");
      expect(asked).not.toContain("whi?");
    }
  });

  test("is not answered when it does not call Maru any more", async () => {
    const { discord, model, question, shown, edit, stop, start } = await pending();
    await stop();
    edit("never mind");
    await start();
    await discord.until(() => shown(question).length === 0);
    expect(model.requests.map((turns) => turns.at(-1)!.text)).not.toContain("never mind");
  });
});
