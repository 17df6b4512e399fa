import { expect, test } from "vitest";
import { connect } from "./connect.ts";

const feedback = {
  type: "context_actions" as const,
  elements: [
    {
      type: "feedback_buttons" as const,
      action_id: "rate",
      positive_button: { text: { type: "plain_text" as const, text: "Good" }, value: "up" },
      negative_button: { text: { type: "plain_text" as const, text: "Bad" }, value: "down" },
    },
  ],
};

const asked = async () => {
  const world = await connect();
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  const question = slack.say(ann, slack.general, "why?");
  const to = {
    channel: slack.general.id,
    thread_ts: question.ts,
    recipient_user_id: ann.id,
    recipient_team_id: slack.team.id,
  };
  return { ...world, ann, question, to, [Symbol.asyncDispose]: world[Symbol.asyncDispose] };
};

test("a stream grows in its thread and ends with blocks and metadata", async () => {
  await using world = await asked();
  const { slack, web, to, question } = world;
  const { ts } = await web.chat.startStream({ ...to, markdown_text: "Be" });
  const at = { channel: to.channel, ts: ts! };
  await web.chat.appendStream({ ...at, chunks: [{ type: "markdown_text", text: "**cause**" }] });
  const seen = () => slack.seen(slack.general, question).at(-1)!;
  expect(seen()).toMatchObject({ text: "Be**cause**", streaming: "in_progress", earlierTexts: ["Be"] });
  const metadata = { event_type: "maru_reply", event_payload: { question: "q", part: 0 } };
  await web.chat.stopStream({ ...at, markdown_text: ".", blocks: [feedback], metadata });
  expect(seen()).toMatchObject({
    text: "Be**cause**.",
    streaming: "completed",
    metadata,
    controls: [
      { actionId: "rate", value: "up" },
      { actionId: "rate", value: "down" },
    ],
  });
  await expect(web.chat.appendStream({ ...at, markdown_text: "!" })).rejects.toThrow(
    "message_not_in_streaming_state",
  );
  await expect(web.chat.stopStream(at)).rejects.toThrow("message_not_in_streaming_state");
  expect(slack.violations).toEqual([]);
});

test("the real chatStream of the SDK works on it", async () => {
  await using world = await asked();
  const { slack, web, to, question } = world;
  const streamer = web.chatStream({ ...to, buffer_size: 4 });
  for (const word of ["This ", "is ", "an ", "answer."]) await streamer.append({ markdown_text: word });
  await streamer.stop();
  expect(slack.seen(slack.general, question).at(-1)).toMatchObject({ text: "This is an answer." });
  expect(slack.violations).toEqual([]);
});

test("five minutes after it began a stream is dead, whatever came before", async () => {
  await using world = await asked();
  const { slack, web, to, question } = world;
  const { ts } = await web.chat.startStream({ ...to, markdown_text: "Be" });
  const at = { channel: to.channel, ts: ts! };
  slack.clock.advance(299_000);
  await web.chat.appendStream({ ...at, markdown_text: "cause" });
  slack.clock.advance(1_000);
  await expect(web.chat.appendStream({ ...at, markdown_text: "!" })).rejects.toThrow(
    "message_not_in_streaming_state",
  );
  expect(slack.seen(slack.general, question).at(-1)).toMatchObject({ text: "Because", streaming: "errored" });
  await web.chat.update({ ...at, markdown_text: "Because." });
  expect(slack.seen(slack.general, question).at(-1)!.text).toBe("Because.");
});

test("a stream takes 12,000 characters, all calls together", async () => {
  await using world = await asked();
  const { slack, web, to } = world;
  const { ts } = await web.chat.startStream({ ...to, markdown_text: "x".repeat(7_000) });
  const at = { channel: to.channel, ts: ts! };
  await web.chat.appendStream({ ...at, markdown_text: "x".repeat(5_000) });
  await expect(web.chat.appendStream({ ...at, markdown_text: "x" })).rejects.toThrow("msg_too_long");
  await web.chat.stopStream(at);
  expect(slack.violations).toHaveLength(1);
});

