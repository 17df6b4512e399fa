import { expect, test, vi } from "vitest";
import type { Message } from "../../../src/core/types.ts";
import type { Shape, User } from "../../fakes/slack/index.ts";
import { type Connected, connect } from "./chat.ts";

/** As soon as the check passes. */
const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

/** All words of somebody's Home tab. */
const page = ({ slack, ann }: Connected, person: User = ann) => JSON.stringify(slack.home(person) ?? "");

/** Opens the Home tab, and resolves to the message that the core gets of it. */
async function open({ slack, core, ann }: Connected, person: User = ann): Promise<Message> {
  const before = core.events.length;
  slack.openHome(person);
  await soon(() => expect(core.events.length).toBeGreaterThan(before));
  const event = core.events[before];
  if (event?.type !== "message") throw new Error("the core got no message");
  return event.message;
}

test("the Home tab shows how to ask, what Maru knows of the person, and a button to erase it", async () => {
  await using chat = await connect();
  const message = await open(chat);
  expect(message).toMatchObject({
    command: "privacy",
    author: { name: "Ann Lee" },
    place: { kind: "direct" },
    startsThread: false,
  });
  await (await chat.adapter.openReply(message)).finish("About you I keep:\n\n- ratings: **3**", "notice");
  expect(page(chat)).toContain("How to ask");
  expect(page(chat)).toContain("@Maru");
  expect(page(chat)).toContain("race condition");
  expect(page(chat)).toContain("ratings: *3*");
  expect(page(chat)).toMatch(/slack:\/\/app\?team=T\w+&id=A\w+&tab=messages/);
  const forget = buttons(chat).find(({ action_id }) => action_id === "forget_me");
  expect(forget).toMatchObject({ style: "danger", confirm: { confirm: { text: "Forget" } } });
});

const buttons = ({ slack, ann }: Connected) =>
  ((slack.home(ann)?.["blocks"] ?? []) as Shape[]).flatMap(({ elements }) => (elements ?? []) as Shape[]);

test("it is in the language of the person's Slack", async () => {
  await using chat = await connect();
  const min = chat.slack.addPerson("민지", { locale: "ko-KR" });
  const message = await open(chat, min);
  expect(message.author.locale).toBe("ko");
  await (await chat.adapter.openReply(message)).finish("보관하는 것이 없어요.", "notice");
  expect(page(chat, min)).toContain("물어보는 방법");
  expect(page(chat, min)).toContain("보관하는 것이 없어요.");
});

test("Forget has the core erase, and shows what became of it", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  await (await chat.adapter.openReply(await open(chat))).finish("Much.", "notice");
  await slack.pressInView(ann, slack.home(ann)!, "forget_me");
  const { message } = await core.until("message", (event) => event.message.command === "forget");
  expect(message.author.name).toBe("Ann Lee");
  await (await chat.adapter.openReply(message)).finish("Done. I erased 3 rating(s).", "notice");
  expect(page(chat)).toContain("I erased 3");
  expect(page(chat)).not.toContain("Much.");
});

test("Forget that cannot be stored says so on the page", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  await (await chat.adapter.openReply(await open(chat))).finish("Much.", "notice");
  core.refusing = new Error("disk full");
  const delivery = await slack.pressInView(ann, slack.home(ann)!, "forget_me");
  expect(delivery.state).toBe("acknowledged");
  await soon(() => expect(page(chat)).toContain("I could not do that just now"));
});

test("the button that leads to the messages is acknowledged, and does nothing else", async () => {
  await using chat = await connect();
  const { slack, core, ann } = chat;
  await (await chat.adapter.openReply(await open(chat))).finish("Nothing.", "notice");
  const delivery = await slack.pressInView(ann, slack.home(ann)!, "write_to_me");
  expect(delivery.state).toBe("acknowledged");
  expect(core.events).toHaveLength(1);
});

test("whoever switches to and fro between the tabs asks the core once in a minute", async () => {
  let aheadMs = 0;
  await using chat = await connect({ now: () => Date.now() + aheadMs });
  const { slack, core, ann } = chat;
  const first = await open(chat);
  await (await chat.adapter.openReply(first)).finish("One.", "notice");
  slack.openHome(ann);
  slack.openHome(ann);
  await soon(() => expect(slack.deliveries.filter(({ state }) => state === "acknowledged")).toHaveLength(3));
  expect(core.events).toHaveLength(1);
  aheadMs = 61_000;
  const second = await open(chat);
  expect(second.id).toBe(first.id);
  const reply = await chat.adapter.openReply(second);
  expect(reply.finished).toBe(false);
  await reply.finish("Two.", "notice");
  expect(page(chat)).toContain("Two.");
});

test("a page that is too long for Slack is cut, and still shown", async () => {
  await using chat = await connect();
  const lines = Array.from({ length: 30_000 }, (_, at) => `- line <${at}> & more`).join("\n");
  await (await chat.adapter.openReply(await open(chat))).finish(lines, "notice");
  expect(page(chat)).toContain("line &lt;0&gt; &amp; more");
  expect(page(chat)).toContain("Forget me");
});

test("the messages tab suggests what to ask, in the person's language", async () => {
  await using chat = await connect();
  const { slack, core } = chat;
  const min = slack.addPerson("민지", { locale: "ko-KR" });
  for (const person of [chat.ann, min]) {
    slack.openHome(person, "messages");
    await slack.until(() => slack.prompts(slack.direct(person)) !== undefined);
  }
  const prompts = slack.prompts(slack.direct(min));
  expect(JSON.stringify(prompts)).toContain("무엇을 할 수 있어?");
  expect(JSON.stringify(slack.prompts(slack.direct(chat.ann)))).toContain("What can you do?");
  expect(core.events).toEqual([]);
});

test("suggestions that Slack refuses are told to the operator with the scope, and nothing else suffers", async () => {
  await using chat = await connect();
  chat.slack.web.failNext("assistant.threads.setSuggestedPrompts", { error: "missing_scope" });
  chat.slack.openHome(chat.ann, "messages");
  await soon(() => expect(chat.log.lines.map(({ event }) => event)).toContain("slack prompts not suggested"));
  await soon(() => expect(chat.slack.deliveries.at(-1)?.state).toBe("acknowledged"));
});
