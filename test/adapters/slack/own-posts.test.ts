import { describe, expect, test } from "vitest";
import { connect } from "./chat.ts";
import { openReplier, type Replier } from "./replier.ts";

const KEY = "web:digest/general daily 2026-11-22";

/** What Maru wrote in #general itself, and what stands below the first of it. */
const posted = ({ slack }: Replier) => slack.seen(slack.general).filter(({ isBot }) => isBot);
const below = (world: Replier) => {
  const [first] = posted(world);
  return first ? world.slack.seen(world.slack.general, first.ts).slice(1) : [];
};
const open = (world: Replier, key = KEY) => world.replying.openPost(world.slack.general.id, key);
const points = (count: number) =>
  Array.from({ length: count }, (_, at) => `- Point ${at + 1}: ${"words of it ".repeat(20).trim()}`);

describe("a message of Maru's own", () => {
  test("is posted once and whole, pings nobody, and asks for no previews", async () => {
    await using world = await openReplier();
    const post = await open(world);
    expect(posted(world)).toEqual([]);
    await post.finish(`## Yesterday\n\n- <!channel> <@${world.ann.id}> said so`, "extractive");
    expect(posted(world)).toMatchObject([
      { pings: [], thread: undefined, controls: [{ actionId: "maru_rate" }, { actionId: "maru_rate" }] },
    ]);
    const request = world.slack.requests.find(({ method }) => method === "chat.postMessage");
    expect(request?.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(
      JSON.stringify(await Array.fromAsync(world.store.records("slack/replies").iterator!(undefined))),
    ).not.toContain("Yesterday");
  });

  test.each(["lost answer", "lost request"] as const)(
    "is posted once when there is a %s",
    async (trouble) => {
      await using world = await openReplier();
      world.slack.web.failNext("chat.postMessage", trouble);
      const post = await open(world);
      if (trouble === "lost request") await expect(post.finish("News.", "answer")).rejects.toThrow();
      await post.finish("News.", "answer");
      expect(posted(world).map(({ text }) => text)).toEqual(["News."]);
    },
  );

  test.each(["lost answer", "lost request"] as const)(
    "is posted once when Maru crashes before it knows that it was (%s)",
    async (trouble) => {
      await using world = await openReplier();
      world.slack.say(world.ann, world.slack.general, "before");
      world.slack.web.failNext("chat.postMessage", trouble);
      world.slack.web.failNext("conversations.history", 500, 500, 500);
      await expect((await open(world)).finish("News.", "answer")).rejects.toThrow();
      world.crash();
      world.slack.say(world.ann, world.slack.general, "after");
      const again = await open(world);
      expect(again.finished).toBe(false);
      await again.finish("News, told again.", "answer");
      expect(posted(world).map(({ text }) => text)).toEqual(["News, told again."]);
      world.crash();
      expect((await open(world)).finished).toBe(true);
    },
  );

  test("is posted once each when every fifth request fails, and Maru crashes at times", async () => {
    await using world = await openReplier();
    Object.assign(world.slack.web, { share: 0.2, kinds: [500, 503, "lost answer", "lost request"] });
    const news = Array.from({ length: 20 }, (_, at) => `News ${at}`);
    for (const text of news)
      for (let isDone = false; !isDone; ) {
        const post = await open(world, text).catch(() => undefined);
        isDone = post?.finished ?? false;
        await post?.finish(text, "answer").catch(() => {});
        if (!isDone) world.crash();
      }
    expect(posted(world).map(({ text }) => text)).toEqual(news);
    expect(world.slack.web.injected).toBeGreaterThan(5);
  });

  test("that is long goes on in its own thread, and no point is torn", async () => {
    await using world = await openReplier();
    const post = await open(world);
    const all = points(100);
    await post.finish(all.join("\n"), "answer");
    expect(posted(world)).toHaveLength(1);
    const parts = [...posted(world), ...below(world)];
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.flatMap(({ text }) => text.split("\n"))).toEqual(all);
    expect(parts.map(({ controls }) => controls.length)).toEqual([...parts.slice(1).map(() => 0), 2]);
    await post.revise(all.slice(0, 10).join("\n"));
    expect(posted(world).map(({ text }) => text)).toEqual([all.slice(0, 10).join("\n")]);
    expect(below(world)).toEqual([]);
    world.crash();
    await (await open(world)).revise(all.join("\n"));
    expect([...posted(world), ...below(world)].flatMap(({ text }) => text.split("\n"))).toEqual(all);
  });

  test("is taken up where a crash left it", async () => {
    await using world = await openReplier();
    const all = points(100).join("\n");
    world.slack.web.failNext("chat.postMessage", "lost request");
    const first = await open(world);
    await first.finish(all, "answer").catch(() => {});
    world.slack.web.failNext("conversations.replies", 500, 500, 500);
    world.crash();
    await (await open(world)).finish(all, "answer");
    expect([...posted(world), ...below(world)].map(({ text }) => text).join("\n")).toBe(all);
  });

  test("is refused where Maru may not write, and of a place that is no more", async () => {
    await using world = await openReplier();
    const post = await open(world);
    world.slack.archive(world.slack.general);
    await expect(post.finish("News.", "answer")).rejects.toMatchObject({ code: "forbidden" });
  });

  test("that people deleted stays away", async () => {
    await using world = await openReplier();
    await (await open(world)).finish("News.", "answer");
    world.slack.remove(posted(world)[0]!.message);
    world.crash();
    const again = await open(world);
    expect(again.finished).toBe(true);
    await again.finish("News!", "answer");
    await again.revise("News?");
    expect(posted(world)).toEqual([]);
  });
});