test("outside direct conversations the stream says for whom it is, and it has a thread", async () => {
  await using world = await asked();
  const { slack, web, to, ann } = world;
  const { recipient_user_id: user, recipient_team_id: team, ...bare } = to;
  const start = (more: object) => web.chat.startStream({ ...bare, markdown_text: "x", ...more });
  await expect(start({})).rejects.toThrow("missing_recipient_user_id");
  await expect(start({ recipient_user_id: user })).rejects.toThrow("missing_recipient_team_id");
  await expect(start({ recipient_user_id: user, recipient_team_id: "T0OTHER" })).rejects.toThrow(
    "invalid_arguments",
  );
  await expect(start({ ...to, thread_ts: "1.000001" })).rejects.toThrow("thread_not_found");
  await expect(web.chat.startStream({ ...to, markdown_text: "" })).rejects.toThrow("no_text");
  await expect(
    web.chat.startStream({ ...to, thread_ts: undefined, markdown_text: "x" } as never),
  ).rejects.toThrow("invalid_arguments");
  expect(team).toBe(slack.team.id);
  const question = slack.say(ann, slack.direct(ann), "why?");
  await web.chat.startStream({ channel: slack.direct(ann).id, thread_ts: question.ts, markdown_text: "x" });
});

test("where streaming is forbidden it is refused, and a streaming message cannot be edited", async () => {
  await using world = await asked();
  const { slack, web, to } = world;
  const { ts } = await web.chat.startStream({ ...to, markdown_text: "Be" });
  await expect(web.chat.update({ channel: to.channel, ts: ts!, text: "x" })).rejects.toThrow(
    "streaming_state_conflict",
  );
  slack.forbidStreaming(slack.general);
  await expect(web.chat.startStream({ ...to, markdown_text: "x" })).rejects.toThrow(
    "channel_type_not_supported",
  );
});

test("a status stands for two minutes, or until the app writes in the thread", async () => {
  await using world = await asked();
  const { slack, web, to, question } = world;
  const set = (status: string, loading_messages: string[] = []) =>
    web.assistant.threads.setStatus({
      channel_id: to.channel,
      thread_ts: question.ts,
      status,
      loading_messages,
    });
  const text = () => slack.status(slack.general, question)?.text;
  await set("is thinking…", ["Reading", "Writing"]);
  expect(slack.status(slack.general, question)).toMatchObject({ loadingMessages: ["Reading", "Writing"] });
  slack.clock.advance(119_000);
  expect(text()).toBe("is thinking…");
  await set("is still thinking…");
  slack.clock.advance(119_000);
  expect(text()).toBe("is still thinking…");
  slack.clock.advance(1_000);
  expect(text()).toBeUndefined();
  await set("is thinking…");
  await web.chat.startStream({ ...to, markdown_text: "Be" });
  expect(text()).toBeUndefined();
  await set("is thinking…");
  await set("");
  expect(text()).toBeUndefined();
  await expect(set("…", Array(11).fill("x"))).rejects.toThrow("invalid_arguments");
});

test("suggested prompts are at most four, and threads have titles", async () => {
  await using world = await asked();
  const { slack, web, ann } = world;
  const direct = slack.direct(ann);
  const prompts = Array.from({ length: 5 }, (_, at) => ({ title: `${at}`, message: `ask ${at}` }));
  const suggest = (count: number) =>
    web.assistant.threads.setSuggestedPrompts({
      channel_id: direct.id,
      prompts: prompts.slice(0, count) as never,
    });
  await suggest(4);
  expect(slack.prompts(direct)).toMatchObject({ prompts: prompts.slice(0, 4) });
  await expect(suggest(5)).rejects.toThrow("invalid_arguments");
  const said = slack.say(ann, direct, "hello");
  await web.assistant.threads.setTitle({ channel_id: direct.id, thread_ts: said.ts, title: "Hello" });
  expect(slack.titleOf(direct, said)).toBe("Hello");
});
