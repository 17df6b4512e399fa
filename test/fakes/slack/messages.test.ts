import { expect, test } from "vitest";
import { type Connected, connect } from "./connect.ts";
import type { Shape } from "./index.ts";

/** The events that were brought so far. */
const events = ({ slack }: Connected): Shape[] =>
  slack.deliveries.map(({ parcel }) => parcel.payload["event"] as Shape);

const last = (world: Connected): Shape => events(world).at(-1)!;

test("a message that mentions the app makes two events, in either order", async () => {
  await using world = await connect();
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  const said = slack.say(ann, slack.general, `<@${slack.bot.id}> *why*?`);
  const [first, second] = events(world).toSorted((a, b) =>
    String(a["type"]).localeCompare(String(b["type"])),
  );
  expect(first).toMatchObject({ type: "app_mention", ts: said.ts, channel: slack.general.id, user: ann.id });
  expect(first).not.toHaveProperty("channel_type");
  expect(second).toMatchObject({
    type: "message",
    ts: said.ts,
    event_ts: said.ts,
    channel: slack.general.id,
    channel_type: "channel",
    user: ann.id,
    team: slack.team.id,
    text: `<@${slack.bot.id}> *why*?`,
    client_msg_id: expect.any(String),
    blocks: [
      {
        type: "rich_text",
        elements: [
          {
            type: "rich_text_section",
            elements: [
              { type: "user", user_id: slack.bot.id },
              { type: "text", text: " " },
              { type: "text", text: "why", style: { bold: true } },
              { type: "text", text: "?" },
            ],
          },
        ],
      },
    ],
  });
  expect(slack.deliveries[0]!.parcel.payload).toMatchObject({
    type: "event_callback",
    team_id: slack.team.id,
    api_app_id: "A0MARU",
    event_id: expect.stringMatching(/^Ev/),
    event_time: expect.any(Number),
    is_ext_shared_channel: false,
    authorizations: [{ team_id: slack.team.id, user_id: slack.bot.id, is_bot: true }],
  });
});

test("which of the two comes first changes", async () => {
  let now = 1_000;
  await using world = await connect({ now: () => ++now });
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  for (let count = 0; count < 20; count++) slack.say(ann, slack.general, `<@${slack.bot.id}>`);
  const firsts = events(world)
    .filter((_event, at) => at % 2 === 0)
    .map(({ type }) => type);
  expect(new Set(firsts)).toEqual(new Set(["message", "app_mention"]));
});

test("direct and group conversations have their own types; in a direct one there are no mentions", async () => {
  await using world = await connect();
  const { slack } = world;
  const [ann, bob] = [slack.addPerson("Ann"), slack.addPerson("Bob")];
  slack.say(ann, slack.direct(ann), `<@${slack.bot.id}> hello`);
  slack.say(bob, slack.addGroup([ann, bob]), "all of you");
  slack.say(bob, slack.addChannel("secret", { private: true }), "psst");
  expect(events(world).map(({ type, channel_type }) => [type, channel_type])).toEqual([
    ["message", "im"],
    ["message", "mpim"],
    ["message", "group"],
  ]);
});

test("the app hears nothing of channels that it is not in, nor without the subscription or the scope", async () => {
  await using world = await connect({ events: ["message.channels", "app_mention"] });
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  slack.say(ann, slack.addChannel("elsewhere", { withApp: false }), `<@${slack.bot.id}> hello`);
  slack.say(ann, slack.direct(ann), "hello");
  expect(slack.deliveries).toEqual([]);
  slack.grant(["channels:history"]);
  slack.say(ann, slack.general, `<@${slack.bot.id}> hello`);
  expect(events(world).map(({ type }) => type)).toEqual(["message"]);
});