test("a message of Maru's own is rated by its id, and is a bound of what was said before it", async () => {
  await using chat = await connect();
  const { slack, core, ann, adapter } = chat;
  await chat.taken(slack.say(ann, slack.general, "before"));
  const place = `slack:${slack.general.id}` as const;
  const post = await adapter.openPost(place, KEY);
  await post.finish("News.", "extractive");
  slack.say(ann, slack.general, "after");
  const shown = slack.seen(slack.general).find(({ isBot }) => isBot)!;
  const [up] = shown.controls;
  await slack.press(ann, shown.message, up!.actionId, up!.value);
  const { reply, rating } = await core.until("feedback");
  expect(rating).toBe("up");
  const past = await Array.fromAsync(adapter.history({ line: place }, { before: reply }));
  expect(past.map(({ text }) => text)).toEqual(["before"]);
  await expect(adapter.openPost("slack:C0NOWHERE", KEY)).rejects.toMatchObject({ code: "gone" });
});

describe("another text in the place of a finished reply's", () => {
  async function answered(world: Replier, text = "First.") {
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.finish(text, "answer");
    return { question, reply, again: () => world.replying.open(question) };
  }

  test("comes from whichever of its objects, one after the other", async () => {
    await using world = await openReplier();
    const { question, reply, again } = await answered(world);
    const other = await again();
    await reply.revise("Second.");
    await other.revise("Third.");
    await reply.revise("Second.");
    expect(world.shown(question)).toEqual(["Second."]);
    expect(world.own(question)[0]?.controls).toHaveLength(2);
    await other.revise(points(100).join("\n"));
    await reply.remove();
    expect(world.own(question)).toEqual([]);
  });

  test("leaves a notice without buttons", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.finish("Nothing was said.", "notice");
    await reply.revise("Nothing.");
    expect(world.own(question)).toMatchObject([{ text: "Nothing.", controls: [] }]);
  });

  test("that a crash cut off leaves a finished reply, which is given it once more", async () => {
    await using world = await openReplier();
    const { question, reply, again } = await answered(world);
    const long = points(150).join("\n");
    world.slack.web.failNext("chat.postMessage", "lost answer");
    world.slack.web.failNext("conversations.replies", 500, 500, 500);
    await expect(reply.revise(long)).rejects.toThrow();
    world.crash();
    const opened = await again();
    expect(opened.finished).toBe(true);
    await opened.revise(long);
    expect(world.shown(question).join("\n")).toBe(long);
  });

  test("is not shown where people deleted the reply, and replaces what cannot be edited any more", async () => {
    await using world = await openReplier();
    const deleted = await answered(world);
    world.slack.remove(world.own(deleted.question)[0]!.message);
    await deleted.reply.revise("Second.");
    expect(world.own(deleted.question)).toEqual([]);
    const long = await answered(world, points(100).join("\n"));
    world.slack.remove(world.own(long.question)[0]!.message);
    await long.reply.revise(points(99).join("\n"));
    expect(world.own(long.question)).toEqual([]);
    const old = await answered(world);
    world.slack.web.failNext("chat.update", { error: "edit_window_closed" });
    await old.reply.revise("Second.");
    expect(world.shown(old.question)).toEqual(["Second."]);
  });

  test("replaces what was streamed", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the");
    await reply.finish("Because of the rain.", "answer");
    await reply.revise("Because of it.");
    expect(world.shown(question)).toEqual(["Because of it."]);
  });
});
