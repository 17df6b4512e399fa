import { describe, expect, test } from "vitest";
import { openReplier, soon } from "./replier.ts";

const sentence = "It rains on the hills and the hall stays dry.";
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, at) => `${at + 1}. paragraph: ${`${sentence} `.repeat(12).trim()}`).join(
    "\n\n",
  );
/** The words of texts that follow each other. */
const words = (...texts: readonly string[]) => texts.join(" ").split(/\s+/);
/** Never rotated, so that Slack ends the stream. */
const never = { rotateAfterMs: 1e9 };

describe("an answer is streamed", () => {
  test("it grows in one message in the question's thread and is finished with buttons", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of");
    await reply.update("Because of the rain, which");
    await soon(() => world.shown(question)).toEqual(["Because of the rain,"]);
    expect(world.own(question)[0]).toMatchObject({ streaming: "in_progress" });
    await reply.finish("Because of the rain, which falls.", "answer");
    const [only, ...more] = world.own(question);
    expect(more).toEqual([]);
    expect(only).toMatchObject({ text: "Because of the rain, which falls.", streaming: "completed" });
    expect(only!.controls.map(({ actionId, value }) => [actionId, value])).toEqual([
      ["maru_rate", `up ${question.id}`],
      ["maru_rate", `down ${question.id}`],
    ]);
    expect(only!.metadata).toEqual({
      event_type: "maru_reply",
      event_payload: { question: question.id, part: 0 },
    });
    expect(world.calls("chat.update")).toBe(0);
  });

  test("in a conversation with Maru alone, in a group's and in a channel shared with another organisation", async () => {
    await using world = await openReplier();
    const there = world.slack.addTeam("Partner");
    const bob = world.slack.addPerson("Bob", { team: there });
    const shared = world.slack.addChannel("shared", { members: [world.ann, bob], sharedWith: [there] });
    const asked = [
      world.ask("why?", { channel: world.slack.direct(world.ann) }),
      world.ask("why?", { channel: world.slack.addGroup([world.ann, world.slack.addPerson("Cho")]) }),
      world.ask("why?", { channel: shared, by: bob }),
    ];
    for (const question of asked) {
      const reply = await world.replying.open(question);
      await reply.update("Because of the");
      await reply.finish("Because of the rain.", "answer");
      expect(world.own(question)).toMatchObject([{ text: "Because of the rain.", streaming: "completed" }]);
    }
  });

  test("before Slack would end the stream it goes on in another message, though no word comes", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("```js\nconst rain = 1;\nconst hall");
    await soon(() => world.shown(question)).toEqual(["```js\nconst rain = 1;\nconst"]);
    world.slack.clock.advance(240_000);
    await soon(() => world.own(question)[0]?.streaming).toBe("completed");
    expect(world.shown(question)).toEqual(["```js\nconst rain = 1;\nconst\n```"]);
    await soon(() => world.slack.status(world.slack.general, question.id.split("/")[1]!)?.text).toBe(
      "is thinking…",
    );
    world.slack.clock.advance(200_000);
    await reply.update("```js\nconst rain = 1;\nconst hall = 2;\n```\nSo it");
    await soon(() => world.shown(question)).toEqual([
      "```js\nconst rain = 1;\nconst\n```",
      "```js\n hall = 2;\n```\nSo",
    ]);
    await reply.finish("```js\nconst rain = 1;\nconst hall = 2;\n```\nSo it is.", "answer");
    expect(world.shown(question)).toEqual([
      "```js\nconst rain = 1;\nconst\n```",
      "```js\n hall = 2;\n```\nSo it is.",
    ]);
    expect(world.own(question).map(({ controls }) => controls.length)).toEqual([0, 2]);
    expect(world.own(question).map(({ streaming }) => streaming)).toEqual(["completed", "completed"]);
  });

  test("a rotation after which nothing more comes leaves one message, with its buttons", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the rain. ");
    await soon(() => world.shown(question)).toEqual(["Because of the rain."]);
    world.slack.clock.advance(240_000);
    await soon(() => world.own(question)[0]?.streaming).toBe("completed");
    await reply.finish("Because of the rain. ", "answer");
    expect(world.own(question)).toMatchObject([{ text: "Because of the rain." }]);
    expect(world.own(question)[0]!.controls).toHaveLength(2);
  });

  test("a long answer goes on in the next message at a paragraph's end, before a stream is full", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    const text = paragraphs(50);
    for (let length = 500; length < text.length; length += 500) await reply.update(text.slice(0, length));
    await reply.finish(text, "answer");
    const shown = world.shown(question);
    expect(shown.length).toBeGreaterThanOrEqual(3);
    expect(words(...shown)).toEqual(words(text));
    for (const one of shown) {
      expect(one.length).toBeLessThanOrEqual(11_000);
      expect(one).toMatch(/dry\.$/);
    }
    expect(world.own(question).map(({ controls }) => controls.length > 0)).toEqual([
      ...shown.slice(1).map(() => false),
      true,
    ]);
    expect(world.calls("chat.update")).toBe(0);
  });

  test("what is too long for a stream at its end follows in messages of its own", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    const code = `\`\`\`ts\n${"const hall = dry(rain);\n".repeat(1_200)}\`\`\``;
    await reply.update("Like this: so");
    await soon(() => world.shown(question)).toHaveLength(1);
    await reply.finish(`Like this: so.\n\n${code}\n\nThat is all.`, "answer");
    const shown = world.shown(question);
    expect(shown.length).toBe(3);
    expect(shown.join("\n").match(/const hall = dry\(rain\);/g)).toHaveLength(1_200);
    for (const one of shown) expect(one.match(/```/g)!.length % 2).toBe(0);
    expect(shown.at(-1)).toMatch(/That is all\.$/);
  });

  test("a code block at the end of a stream is not opened again for nothing", async () => {
    await using world = await openReplier();
    const texts = [
      "Like this:\n```js\nrain();\n```",
      "Like this:\n```js\nrain();",
      "Like this:\n```js\nrain();\n```\n\n",
    ];
    for (const text of texts) {
      const question = world.ask();
      const reply = await world.replying.open(question);
      await reply.update(text);
      await soon(() => world.shown(question)).toHaveLength(1);
      await reply.finish(text, "answer");
      expect(world.shown(question)).toEqual(["Like this:\n```js\nrain();\n```"]);
    }
  });

  test("a code block that ends right after a rotation leaves none behind without a line", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Like this:\n```js\nrain();\n");
    await soon(() => world.shown(question)).toHaveLength(1);
    world.slack.clock.advance(240_000);
    await soon(() => world.own(question)[0]?.streaming).toBe("completed");
    await reply.finish("Like this:\n```js\nrain();\n```\nDone.", "answer");
    expect(world.shown(question)).toEqual(["Like this:\n```js\nrain();\n```", "Done."]);
  });

  test("a table is shown when it is complete, aligned", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Rain:\n\n| day | mm |\n|---|---|\n| Mon | 3");
    await soon(() => world.shown(question)).toEqual(["Rain:"]);
    await reply.update("Rain:\n\n| day | mm |\n|---|---|\n| Mon | 3 |\n\nMuch of");
    const table = "```\nday │ mm\n────┼───\nMon │ 3\n```";
    await soon(() => world.shown(question)).toEqual([`Rain:\n\n${table}\n\nMuch`]);
    await reply.finish("Rain:\n\n| day | mm |\n|---|---|\n| Mon | 3 |\n\nMuch of it.", "answer");
    expect(world.shown(question)).toEqual([`Rain:\n\n${table}\n\nMuch of it.`]);
  });
});

describe("a stream that cannot go on loses and repeats no word", () => {
  test("when Slack has ended it, the rest stands in the next message", async () => {
    await using world = await openReplier({}, never);
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the rain. And");
    await soon(() => world.shown(question)).toEqual(["Because of the rain."]);
    world.slack.clock.advance(300_000);
    await reply.update("Because of the rain. And of the hills");
    await soon(() => world.shown(question)).toEqual(["Because of the rain.", "And of the"]);
    await reply.finish("Because of the rain. And of the hills.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain.", "And of the hills."]);
    expect(world.own(question)[0]!.metadata).toMatchObject({ event_type: "maru_reply" });
  });

  test("when Slack has ended it before the last words, they are put in by an edit", async () => {
    await using world = await openReplier({}, never);
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the");
    await soon(() => world.shown(question)).toHaveLength(1);
    world.slack.clock.advance(300_000);
    await reply.finish("Because of the rain.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain."]);
    expect(world.own(question)[0]!.controls).toHaveLength(2);
  });

  test.for(["lost answer", "lost request", 500] as const)(
    "when nobody knows whether words got through (%s), the message goes on by edits",
    async (fault) => {
      await using world = await openReplier();
      const question = world.ask();
      const reply = await world.replying.open(question);
      await reply.update("Because of the");
      await soon(() => world.shown(question)).toEqual(["Because of"]);
      world.slack.web.failNext("chat.appendStream", fault);
      await reply.update("Because of the rain, the");
      await soon(() => world.shown(question)).toEqual(["Because of the rain, the"]);
      expect(world.own(question)[0]!.controls).toMatchObject([{ actionId: "maru_stop", value: question.id }]);
      await reply.finish("Because of the rain, the hall stays dry.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain, the hall stays dry."]);
      expect(world.own(question)[0]!.controls.map(({ actionId }) => actionId)).toEqual([
        "maru_rate",
        "maru_rate",
      ]);
    },
  );

  test.for(["lost answer", "lost request", 500, 503, 429] as const)(
    "when its end fails (%s), the message shows the whole text once",
    async (fault) => {
      await using world = await openReplier();
      const question = world.ask();
      const reply = await world.replying.open(question);
      await reply.update("Because of the");
      await soon(() => world.shown(question)).toHaveLength(1);
      world.slack.web.failNext("chat.stopStream", fault);
      await reply.finish("Because of the rain.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain."]);
      expect(world.own(question)[0]!.controls).toHaveLength(2);
      expect(world.own(question)[0]!.streaming).not.toBe("in_progress");
    },
  );

  test("it grows no more often than Slack takes it", async () => {
    await using world = await openReplier({}, { appendEveryMs: 60_000 });
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the");
    await reply.update("Because of the rain, the");
    await reply.update("Because of the rain, the hall");
    world.slack.clock.advance(50_000);
    expect(world.shown(question)).toEqual(["Because of"]);
    world.slack.clock.advance(10_000);
    await soon(() => world.shown(question)).toEqual(["Because of the rain, the"]);
    expect(world.calls("chat.appendStream")).toBe(1);
    await reply.finish("Because of the rain, the hall stays dry.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain, the hall stays dry."]);
  });

  test("when Slack wants to be left alone, the words come later, without one of them missing", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the");
    await soon(() => world.shown(question)).toHaveLength(1);
    world.slack.web.failNext("chat.appendStream", 429);
    await reply.update("Because of the rain, the");
    await soon(() => world.calls("chat.appendStream")).toBe(1);
    expect(world.shown(question)).toEqual(["Because of"]);
    await soon(() => {
      world.slack.clock.advance(1_000);
      return world.shown(question);
    }).toEqual(["Because of the rain,"]);
    expect(world.own(question)[0]!.streaming).toBe("in_progress");
    await reply.finish("Because of the rain, the hall stays dry.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain, the hall stays dry."]);
  });

  test.for(["lost answer", "lost request", 500, { error: "internal_error" }] as const)(
    "when nobody knows whether it began (%s), there is one message all the same",
    async (fault) => {
      await using world = await openReplier();
      const question = world.ask();
      const reply = await world.replying.open(question);
      world.slack.web.failNext("chat.startStream", fault);
      // The core tries again with the next words.
      await reply.update("Because of the").catch(() => {});
      await reply.update("Because of the rain, the");
      await soon(() => world.shown(question)).toHaveLength(1);
      await reply.finish("Because of the rain, the hall stays dry.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain, the hall stays dry."]);
    },
  );

  test("a text that begins anew replaces what was streamed", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update(`${paragraphs(20)}\n\nand so`);
    await soon(() => world.shown(question).length).toBe(2);
    await reply.update("On second thought: the");
    await soon(() => world.shown(question)[0]).toBe("On second thought: the");
    await reply.finish("On second thought: the sun.", "answer");
    expect(world.shown(question)).toEqual(["On second thought: the sun."]);
    expect(world.own(question)[0]!.controls).toHaveLength(2);
  });

  test("an end that differs from what was streamed replaces it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update("Because of the rain, the");
    await soon(() => world.shown(question)).toHaveLength(1);
    await reply.finish("I held this answer back.", "notice");
    expect(world.shown(question)).toEqual(["I held this answer back."]);
    expect(world.own(question)[0]!.controls).toEqual([]);
  });
});

describe("where no stream may begin", () => {
  test("the answer is posted and edited, with a Stop button while it grows, and Slack is not asked again", async () => {
    await using world = await openReplier();
    world.slack.forbidStreaming(world.slack.general);
    for (const question of [world.ask(), world.ask()]) {
      const reply = await world.replying.open(question);
      await reply.update("Because of the");
      await soon(() => world.shown(question)).toEqual(["Because of the"]);
      expect(world.own(question)[0]!.controls).toMatchObject([
        { actionId: "maru_stop", value: question.id, label: "Stop" },
      ]);
      await reply.update("Because of the rain, the");
      await soon(() => world.shown(question)).toEqual(["Because of the rain, the"]);
      await reply.finish("Because of the rain, the hall stays dry.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain, the hall stays dry."]);
      expect(world.own(question)[0]!.controls.map(({ actionId }) => actionId)).not.toContain("maru_stop");
    }
    expect(world.calls("chat.startStream")).toBe(1);
  });

  test("a long answer is split between blocks, with its code closed and opened again, and nothing is lost", async () => {
    await using world = await openReplier();
    world.slack.forbidStreaming(world.slack.general);
    const question = world.ask();
    const reply = await world.replying.open(question);
    const text = `${paragraphs(30)}\n\n\`\`\`py\n${"print('비가 온다')\n".repeat(800)}\`\`\``;
    await reply.update(text.slice(0, 15_000));
    await reply.finish(text, "answer");
    const shown = world.shown(question);
    expect(shown.join("\n").match(/print\('비가 온다'\)/g)).toHaveLength(800);
    expect(words(...shown).filter((word) => /^\d+\.$/.test(word))).toHaveLength(30);
    for (const one of shown) {
      expect(one.length).toBeLessThanOrEqual(11_000);
      expect((one.match(/```/g) ?? []).length % 2).toBe(0);
    }
  });

  test("Slack's wish to be left alone does not keep the answer from growing", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    world.slack.web.failNext("chat.startStream", 429);
    await reply.update("Because of the");
    await soon(() => world.shown(question)).toEqual(["Because of the"]);
    await reply.finish("Because of the rain.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain."]);
    world.slack.clock.advance(1_000);
    const next = world.ask();
    const other = await world.replying.open(next);
    await other.update("As I said");
    await soon(() => world.own(next)[0]?.streaming).toBe("in_progress");
    await other.finish("As I said.", "answer");
  });
});
