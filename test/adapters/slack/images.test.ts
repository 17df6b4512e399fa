import { expect, onTestFinished, test } from "vitest";
import { fakeModel } from "../../fakes/model.ts";
import { startFakeSlack } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, quick, secretsOf } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

const png = Buffer.from("89504e470d0a1a0a01020304", "hex");

test("an image on a question, and in its thread, is shown to a model that sees; what is none is named", async () => {
  const slack = await startFakeSlack({ rateLimits: "none" });
  const store = await memoryStore();
  const log = listeningLog();
  const model = fakeModel(["Sure."]);
  model.state = { state: "ready", name: "fake", contextTokens: 4_096, parallel: 1, restarts: 0, sees: true };
  const maru = wholeMaru({ secrets: secretsOf(slack), store, model, log, times: quick });
  onTestFinished(async () => {
    await maru.stop(1_000);
    await slack.stop();
    await store.close();
  });
  await maru.start();
  const ann = slack.addPerson("Ann Lee");
  const image = (name: string, content: Uint8Array) => ({ name, content, mimetype: "image/png" });

  const question = slack.say(ann, slack.general, `<@${slack.bot.id}>`, { files: [image("a.png", png)] });
  expect((await model.requested(1)).at(-1)).toEqual({
    role: "user",
    text: "Ann Lee: (attached: a.png, an image)",
    images: [{ mediaType: "image/png", base64: png.toString("base64") }],
  });
  await slack.until(() => slack.seen(slack.general, question.ts).some(({ text }) => text === "Sure."));
  slack.say(ann, slack.general, "and this?", {
    thread: question,
    files: [image("b.png", Buffer.from("<svg/>"))],
  });
  const [, first, , second] = await model.requested(2);
  expect(first?.images).toHaveLength(1);
  expect(second).toEqual({
    role: "user",
    text: "Ann Lee: and this?\n\n  (attached: b.png, an image)\n\n  (b.png: an image which could not be fetched)",
  });
  expect(slack.violations).toEqual([]);
});
