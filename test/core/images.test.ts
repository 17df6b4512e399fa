import { describe, expect, test } from "vitest";
import { createContext } from "../../src/core/context.ts";
import { ModelError } from "../../src/core/ports/index.ts";
import type { MessageImage, TurnImage } from "../../src/core/types.ts";
import { fakeModel } from "../fakes/model.ts";
import { moderationAgainst } from "../fakes/moderation.ts";
import { alice, bob, FakePlatform, self } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

const reference = (name: string, bytes = 100): MessageImage => ({
  id: `fake:${name}`,
  name,
  mediaType: "image/png",
  bytes,
});

/** A platform on which these images can be had. */
function platformWith(...names: readonly string[]) {
  const platform = new FakePlatform();
  const shown = (name: string): TurnImage => ({ mediaType: "image/png", base64: btoa(name) });
  for (const name of names) platform.pictures.set(`fake:${name}`, shown(name));
  return { platform, shown };
}

function seeingModel(tokensOfAnImage = 0) {
  const model = fakeModel();
  model.state = { state: "ready", name: "fake", contextTokens: 4_096, parallel: 1, restarts: 0, sees: true };
  const { measure } = model;
  model.measure = async (turns) =>
    (await measure(turns)) + turns.flatMap(({ images = [] }) => images).length * tokensOfAnImage;
  return model;
}

describe("a model that sees", () => {
  test("is shown the images of a question, and again with the thread's next ones, which go on where it ended", async () => {
    const { platform, shown } = platformWith("a.png", "b.png", "c.png");
    const { model } = await stage({ platform, model: seeingModel() });
    const question = await platform.say("@maru what is this?", { images: [reference("a.png")] });
    await platform.finished(question);
    platform.post("and this", { by: bob, inThreadOf: question, images: [reference("b.png")] });
    const next = await platform.say("@maru and here?", {
      inThreadOf: question,
      images: [reference("c.png")],
    });
    await platform.finished(next);
    const first = { role: "user", text: "Alice: what is this?", images: [shown("a.png")] };
    expect(model.requests[0]?.slice(1)).toEqual([first]);
    expect(model.requests[1]?.slice(1)).toEqual([
      first,
      { role: "assistant", text: "Sure, here you go." },
      {
        role: "user",
        text: "Bob: and this\n\nAlice: and here?",
        images: [shown("b.png"), shown("c.png")],
      },
    ]);
  });

  test("is asked by an image alone", async () => {
    const { platform, shown } = platformWith("a.png");
    const { model } = await stage({ platform, model: seeingModel() });
    const question = await platform.say("@maru", { images: [reference("a.png")] });
    expect(await platform.finished(question)).toMatchObject({ kind: "answer" });
    expect(model.requests[0]?.at(-1)).toEqual({
      role: "user",
      text: "Alice: (a.png: an image)",
      images: [shown("a.png")],
    });
  });

  test("is shown those that were posted without a word, but not what Maru itself posted", async () => {
    const { platform, shown } = platformWith("a.png", "own.png");
    const { model } = await stage({ platform, model: seeingModel() });
    const root = platform.post("hello");
    platform.post("", { by: bob, inThreadOf: root, images: [reference("a.png")] });
    platform.post("Here.", { by: self, inThreadOf: root, images: [reference("own.png")] });
    await platform.finished(await platform.say("@maru what is this?", { inThreadOf: root }));
    expect(platform.fetched).toEqual(["fake:a.png"]);
    expect(model.requests[0]?.slice(1)).toEqual([
      { role: "user", text: "Alice: hello\n\nBob: (a.png: an image)", images: [shown("a.png")] },
      { role: "assistant", text: "Here." },
      { role: "user", text: "Alice: what is this?" },
    ]);
  });

  test("is told of those that are gone or too big, and answers", async () => {
    const { platform, shown } = platformWith("a.png");
    const { model } = await stage({ platform, model: seeingModel() });
    const images = [reference("a.png"), reference("big.png", 4_000_001), reference("gone<|x|>.png")];
    const question = await platform.say("@maru look", { images });
    expect(await platform.finished(question)).toMatchObject({ kind: "answer" });
    expect(platform.fetched).toEqual(["fake:a.png", "fake:gone<|x|>.png"]);
    expect(model.requests[0]?.at(-1)).toEqual({
      role: "user",
      text: [
        "Alice: look",
        "",
        "  (big.png: an image which is too big to be shown to you)",
        "  (gone__x__.png: an image which could not be fetched)",
      ].join("\n"),
      images: [shown("a.png")],
    });
  });

  test("is shown nothing that moderation holds", async () => {
    const { platform } = platformWith("a.png", "b.png");
    const { model } = await stage({
      platform,
      model: seeingModel(),
      moderation: moderationAgainst(/nasty/),
    });
    const question = await platform.say("@maru hello");
    await platform.finished(question);
    await platform.say("nasty", { by: bob, inThreadOf: question, images: [reference("a.png")] });
    const next = await platform.say("look", { inThreadOf: question, images: [reference("b.png")] });
    await platform.finished(next);
    expect(platform.fetched).toEqual(["fake:b.png"]);
    expect(model.requests[1]?.at(-1)?.images).toHaveLength(1);
  });

  test("is shown no more than have room beside the words, and none where the words need it all", async () => {
    const { platform } = platformWith("a.png", "b.png", "c.png");
    const { model } = await stage({ platform, model: seeingModel(900) });
    const images = ["a.png", "b.png", "c.png"].map((name) => reference(name));
    await platform.finished(await platform.say("@maru look", { images }));
    expect(platform.fetched).toEqual(["fake:a.png", "fake:b.png"]);
    expect(model.requests[0]?.at(-1)).toMatchObject({
      text: expect.stringContaining("(c.png: an image which there was no room to show you)"),
      images: [{}, {}],
    });
    await platform.finished(await platform.say(`@maru ${"word ".repeat(3_000)}`, { images }));
    expect(model.requests[1]?.at(-1)).not.toHaveProperty("images");
    expect(model.requests[1]?.at(-1)?.text).toContain(
      "(a.png: an image which there was no room to show you)",
    );
  });

  test.each([
    ["refuses an image", [new ModelError("failed", "cannot decode")]],
    ["dies of an image", [new ModelError("crashed", "died"), new ModelError("crashed", "died")]],
  ])("that %s is asked without", async (_, errors) => {
    const { platform } = platformWith("broken.png");
    const { model } = await stage({ platform, model: seeingModel() });
    model.scripts.push(...errors.map((error) => [error]));
    const question = await platform.say("@maru look", { images: [reference("broken.png")] });
    expect(await platform.finished(question)).toMatchObject({ kind: "answer", text: "Sure, here you go." });
    expect(model.requests).toHaveLength(errors.length + 1);
    expect(model.requests.slice(0, -1).every((turns) => turns.at(-1)?.images?.length === 1)).toBe(true);
    expect(model.requests.at(-1)?.at(-1)).toEqual({
      role: "user",
      text: "Alice: look\n\n  (broken.png: an image which could not be shown to you)",
    });
  });

  test("that fails on words alone is not asked again", async () => {
    const { platform, model } = await stage({ model: seeingModel() });
    model.scripts.push([new ModelError("failed", "no")]);
    expect(await platform.finished(await platform.say("@maru hello"))).toMatchObject({ kind: "notice" });
    expect(model.requests).toHaveLength(1);
  });
});

