import { expect, test } from "vitest";
import { fakeModel } from "../fakes/model.ts";
import { moderationAgainst } from "../fakes/moderation.ts";
import { alice, bob } from "../fakes/platform.ts";
import { stage } from "./stage.ts";

/** Holds every text with the word "nasty" in it. */
const moderation = moderationAgainst(/nasty/);

test("a held message is not put before the model", async () => {
  const { platform, model } = await stage({ moderation });
  const question = await platform.say("@maru hi");
  await platform.finished(question);
  await platform.say("something nasty", { by: bob, inThreadOf: question });
  await platform.finished(await platform.say("and now?", { inThreadOf: question }));
  expect(JSON.stringify(model.requests.at(-1))).not.toContain("nasty");
});

test("a held message is not quoted; edited into a harmless one, it is", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  const { platform } = await stage({ moderation, model });
  const message = await platform.say("the nasty word behind the staging password", { by: bob });
  const ask = async () =>
    (await platform.finished(await platform.say("@maru what about the staging password?"))).text;
  expect(await ask()).not.toContain("behind");
  await platform.edit(message, "the nice word behind the staging password");
  expect(await ask()).toContain("the nice word behind");
});

test("an answer that quotes is screened too", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  const { platform } = await stage({ moderation, model });
  platform.post("what was nasty about the staging password before Maru came", { by: bob });
  const reply = await platform.finished(await platform.say("@maru what about the staging password?"));
  expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining("held it back") });
});

test("a held opening does not make the thread Maru's", async () => {
  const { platform, model } = await stage({ moderation });
  const opening = await platform.say("@maru nasty");
  await platform.say("hey Bob, lunch?", { inThreadOf: opening });
  await platform.finished(await platform.say("@maru help"));
  expect(model.requests).toHaveLength(0);
});

test("commands count against the rate, but Stop always works", async () => {
  const admission = {
    bots: "answer",
    places: { allow: [], deny: [] },
    perMinute: { person: 2, place: 9 },
  } as const;
  const { platform } = await stage({ admission, model: fakeModel(["Once ", "wait"]) });
  const story = await platform.say("@maru a story");
  await platform.until(story, ({ text }) => text === "Once ");
  await platform.finished(await platform.say("@maru help"));
  for (let told = 0; told < 2; told++)
    expect((await platform.finished(await platform.say("@maru help"))).text).toContain("in one minute");
  const ignored = await platform.say("@maru help");
  await platform.say("@maru stop", { inThreadOf: story, by: alice });
  expect((await platform.finished(story)).text).toContain("*Stopped.*");
  expect(platform.replyTo(ignored)).toBeUndefined();
});

test("commands given by the platform's own means do not count against the rate of questions", async () => {
  const admission = {
    bots: "answer",
    places: { allow: [], deny: [] },
    perMinute: { person: 1, place: 9 },
  } as const;
  const { platform } = await stage({ admission });
  for (const command of ["privacy", "help", "forget"] as const) {
    const message = { ...platform.post(""), command };
    await platform.deliver({ type: "message", id: `fake:event/${message.id}`, message });
    expect((await platform.finished(message)).text).not.toContain("in one minute");
  }
  expect((await platform.finished(await platform.say("@maru hello"))).kind).toBe("answer");
  expect((await platform.finished(await platform.say("@maru hello?"))).text).toContain("in one minute");
});

test("an answer keeps what was fine, and ends with a polite word where a sentence is held", async () => {
  const model = fakeModel(["This is fine. ", "So is this. ", "This is nasty. ", "More. "]);
  const { platform } = await stage({ moderation, model });
  expect(await platform.finished(await platform.say("@maru tell me"))).toMatchObject({
    kind: "answer",
    text: "This is fine. So is this.\n\n*I stop here: moderation held back what comes next.*",
  });
  const korean = { ...alice, locale: "ko" } as const;
  const inKorean = await platform.finished(await platform.say("@maru 말해 줘", { by: korean }));
  expect(inKorean.text).toMatch(/^This is fine\. So is this\.\n\n\*여기서 멈출게요\./);
});

test("an answer of which nothing may be shown says so", async () => {
  const { platform } = await stage({ moderation, model: fakeModel(["This is nasty. ", "More. "]) });
  const reply = await platform.finished(await platform.say("@maru tell me"));
  expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining("held it back") });
});

test("an answer links to what people said and to nothing else, neither now nor later", async () => {
  const model = fakeModel([
    "See [the wiki](https://wiki.example/a) ",
    "and [this](https://evil.example/?q=1).",
  ]);
  const { platform } = await stage({ model });
  const question = await platform.say("@maru what about https://wiki.example/a?");
  const shown = "See [the wiki](<https://wiki.example/a>) and this (`https://evil.example/?q=1`).";
  expect((await platform.finished(question)).text).toBe(shown);
  // The address now stands in the thread, in Maru's own words.
  const again = await platform.say("@maru and again?", { inThreadOf: question });
  expect((await platform.finished(again)).text).toBe(shown);
  const named = await platform.say("@maru is https://evil.example/?q=1 right?", { inThreadOf: question });
  expect((await platform.finished(named)).text).toContain("[this](<https://evil.example/?q=1>)");
});

test("a quotation links to what it quotes, and the quoted words keep their links", async () => {
  const model = fakeModel();
  model.state = { state: "absent", hint: "" };
  const { platform } = await stage({ model });
  const told = platform.post("the staging password is at https://vault.example/x", { by: bob });
  const { text } = await platform.finished(await platform.say("@maru what about the staging password?"));
  expect(text).toContain("> the staging password is at <https://vault.example/x>");
  expect(text).toMatch(new RegExp(`\\]\\(<${told.link}>\\)`));
});
