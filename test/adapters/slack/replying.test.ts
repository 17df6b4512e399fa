import { describe, expect, test } from "vitest";
import type { Reply } from "../../../src/core/ports/index.ts";
import { openReplier, type Replier, soon } from "./replier.ts";

/** The core tries again what Slack did not decide on. */
async function insist(call: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    try {
      return await call();
    } catch {}
  }
  await call();
}

const grown = async (world: Replier, question: Parameters<Replier["shown"]>[0], reply: Reply) => {
  await reply.update("Because of the rain, the");
  await soon(() => world.shown(question)).toHaveLength(1);
};

/** Nobody hears what becomes of the next call of a method, nor can it be looked up. */
function lose(world: Replier, method: string, what: "lost answer" | "lost request"): void {
  world.slack.web.failNext(method, what);
  world.slack.web.failNext("conversations.replies", 500, 500, 500);
}

describe("one reply to each question", () => {
  test("short ones are posted whole; notices have no buttons, and nobody is shown a preview", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.finish("See https://example.com/x.", "notice");
    expect(world.own(question)).toMatchObject([{ text: "See https://example.com/x.", controls: [] }]);
    const posted = world.slack.requests.find(({ method }) => method === "chat.postMessage")!;
    expect(posted.args).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect(world.calls("chat.startStream")).toBe(0);
  });

  test("its id is known before anything of it is posted", async () => {
    await using world = await openReplier();
    const question = world.ask();
    expect((await world.replying.open(question)).id).toBe(`${question.id}/reply`);
    expect(world.own(question)).toEqual([]);
  });

  test.for(["lost answer", "lost request", 500, 503, 429, { error: "fatal_error" }] as const)(
    "a post whose fate is not known (%s) is looked for before it is repeated",
    async (fault) => {
      await using world = await openReplier();
      const question = world.ask();
      const reply = await world.replying.open(question);
      world.slack.web.failNext("chat.postMessage", fault, fault);
      await insist(() => reply.finish("Because.", "answer"));
      expect(world.shown(question)).toEqual(["Because."]);
    },
  );

  test.for([
    ["post", "chat.postMessage"],
    ["stream", "chat.startStream"],
  ] as const)(
    "a %s that got through while nothing else did is found, and brought up to date",
    async ([way, method]) => {
      await using world = await openReplier();
      if (way === "post") world.slack.forbidStreaming(world.slack.general);
      const question = world.ask();
      const reply = await world.replying.open(question);
      lose(world, method, "lost answer");
      await reply.update("Because of the").catch(() => {});
      expect(world.own(question)).toHaveLength(1);
      await reply.update("Because of the rain, the");
      await soon(() => world.shown(question)).toEqual(["Because of the rain, the"]);
      await reply.finish("Because of the rain.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain."]);
    },
  );

  test("replies in one thread do not take each other's messages for their own", async () => {
    await using world = await openReplier();
    const first = world.ask();
    const second = world.ask("@Maru and?", { thread: first });
    const one = await world.replying.open(first);
    const two = await world.replying.open(second);
    await one.update("First of all");
    await soon(() => world.shown(first)).toHaveLength(1);
    world.slack.web.failNext("chat.startStream", "lost request");
    await two.update("Second of all").catch(() => {});
    await two.update("Second of all it");
    await soon(() => world.shown(first)).toHaveLength(2);
    await two.finish("Second of all it is.", "answer");
    await one.finish("First of all it was.", "answer");
    expect(world.shown(first)).toEqual(["First of all it was.", "Second of all it is."]);
  });

  test("the first message of a reply is known by its time", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.finish("Because.", "answer");
    const { ts } = world.own(question)[0]!;
    expect(await world.records.partAt({ channel: world.slack.general.id, ts })).toEqual({
      question: question.id,
      part: 0,
    });
  });
});

describe("a message that cannot be edited", () => {
  test.for(["edit_window_closed", "cant_update_message"])(
    "(%s) gives way to one that says it all",
    async (error) => {
      await using world = await openReplier();
      world.slack.forbidStreaming(world.slack.general);
      const question = world.ask();
      const reply = await world.replying.open(question);
      await reply.update("Because of the");
      await soon(() => world.shown(question)).toEqual(["Because of the"]);
      world.slack.web.failNext("chat.update", { error }, { error });
      await reply.update("Because of the rain, the");
      await soon(() => world.calls("chat.update")).toBe(1);
      await reply.finish("Because of the rain.", "answer");
      expect(world.shown(question)).toEqual(["Because of the rain."]);
      expect(world.own(question)[0]!.controls).toHaveLength(2);
    },
  );

  test("because nobody knows that it is still a stream, is ended and edited", async () => {
    await using world = await openReplier();
    world.forgiven.push("chat.update");
    const question = world.ask();
    const reply = await world.replying.open(question);
    await grown(world, question, reply);
    const lost = "lost request";
    world.slack.web.failNext("chat.stopStream", lost, lost, lost, lost);
    await reply.finish("Because of the rain.", "answer");
    expect(world.shown(question)).toEqual(["Because of the rain."]);
    expect(world.own(question)[0]).toMatchObject({ streaming: "completed" });
  });
});