test("images count as what they take: a thread of them that is too long is cut in blocks as others are", async () => {
  const platform = new FakePlatform();
  const root = platform.post("hello");
  const thread = Array.from({ length: 30 }, (_, at) =>
    platform.post("look", { inThreadOf: root, images: [reference(`${at}.png`)] }),
  );
  const tokensEach = 50;
  const assemble = createContext(seeingModel(tokensEach));
  const picture: TurnImage = { mediaType: "image/png", base64: "" };
  const dropped = new Set<number>();
  for (const [at, question] of thread.entries()) {
    const context = await assemble({
      ...{ system: "sys", selfName: "Maru", earlier: thread.slice(0, at), question, maxTokens: 400 },
      pictures: { of: () => picture, tokensEach },
    });
    if (context.fits) dropped.add(context.dropped);
  }
  expect(dropped.size).toBeGreaterThan(2);
  expect(dropped.size).toBeLessThan(9);
});

test("for a model that does not see nothing is fetched, and the words say so", async () => {
  const { platform } = platformWith("a.png");
  const { model } = await stage({ platform });
  const question = await platform.say("@maru", { images: [reference("a.png")] });
  await platform.finished(question);
  expect(platform.fetched).toEqual([]);
  expect(model.requests[0]?.at(-1)).toEqual({
    role: "user",
    text: "Alice: (a.png: an image which you cannot see)",
  });
});

test("of an answered question's images nothing is kept", async () => {
  const { platform } = platformWith("a.png");
  const { store } = await stage({ platform, model: seeingModel() });
  const question = await platform.say("@maru look", { by: alice, images: [reference("a.png")] });
  await platform.finished(question);
  const note = await store.records("core/replies").get(question.id);
  expect(note).toMatchObject({ id: question.id, text: "" });
  expect(JSON.stringify(note)).not.toContain("a.png");
});
