import { expect, test } from "vitest";
import { connect } from "./connect.ts";

const buttons = (...ids: string[]) => [
  {
    type: "actions" as const,
    elements: ids.map((id) => ({
      type: "button" as const,
      action_id: id,
      value: `value of ${id}`,
      text: { type: "plain_text" as const, text: id },
    })),
  },
];

test("a press brings the message, who pressed what, and ways to answer", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const bodies: Record<string, unknown>[] = [];
  await world.bolt((app) =>
    app.action(/.*/, async ({ ack, body, respond }) => {
      await ack();
      bodies.push(body as never);
      await respond({ text: "pressed" });
    }),
  );
  const ann = slack.addPerson("Ann");
  const root = slack.say(ann, slack.general, "root");
  const { ts } = await web.chat.postMessage({
    channel: slack.general.id,
    thread_ts: root.ts,
    text: "Which?",
    blocks: buttons("stop", "go"),
  });
  expect(
    slack
      .seen(slack.general, root)
      .at(-1)!
      .controls.map(({ label }) => label),
  ).toEqual(["stop", "go"]);
  expect(await slack.press(ann, { ts: ts! }, "go")).toMatchObject({ state: "acknowledged" });
  await slack.until(() => slack.seen(slack.general, root).at(-1)!.text === "pressed");
  expect(bodies[0]).toMatchObject({
    type: "block_actions",
    user: { id: ann.id, team_id: slack.team.id },
    channel: { id: slack.general.id, name: "general" },
    container: { message_ts: ts, channel_id: slack.general.id, thread_ts: root.ts, is_ephemeral: false },
    message: { ts, thread_ts: root.ts },
    actions: [{ type: "button", action_id: "go", value: "value of go", block_id: expect.any(String) }],
    response_url: expect.stringContaining("http://127.0.0.1"),
  });
  expect(() => slack.press(ann, { ts: ts! }, "fly")).toThrow("no control");
  expect(slack.violations).toEqual([]);
});

test("a response URL is good for five uses in half an hour, and takes no markdown_text", async () => {
  await using world = await connect();
  const { slack } = world;
  const urls: string[] = [];
  await world.bolt((app) =>
    app.command("/ask", async ({ ack, command }) => {
      await ack();
      urls.push(command.response_url);
    }),
  );
  const ann = slack.addPerson("Ann");
  await slack.slash(ann, slack.general, "/ask");
  const post = async (url: string, body: object) =>
    (await fetch(url, { method: "POST", body: JSON.stringify(body) })).status;
  expect(await post(urls[0]!, { text: "only you" })).toBe(200);
  expect(await post(urls[0]!, { text: "all", response_type: "in_channel" })).toBe(200);
  expect(slack.seen(slack.general).map(({ text, onlyFor }) => [text, onlyFor])).toEqual([
    ["only you", ann.id],
    ["all", undefined],
  ]);
  expect(await post(urls[0]!, { markdown_text: "no" })).toBe(404);
  for (let use = 4; use <= 5; use++) expect(await post(urls[0]!, { text: "x" })).toBe(200);
  expect(await post(urls[0]!, { text: "x" })).toBe(404);
  await slack.slash(ann, slack.general, "/ask");
  slack.clock.advance(1_800_001);
  expect(await post(urls[1]!, { text: "x" })).toBe(404);
  expect(slack.violations.map(({ faults }) => faults[0])).toEqual([
    "a response_url takes no markdown_text",
    "used more than five times",
    "used after 30 minutes",
  ]);
});

test("only commands that the app has can be used, by people who are there", async () => {
  await using world = await connect({ commands: ["/ask"] });
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  await expect(slack.slash(ann, slack.general, "/fly")).rejects.toThrow("no command");
  slack.leave(ann, slack.general);
  await expect(slack.slash(ann, slack.general, "/ask")).rejects.toThrow("is not in");
});