test("an edit carries both messages; a mention that it adds is an event again; an unfurl is no edit", async () => {
  await using world = await connect();
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  const said = slack.say(ann, slack.general, "teh");
  slack.edit(said, `<@${slack.bot.id}> the`);
  const [changed, mention] = events(world).slice(1);
  expect(changed).toMatchObject({
    type: "message",
    subtype: "message_changed",
    hidden: true,
    channel: slack.general.id,
    channel_type: "channel",
    message: { ts: said.ts, text: `<@${slack.bot.id}> the`, edited: { user: ann.id } },
    previous_message: { ts: said.ts, text: "teh" },
  });
  expect(changed!["ts"]).not.toBe(said.ts);
  expect(mention).toMatchObject({ type: "app_mention", ts: said.ts, edited: { user: ann.id } });
  const { edited } = slack.current(said)!;
  slack.unfurl(said);
  expect(last(world)).toMatchObject({
    subtype: "message_changed",
    message: { edited, attachments: [{ id: 1 }] },
  });
});

test("a deleted message is gone; the deleted root of a thread leaves a tombstone until its replies are gone", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const root = slack.say(ann, slack.general, "root");
  const reply = slack.say(ann, slack.general, "reply", { thread: root });
  slack.remove(root);
  expect(last(world)).toMatchObject({
    subtype: "message_changed",
    message: { subtype: "tombstone", ts: root.ts, user: "USLACKBOT", text: "This message was deleted." },
    previous_message: { ts: root.ts, text: "root", user: ann.id },
  });
  const { messages } = await web.conversations.replies({ channel: slack.general.id, ts: root.ts });
  expect(messages).toMatchObject([
    { subtype: "tombstone", text: "This message was deleted." },
    { text: "reply" },
  ]);
  slack.remove(reply);
  expect(last(world)).toMatchObject({
    subtype: "message_deleted",
    deleted_ts: reply.ts,
    previous_message: { text: "reply", thread_ts: root.ts },
  });
  expect(slack.seen(slack.general)).toEqual([]);
  await expect(web.conversations.replies({ channel: slack.general.id, ts: root.ts })).rejects.toThrow(
    "thread_not_found",
  );
});

test("replies count on the root; one that is also sent to the channel stands in both", async () => {
  await using world = await connect();
  const { slack } = world;
  const [ann, bob] = [slack.addPerson("Ann"), slack.addPerson("Bob")];
  const root = slack.say(ann, slack.general, "root");
  expect(root).not.toHaveProperty("thread_ts");
  const reply = slack.say(bob, slack.general, "reply", { thread: root });
  expect(reply).toMatchObject({ thread_ts: root.ts, parent_user_id: ann.id });
  expect(slack.current(root)).toMatchObject({
    thread_ts: root.ts,
    reply_count: 1,
    reply_users: [bob.id],
    latest_reply: reply.ts,
  });
  slack.say(ann, slack.general, "for all", { thread: root, broadcast: true });
  expect(last(world)).toMatchObject({ subtype: "thread_broadcast", root: { ts: root.ts, reply_count: 2 } });
  expect(slack.seen(slack.general).map(({ text }) => text)).toEqual(["root", "for all"]);
  expect(slack.seen(slack.general, root).map(({ text }) => text)).toEqual(["root", "reply", "for all"]);
  expect(() => slack.say(ann, slack.general, "?", { thread: reply })).toThrow("is a reply");
});

test("files come with their message, and only the app's token opens them", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const { files } = slack.say(ann, slack.general, "see", { files: [{ name: "a b.txt", content: "한글" }] });
  expect(last(world)).toMatchObject({
    subtype: "file_share",
    files: [{ name: "a b.txt", mimetype: "text/plain", filetype: "text", size: 6, file_access: "visible" }],
  });
  const [file] = files!;
  const read = async (authorization?: string) =>
    (await fetch(file!.url_private, authorization ? { headers: { authorization } } : {})).text();
  expect(await read(`Bearer ${slack.botToken}`)).toBe("한글");
  expect(await read()).toContain("Sign in");
  expect((await web.files.info({ file: file!.id })).file).toMatchObject({ name: "a b.txt" });
  slack.grant(["chat:write"]);
  expect(await read(`Bearer ${slack.botToken}`)).toContain("Sign in");
  await expect(web.files.info({ file: file!.id })).rejects.toThrow("missing_scope");
});

