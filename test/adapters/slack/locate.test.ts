import { expect, test } from "vitest";
import { permalink } from "../../../adapters/slack/as-message.ts";
import { spotOf } from "../../../adapters/slack/locate.ts";
import { connect } from "./chat.ts";

const spot = { channel: "C0123ABCD", ts: "1726000000.000100" };

test.each([
  permalink("https://acme.slack.com/", spot, spot.ts),
  permalink("https://acme.slack.com/", spot, "1725999999.000200"),
  "https://acme.enterprise.slack.com/archives/C0123ABCD/p1726000000000100",
  "https://acme.slack-gov.com/archives/C0123ABCD/p1726000000000100/",
  "https://acme.slack.com/messages/C0123ABCD/p1726000000000100",
  "https://app.slack.com/client/T012AB/C0123ABCD/p1726000000000100",
  "https://app.slack.com/client/T012AB/C0123ABCD/thread/C0123ABCD-1726000000.000100",
  "https://app.slack.com/client/E012AB/unreads/thread/C0123ABCD-1726000000.000100",
  "slack://channel?team=T012AB&id=C0123ABCD&message=1726000000.000100",
])("%s points at a message", (link) => {
  expect(spotOf(link)).toEqual(spot);
});

test.each([
  "https://acme.slack.com/archives/C0123ABCD",
  "https://acme.slack.com/archives/C0123ABCD/p17",
  "https://acme.slack.com/archives/c0123abcd/p1726000000000100",
  "https://acme.slack.com/team/U0123ABCD",
  "https://slack.com.example.com/archives/C0123ABCD/p1726000000000100",
  "https://notslack.com/archives/C0123ABCD/p1726000000000100",
  "http://acme.slack.com/archives/C0123ABCD/p1726000000000100",
  "slack://user?team=T012AB&id=U0123ABCD",
  "slack://channel?team=T012AB&id=C0123ABCD",
  "slack://channel?id=C0123ABCD&message=now",
  "https://",
])("%s points at none", (link) => {
  expect(spotOf(link)).toBeUndefined();
});

test("an answer of Maru's is found by its address, as the past has it", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const question = await chat.taken(slack.say(ann, slack.general, "why?"));
  const reply = await adapter.openReply(question);
  await reply.finish("Because.", "answer");
  const [, answer] = await Array.fromAsync(adapter.history({ thread: question.thread }));
  expect(await adapter.locate(answer!.link)).toEqual({ id: reply.id, sentAt: answer!.sentAt });
});