describe("a crash leaves one reply", () => {
  test("between the start of a stream and the note of it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    // The run dies before it hears of the stream.
    lose(world, "chat.startStream", "lost answer");
    await reply.update("Because of the").catch(() => {});
    expect(world.own(question)).toHaveLength(1);
    world.crash();
    const again = await world.replying.open(question);
    expect(world.own(question)).toMatchObject([{ streaming: "completed" }]);
    await again.update("The rain");
    await soon(() => world.shown(question)).toEqual(["The rain"]);
    await again.finish("The rain it was.", "answer");
    expect(world.shown(question)).toEqual(["The rain it was."]);
  });

  test("between a post and the note of it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    lose(world, "chat.postMessage", "lost answer");
    await reply.finish("Because.", "answer").catch(() => {});
    expect(world.own(question)).toHaveLength(1);
    world.crash();
    await (await world.replying.open(question)).finish("Because.", "answer");
    expect(world.shown(question)).toEqual(["Because."]);
  });

  test("in the middle of a stream, which is stopped, and goes on by edits", async () => {
    await using world = await openReplier();
    const question = world.ask();
    await grown(world, question, await world.replying.open(question));
    world.crash();
    const again = await world.replying.open(question);
    expect(world.own(question)).toMatchObject([{ streaming: "completed" }]);
    await again.update("It is the");
    await soon(() => world.shown(question)).toEqual(["It is the"]);
    await again.finish("It is the sun.", "answer");
    expect(world.shown(question)).toEqual(["It is the sun."]);
  });

  test("in the middle of a stream that Slack has ended since", async () => {
    await using world = await openReplier({}, { rotateAfterMs: 1e9 });
    const question = world.ask();
    await grown(world, question, await world.replying.open(question));
    world.crash();
    world.slack.clock.advance(400_000);
    await (await world.replying.open(question)).finish("It is the sun.", "answer");
    expect(world.shown(question)).toEqual(["It is the sun."]);
  });

  test("after the last words and before the note of it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await grown(world, question, reply);
    await reply.finish("Because of the rain, the hall is dry.", "answer");
    const { kind: _, ...record } = (await world.records.get(question.id))!;
    await world.records.set({ ...record, state: "open" });
    world.crash();
    await (await world.replying.open(question)).finish("It is the sun.", "answer");
    expect(world.shown(question)).toEqual(["It is the sun."]);
    expect(world.own(question)[0]!.controls).toHaveLength(2);
  });

  test("of several messages, when the new answer is shorter", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.update(`${`${"It rains. ".repeat(100)}\n\n`.repeat(25)}And`);
    await soon(() => world.shown(question).length).toBeGreaterThan(2);
    world.crash();
    await (await world.replying.open(question)).finish("It rains.", "answer");
    expect(world.shown(question)).toEqual(["It rains."]);
  });

  test("and does not take what else Maru wrote there for it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const other = world.ask("@Maru and?", { thread: question });
    const reply = await world.replying.open(question);
    lose(world, "chat.startStream", "lost request");
    await reply.update("Because of the").catch(() => {});
    await (await world.replying.open(other)).finish("And so.", "answer");
    world.crash();
    await (await world.replying.open(question)).finish("Because.", "answer");
    expect(world.shown(question)).toEqual(["And so.", "Because."]);
  });
});

describe("a question that is no more", () => {
  test.for([true, false])("has no reply (with replies under it: %s)", async (hasReplies) => {
    await using world = await openReplier();
    const question = world.ask();
    const ts = question.id.split("/")[1]!;
    if (hasReplies) world.ask("me too", { thread: question });
    world.slack.remove({ ts } as never);
    await expect(world.replying.open(question)).rejects.toMatchObject({ code: "gone" });
  });

  test("takes its reply with it in the middle of a stream", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await grown(world, question, reply);
    await reply.remove();
    expect(world.own(question)).toEqual([]);
  });

  test("takes a reply with it of which nobody knows whether it was posted", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    lose(world, "chat.startStream", "lost answer");
    await reply.update("Because of the").catch(() => {});
    await reply.remove();
    expect(world.own(question)).toEqual([]);
  });

  test("takes its status with it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const root = question.id.split("/")[1]!;
    const reply = await world.replying.open(question);
    await reply.status({ state: "thinking" });
    await soon(() => world.slack.status(world.slack.general, root)?.text).toBe("is thinking…");
    await reply.remove();
    expect(world.slack.status(world.slack.general, root)).toBeUndefined();
  });

  test("takes its finished reply with it, all of its messages", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await reply.finish(`${"It rains. ".repeat(100)}\n\n`.repeat(25), "answer");
    expect(world.own(question).length).toBeGreaterThan(2);
    await (await world.replying.open(question)).remove();
    expect(world.own(question)).toEqual([]);
  });

  test("takes its reply with it when it was deleted while Maru was away", async () => {
    await using world = await openReplier();
    const question = world.ask();
    await grown(world, question, await world.replying.open(question));
    world.crash();
    world.slack.remove({ ts: question.id.split("/")[1]! } as never);
    await expect(world.replying.open(question)).rejects.toMatchObject({ code: "gone" });
    expect(world.own(question)).toEqual([]);
    expect(await world.replying.open(question)).toMatchObject({ finished: true });
  });

  test("when people delete the reply, nothing is said any more", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    await grown(world, question, reply);
    world.slack.remove(world.own(question)[0]!.message as never);
    await reply.update("Because of the rain, the hall stays");
    await reply.finish("Because of the rain, the hall stays dry.", "answer");
    expect(world.own(question)).toEqual([]);
  });
});

