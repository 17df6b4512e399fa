import { expect, test } from "vitest";
import { connect } from "./connect.ts";

const textsOf = (messages: readonly { text?: string }[] | undefined) => messages!.map(({ text }) => text);

test("a thread is read oldest first, page by page, with its root on every page", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const channel = slack.general.id;
  const root = slack.say(ann, slack.general, "root");
  const replies = [1, 2, 3, 4, 5].map((count) => slack.say(ann, slack.general, `${count}`, { thread: root }));
  const first = await web.conversations.replies({ channel, ts: root.ts, limit: 3 });
  expect(textsOf(first.messages)).toEqual(["root", "1", "2"]);
  expect(first.has_more).toBe(true);
  slack.say(ann, slack.general, "6", { thread: root });
  const second = await web.conversations.replies({
    channel,
    ts: root.ts,
    limit: 4,
    cursor: first.response_metadata!.next_cursor!,
  });
  expect(textsOf(second.messages)).toEqual(["root", "3", "4", "5"]);
  const third = await web.conversations.replies({
    channel,
    ts: root.ts,
    cursor: second.response_metadata!.next_cursor!,
  });
  expect(textsOf(third.messages)).toEqual(["root", "6"]);
  expect(third.has_more).toBe(false);
  const part = await web.conversations.replies({
    channel,
    ts: root.ts,
    oldest: replies[1]!.ts,
    latest: replies[3]!.ts,
    inclusive: true,
  });
  expect(textsOf(part.messages)).toEqual(["root", "2", "3", "4"]);
  const alone = await web.conversations.replies({ channel, ts: replies[0]!.ts });
  expect(textsOf(alone.messages)).toEqual(["1"]);
  await expect(web.conversations.replies({ channel, ts: "1.000001" })).rejects.toThrow("thread_not_found");
  await expect(web.conversations.replies({ channel, ts: root.ts, cursor: "x" })).rejects.toThrow(
    "invalid_cursor",
  );
});

test("a channel is read newest first, without replies", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const channel = slack.general.id;
  const said = ["1", "2", "3", "4"].map((text) => slack.say(ann, slack.general, text));
  slack.say(ann, slack.general, "reply", { thread: said[0]! });
  const first = await web.conversations.history({ channel, limit: 3 });
  expect(textsOf(first.messages)).toEqual(["4", "3", "2"]);
  const second = await web.conversations.history({
    channel,
    cursor: first.response_metadata!.next_cursor!,
  });
  expect(textsOf(second.messages)).toEqual(["1"]);
  expect(second.has_more).toBe(false);
  const since = await web.conversations.history({ channel, oldest: said[1]!.ts });
  expect(textsOf(since.messages)).toEqual(["4", "3"]);
  await expect(web.conversations.history({ channel, limit: 2_000 })).rejects.toThrow("invalid_limit");
});

test("metadata is given only when asked for, and what one person sees is never given", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const channel = slack.general.id;
  const metadata = { event_type: "maru_reply", event_payload: { question: "q", part: 0 } };
  await web.chat.postMessage({ channel, text: "hello", metadata });
  await web.chat.postEphemeral({ channel, user: ann.id, text: "psst" });
  const bare = await web.conversations.history({ channel });
  expect(bare.messages).toHaveLength(1);
  expect(bare.messages![0]).not.toHaveProperty("metadata");
  const full = await web.conversations.history({ channel, include_all_metadata: true });
  expect(full.messages![0]).toMatchObject({ metadata });
  expect(slack.seen(slack.general)).toMatchObject([
    { text: "hello", onlyFor: undefined },
    { text: "psst", onlyFor: ann.id },
  ]);
});

test("the app sees public channels, and of the others only those that it is in", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const open = slack.addChannel("open", { withApp: false });
  const secret = slack.addChannel("secret", { private: true, withApp: false });
  await expect(web.conversations.history({ channel: open.id })).rejects.toThrow("not_in_channel");
  await expect(web.conversations.history({ channel: secret.id })).rejects.toThrow("channel_not_found");
  await expect(web.chat.postMessage({ channel: open.id, text: "hi" })).rejects.toThrow("not_in_channel");
  expect((await web.conversations.info({ channel: open.id })).channel).toMatchObject({
    name: "open",
    is_member: false,
    is_private: false,
  });
  await expect(web.conversations.info({ channel: secret.id })).rejects.toThrow("channel_not_found");
  slack.direct(ann);
  const mine = await web.users.conversations({ types: "public_channel,private_channel,mpim,im" });
  expect(mine.channels!.map(({ id }) => id)).toEqual([slack.general.id, slack.direct(ann).id]);
  const listed = await web.conversations.list({ limit: 1 });
  expect(listed.channels).toHaveLength(1);
  const next = await web.conversations.list({ cursor: listed.response_metadata!.next_cursor! });
  expect(next.channels!.map(({ name }) => name)).toEqual(["open"]);
  expect((await web.conversations.members({ channel: slack.general.id })).members).toContain(ann.id);
});

test("a direct conversation is opened once", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const [ann, bob] = [slack.addPerson("Ann"), slack.addPerson("Bob")];
  const { channel } = await web.conversations.open({ users: ann.id });
  expect(channel!.id).toBe(slack.direct(ann).id);
  expect((await web.conversations.open({ users: ann.id, return_im: true })).channel).toMatchObject({
    id: channel!.id,
    is_im: true,
    user: ann.id,
  });
  expect((await web.conversations.open({ users: `${ann.id},${bob.id}` })).channel!.id).toMatch(/^C/);
  await expect(web.conversations.open({ users: "U0NOBODY" })).rejects.toThrow("user_not_found");
  await expect(web.conversations.open({ users: slack.bot.id })).rejects.toThrow("cannot_dm_bot");
});

test("each kind of conversation takes its own scope, which the answer names", async () => {
  await using world = await connect({ scopes: ["channels:history", "channels:read"] });
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  await web.conversations.history({ channel: slack.general.id });
  const refused = (call: Promise<unknown>) => call.catch(({ data }) => data as unknown);
  expect(await refused(web.conversations.history({ channel: slack.direct(ann).id }))).toMatchObject({
    error: "missing_scope",
    needed: "im:history",
    provided: "channels:history,channels:read",
  });
  const secret = slack.addChannel("secret", { private: true });
  expect(await refused(web.conversations.info({ channel: secret.id }))).toMatchObject({
    needed: "groups:read",
  });
  expect(await refused(web.users.conversations({ types: "public_channel,mpim" }))).toMatchObject({
    needed: "mpim:read",
  });
  expect(await refused(web.users.info({ user: ann.id }))).toMatchObject({ needed: "users:read" });
  expect(await refused(web.chat.postMessage({ channel: "C1", text: "x" }))).toMatchObject({
    needed: "chat:write",
  });
  const { response_metadata } = await web.auth.test();
  expect(response_metadata!.scopes).toEqual(["channels:history", "channels:read"]);
});

test("a person's locale is given only when asked for", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const minji = slack.addPerson("Minji Kim", { locale: "ko-KR" });
  const { user } = await web.users.info({ user: minji.id });
  expect(user).toMatchObject({ id: minji.id, real_name: "Minji Kim", is_bot: false });
  expect(user).not.toHaveProperty("locale");
  expect((await web.users.info({ user: minji.id, include_locale: true })).user!.locale).toBe("ko-KR");
  expect((await web.bots.info({ bot: "B0MARU" })).bot).toMatchObject({ user_id: slack.bot.id });
  expect(await web.auth.test()).toMatchObject({
    user_id: slack.bot.id,
    bot_id: "B0MARU",
    team_id: slack.team.id,
  });
});
