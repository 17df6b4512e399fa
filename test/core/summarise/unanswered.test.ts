import { expect, test } from "vitest";
import type { Message } from "../../../src/core/types.ts";
import { bob, type FakePlatform } from "../../fakes/platform.ts";
import { stage } from "../stage.ts";
import { noModel, releaseThread } from "./asked.ts";

/** Bob's `answer` stands in a summary, though the platform's config says that he is not answered. */
async function summarised() {
  const { platform } = await stage({ model: noModel() });
  const { root, answer } = releaseThread(platform);
  const asked = await platform.say("@maru summarise long", { inThreadOf: root });
  expect((await platform.finished(asked)).text).toContain(answer.text);
  return { platform, root, answer, asked };
}

const notAnswered = (platform: FakePlatform, type: "message" | "edited", message: Message) =>
  platform.deliver({ type, id: `fake:${type}/${message.id}`, message: { ...message, unanswered: true } });

test("an edit counts also when its author is not answered, and makes no question of the message", async () => {
  const { platform, answer, asked } = await summarised();
  await notAnswered(platform, "edited", { ...answer, text: "@maru why?", mentions: asked.mentions });
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
  expect(platform.replyTo(answer)).toBeUndefined();
});

test("somebody who is not answered can opt out all the same, and ask for nothing else", async () => {
  const { platform, root, answer, asked } = await summarised();
  const question = platform.post("@maru when is that?", { by: bob, inThreadOf: root });
  await notAnswered(platform, "message", question);
  const optout = platform.post("@maru optout", { by: bob, inThreadOf: root });
  await notAnswered(platform, "message", optout);
  await platform.finished(optout);
  const reply = await platform.until(asked, ({ calls }) => calls.includes("revise"));
  expect(reply.text).not.toContain(answer.text);
  expect(platform.replyTo(question)).toBeUndefined();
});