describe("where Maru stands before its first word", () => {
  test("is shown in the person's language, renewed before Slack takes it away, and gone with the first word", async () => {
    await using world = await openReplier();
    const question = world.ask("왜?", { locale: "ko" });
    const root = question.id.split("/")[1]!;
    const status = () => world.slack.status(world.slack.general, root)?.text;
    const reply = await world.replying.open(question);
    await reply.status({ state: "queued", ahead: 2 });
    await soon(status).toContain("2");
    await reply.status({ state: "thinking" });
    await soon(status).toBe("생각하는 중…");
    const before = world.calls("assistant.threads.setStatus");
    world.slack.clock.advance(90_000);
    await soon(() => world.calls("assistant.threads.setStatus")).toBe(before + 1);
    world.slack.clock.advance(60_000);
    expect(status()).toBe("생각하는 중…");
    await reply.update("비가 와서 그래요. 그");
    await soon(() => world.shown(question)).toHaveLength(1);
    expect(status()).toBeUndefined();
    await reply.status({ state: "thinking" });
    world.slack.clock.advance(90_000);
    await reply.finish("비가 와서 그래요.", "answer");
    expect(status()).toBeUndefined();
    expect(world.calls("assistant.threads.setStatus")).toBe(before + 1);
  });

  test("keeps no answer when Slack does not show it", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    world.slack.web.failNext("assistant.threads.setStatus", 500, { error: "not_allowed_token_type" });
    await reply.status({ state: "loading" });
    await reply.status({ state: "thinking" });
    await reply.finish("Because.", "answer");
    expect(world.shown(question)).toEqual(["Because."]);
  });
});

describe("what Slack refuses", () => {
  test("an archived channel takes no answer", async () => {
    await using world = await openReplier();
    const question = world.ask();
    const reply = await world.replying.open(question);
    world.slack.archive(world.slack.general);
    await reply.update("Because of the").catch(() => {});
    await expect(reply.finish("Because.", "answer")).rejects.toMatchObject({
      name: "PlatformError",
      code: "forbidden",
    });
  });

  test.for([
    ["channel_not_found", "gone"],
    ["thread_not_found", "gone"],
    ["not_in_channel", "forbidden"],
    ["restricted_action", "forbidden"],
    ["restricted_action_read_only_channel", "forbidden"],
    ["cannot_reply_to_message", "forbidden"],
  ] as const)("%s is said to the core as %s", async ([error, code]) => {
    await using world = await openReplier();
    const reply = await world.replying.open(world.ask());
    world.slack.web.failNext("chat.postMessage", { error });
    await expect(reply.finish("Because.", "answer")).rejects.toMatchObject({ name: "PlatformError", code });
  });

  test("a channel that Maru was removed from", async () => {
    await using world = await openReplier();
    const hall = world.slack.addChannel("hall", { members: [world.ann] });
    const question = world.ask("why?", { channel: hall });
    const reply = await world.replying.open(question);
    world.slack.leave(world.slack.bot, hall);
    await expect(reply.finish("Because.", "answer")).rejects.toMatchObject({ code: "forbidden" });
    await expect(world.replying.open(question)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("of a missing scope is told once: which, and where to add it", async () => {
    await using world = await openReplier();
    const replies = [await world.replying.open(world.ask()), await world.replying.open(world.ask())];
    world.slack.grant(["channels:history", "im:write"]);
    for (const reply of replies)
      await expect(reply.finish("Because.", "answer")).rejects.toMatchObject({ code: "forbidden" });
    const told = world.log.lines.filter(({ event }) => event === "slack needs somebody's help");
    expect(told).toHaveLength(1);
    expect(told[0]!.fields["remedy"]).toMatch(
      /A0MARU → OAuth & Permissions → Scopes → Bot Token Scopes → .*: chat:write; then Reinstall/,
    );
  });

  test("without the scope to read, Maru answers all the same", async () => {
    await using world = await openReplier();
    world.slack.grant(["chat:write", "users:read"]);
    const question = world.ask();
    await (await world.replying.open(question)).finish("Because.", "answer");
    expect(world.shown(question)).toEqual(["Because."]);
    expect(world.log.lines).toMatchObject([{ event: "slack needs somebody's help" }]);
  });
});