test("a modal opens with a trigger, once, within three seconds, and is submitted", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const triggers: string[] = [];
  const submitted: unknown[] = [];
  await world.bolt((app) => {
    app.shortcut("report", async ({ ack, shortcut }) => {
      await ack();
      triggers.push(shortcut.trigger_id);
    });
    app.view("form", async ({ ack, view }) => {
      const isRude = view.state.values["why"]?.["text"]?.value === "rude";
      await (isRude ? ack() : ack({ response_action: "errors", errors: { why: "Say more." } }));
      submitted.push(view.state.values);
    });
  });
  const ann = slack.addPerson("Ann");
  const said = slack.say(ann, slack.general, "bad words");
  await slack.messageShortcut(ann, said, "report");
  const view = {
    type: "modal" as const,
    callback_id: "form",
    title: { type: "plain_text" as const, text: "Report" },
    submit: { type: "plain_text" as const, text: "Send" },
    blocks: [
      {
        type: "input" as const,
        block_id: "why",
        label: { type: "plain_text" as const, text: "Why?" },
        element: { type: "plain_text_input" as const, action_id: "text", max_length: 10 },
      },
    ],
  };
  const opened = await web.views.open({ trigger_id: triggers[0]!, view });
  await expect(web.views.open({ trigger_id: triggers[0]!, view })).rejects.toThrow("exchanged_trigger_id");
  await slack.messageShortcut(ann, said, "report");
  slack.clock.advance(3_001);
  await expect(web.views.open({ trigger_id: triggers[1]!, view })).rejects.toThrow("expired_trigger_id");
  await web.views.update({ view_id: opened.view!.id!, view });
  const modal = slack.modal(ann)!;
  expect(modal["id"]).toBe(opened.view!.id);
  await expect(slack.submit(ann, modal, {})).rejects.toThrow("cannot be left out");
  await expect(slack.submit(ann, modal, { why: "far too long" })).rejects.toThrow("too long");
  await expect(slack.submit(ann, modal, { what: "rude" })).rejects.toThrow("no input");
  await slack.submit(ann, modal, { why: "hm" });
  expect(slack.modal(ann)).toBe(modal);
  await slack.submit(ann, modal, { why: "rude" });
  expect(slack.modal(ann)).toBeUndefined();
  await expect(slack.submit(ann, modal, { why: "rude" })).rejects.toThrow("not open");
  const value = (words: string) => ({ why: { text: { type: "plain_text_input", value: words } } });
  expect(submitted).toEqual([value("hm"), value("rude")]);
});

test("a Home tab is published to a person, and its controls can be pressed", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const pressed: unknown[] = [];
  await world.bolt((app) =>
    app.action("go", async ({ ack, body }) => {
      await ack();
      pressed.push((body as { container?: unknown }).container);
    }),
  );
  const ann = slack.addPerson("Ann");
  const view = { type: "home" as const, blocks: buttons("go") };
  const { view: published } = await web.views.publish({ user_id: ann.id, view });
  expect(slack.home(ann)).toMatchObject({ id: published!.id, type: "home" });
  await slack.pressInView(ann, slack.home(ann)!, "go");
  expect(pressed).toEqual([{ type: "view", view_id: published!.id }]);
  await expect(web.views.publish({ user_id: ann.id, view, hash: "old" })).rejects.toThrow("hash_conflict");
  await expect(web.views.publish({ user_id: "U0NOBODY", view })).rejects.toThrow("user_not_found");
});

test("a message for one person can be pressed by that person only, and its press carries no message", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const bodies: object[] = [];
  await world.bolt((app) =>
    app.action("go", async ({ ack, body, respond }) => {
      await ack();
      bodies.push(body);
      await respond({ delete_original: true });
    }),
  );
  const [ann, bob] = [slack.addPerson("Ann"), slack.addPerson("Bob")];
  await web.chat.postEphemeral({
    channel: slack.general.id,
    user: ann.id,
    text: "psst",
    blocks: buttons("go"),
  });
  const [note] = slack.seen(slack.general);
  expect(() => slack.press(bob, note!, "go")).toThrow("only");
  await slack.press(ann, note!, "go");
  expect(bodies[0]).not.toHaveProperty("message");
  await slack.until(() => slack.seen(slack.general).length === 0);
});
