import { expect, test } from "vitest";
import { bob, type FakePlatform } from "../../fakes/platform.ts";
import { stage } from "../stage.ts";
import { noModel, releaseThread, summingUp } from "./asked.ts";

const decided = (text: string) => `We decided: ${text}.`;

/** Says something at a time of its own. */
function postAt(platform: FakePlatform, sentAt: string, text: string) {
  const message = { ...platform.post(text, { by: bob }), sentAt };
  platform.messages[platform.messages.length - 1] = message;
  return message;
}

const onJanuary2nd = { model: noModel(), unixNow: () => Date.UTC(2026, 0, 2, 10) };

async function threeDays() {
  const { platform } = await stage(onJanuary2nd);
  postAt(platform, "2025-12-31T12:00:00.000Z", decided("the old thing stays until the summer"));
  postAt(platform, "2026-01-01T12:00:00.000Z", decided("the new thing comes on Friday"));
  postAt(platform, "2026-01-02T09:00:00.000Z", decided("the last thing is dropped"));
  return {
    async told(text: string) {
      const { text: told } = await platform.finished(await platform.say(text));
      return ["old", "new", "last"].filter((which) => told.includes(`the ${which} thing`));
    },
    platform,
  };
}

test.each([
  ["@maru summarise yesterday", ["new"]],
  ["@maru 어제 요약해줘", ["new"]],
  ["@maru summarise since yesterday", ["new", "last"]],
  ["@maru summarise until yesterday", ["old", "new"]],
  ["@maru summarise before yesterday", ["old"]],
  ["@maru summarise from Dec 31 to Jan 1", ["old", "new"]],
  ["@maru 12월 31일부터 어제까지 요약해줘", ["old", "new"]],
  ["@maru summarise since 11:30", ["new", "last"]],
  ["@maru summarise the last 2 hours", ["last"]],
])("%s reads that and no more", async (text, read) => {
  const { told } = await threeDays();
  expect(await told(text)).toEqual(read);
});

test.each(["@maru summarise since 2026-03-01", "@maru summarise from today to yesterday"])(
  "a time that cannot be is told: %s",
  async (text) => {
    const { platform } = await threeDays();
    const reply = await platform.finished(await platform.say(text));
    expect(reply).toMatchObject({ kind: "notice", text: expect.stringContaining("ends before it begins") });
  },
);

test("what a summary cannot do is left out of it, and it says so", async () => {
  const { platform } = await stage({ model: summingUp("The release is on Friday.") });
  const { root } = releaseThread(platform);
  const inThread = { inThreadOf: root };
  const english = await platform.finished(
    await platform.say("@maru summarise only decisions, in German", inThread),
  );
  expect(english.text).toContain("The release is on Friday.");
  expect(english.text).toContain("This I could not do, and left out: `only decisions, in German`");
  const korean = await platform.finished(await platform.say("@maru 일본어로 요약해줘", inThread));
  expect(korean.text).toContain("빼고 요약했어요: `일본어로`");
});

test("another channel is summarised in it, and the one where it is asked is this one", async () => {
  const { platform, model } = await stage({ model: summingUp("The release is on Friday.") });
  const { root } = releaseThread(platform);
  const other = await platform.finished(await platform.say("@maru summarise #random since yesterday"));
  expect(other).toMatchObject({
    kind: "notice",
    text: expect.stringContaining("For `#random`, ask me there"),
  });
  const korean = await platform.finished(await platform.say("@maru 잡담 채널에서 놓친 거 알려줘"));
  expect(korean.text).toContain("`잡담` 이야기는 그 채널에서 `@Maru 따라잡기`");
  expect(model.requests).toEqual([]);
  const own = await platform.say("@maru summarise the General channel", { inThreadOf: root });
  expect((await platform.finished(own)).text).toContain("The release is on Friday.");
});

test("what Maru was asked for and did not do is quoted nowhere later", async () => {
  const { platform } = await stage({ model: noModel() });
  const { root } = releaseThread(platform);
  const failed = [
    "@maru summarise since the release of version 3 on Friday",
    "@maru summarise the #release-notes of version 3",
    "@maru summarise what Bob thinks of the release of version 3",
    "@maru 버전 3 출시 발표문 요약해줘",
  ];
  for (const text of failed) await platform.finished(await platform.say(text, { by: bob, inThreadOf: root }));
  const summary = await platform.finished(await platform.say("@maru summarise long", { inThreadOf: root }));
  const answer = await platform.finished(await platform.say("@maru When do we release version 3?"));
  for (const { text } of [summary, answer]) {
    expect(text).toContain("Friday the 6th of March");
    expect(text).not.toContain("summarise");
    expect(text).not.toContain("요약해줘");
  }
});
