import { expect, test } from "vitest";
import { slackTimes } from "../../../adapters/slack/rooms.ts";
import { fakeModel } from "../../fakes/model.ts";
import { startFakeSlack } from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, secretsOf } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

const PEOPLE = 40;
const PATIENCE_MS = 15_000;

test("forty questions at once are answered within seconds, at Slack's own rate limits", async () => {
  const slack = await startFakeSlack();
  const people = Array.from({ length: PEOPLE }, (_, at) => slack.addPerson(`Person ${at}`));
  const halls = Array.from({ length: 8 }, (_, at) => slack.addChannel(`hall-${at}`, { members: people }));
  const store = await memoryStore();
  const maru = wholeMaru({
    secrets: secretsOf(slack),
    store,
    model: fakeModel(["Because ", "of ", "the ", "rain."]),
    log: listeningLog(),
    times: slackTimes,
  });
  try {
    await maru.start();
    const asked = people.map((person, at) => {
      const hall = halls[at % halls.length]!;
      return { hall, question: slack.say(person, hall, `<@${slack.bot.id}> why?`) };
    });
    const isAnswered = ({ hall, question }: (typeof asked)[number]) =>
      slack.seen(hall, question).some(({ text, controls }) => text.endsWith("rain.") && controls.length > 0);
    await slack.until(() => asked.every(isAnswered), "all answered", PATIENCE_MS);
    const calls = (method: string) => slack.requests.filter((request) => request.method === method).length;
    expect(calls("conversations.replies")).toBe(0);
    expect(calls("users.info")).toBe(PEOPLE);
    expect(slack.violations).toEqual([]);
  } finally {
    await maru.stop(500);
    await slack.stop();
    await store.close();
  }
});