test("other bots write with a bot id, classic integrations without a user", async () => {
  await using world = await connect();
  const { slack } = world;
  const bot = slack.addBot("Helper");
  slack.say(bot, slack.general, "beep");
  expect(last(world)).toMatchObject({ user: bot.id, bot_id: expect.any(String), app_id: expect.any(String) });
  expect(last(world)).not.toHaveProperty("subtype");
  slack.say(bot, slack.general, "boop", { asIntegration: true });
  expect(last(world)).toMatchObject({
    subtype: "bot_message",
    username: "Helper",
    bot_id: expect.any(String),
  });
  expect(last(world)).not.toHaveProperty("user");
});

test("people of another organisation are told apart in a shared channel", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const acme = slack.addTeam("Acme");
  const zoe = slack.addPerson("Zoe", { team: acme, locale: "ko-KR" });
  const shared = slack.addChannel("shared", { sharedWith: [acme], members: [zoe] });
  slack.say(zoe, shared, `<@${slack.bot.id}> hello`);
  expect(last(world)).toMatchObject({
    user: zoe.id,
    team: acme.id,
    user_team: acme.id,
    source_team: acme.id,
  });
  expect(slack.deliveries[0]!.parcel.payload).toMatchObject({
    is_ext_shared_channel: true,
    team_id: slack.team.id,
  });
  expect(() => slack.say(zoe, slack.general, "let me in")).toThrow("is not in");
  const { user } = await web.users.info({ user: zoe.id, include_locale: true });
  expect(user).toMatchObject({ team_id: acme.id, is_stranger: true });
  expect(user).not.toHaveProperty("locale");
  const { channel } = await web.conversations.info({ channel: shared.id });
  expect(channel).toMatchObject({ is_ext_shared: true, shared_team_ids: [slack.team.id, acme.id] });
});

test("the app hears of its own messages too, as its own", async () => {
  await using world = await connect();
  const { slack, web } = world;
  await web.chat.postMessage({ channel: slack.general.id, text: `I am <@${slack.bot.id}>` });
  expect(events(world)).toMatchObject([
    { type: "message", user: slack.bot.id, bot_id: "B0MARU", app_id: "A0MARU" },
  ]);
});

test("what people open, look at and stop is told", async () => {
  await using world = await connect();
  const { slack } = world;
  const ann = slack.addPerson("Ann");
  slack.openHome(ann);
  expect(last(world)).toMatchObject({ type: "app_home_opened", user: ann.id, tab: "home" });
  slack.openHome(ann, "messages");
  expect(last(world)).toMatchObject({ tab: "messages", channel: slack.direct(ann).id });
  slack.lookAt(ann, slack.general);
  expect(last(world)).toMatchObject({
    type: "app_context_changed",
    context: { entities: [{ type: "slack#/types/channel_id", value: slack.general.id }] },
  });
  const asked = slack.say(ann, slack.direct(ann), "why?");
  const { ts } = await world.web.chat.startStream({
    channel: slack.direct(ann).id,
    thread_ts: asked.ts,
    markdown_text: "Be",
  });
  slack.stopNatively(ann, slack.direct(ann), asked.ts);
  expect(last(world)).toMatchObject({
    type: "agent_session_stopped",
    user: ann.id,
    thread_ts: asked.ts,
    streaming_message_ts: [ts],
  });
});

test("a revoked token and a removed app are told, and calls are refused from then on", async () => {
  await using world = await connect();
  const { slack, web } = world;
  slack.revokeTokens();
  expect(last(world)).toMatchObject({ type: "tokens_revoked" });
  await expect(web.auth.test()).rejects.toThrow("token_revoked");
  expect(slack.violations).toEqual([]);
  for (let count = 0; count < 20; count++) await web.auth.test().catch(() => {});
  expect(slack.violations).toMatchObject([{ what: "auth.test" }]);
  slack.uninstall();
  expect(last(world)).toMatchObject({ type: "app_uninstalled" });
  await expect(web.auth.test()).rejects.toThrow("account_inactive");
});
