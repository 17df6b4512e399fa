import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { connect } from "./connect.ts";
import { methodTypes } from "./schemas/method-types.ts";
import { knowsMethod, schemaVersions } from "./validation/schemas.ts";
import { callsPerMinute } from "./web-api/rate-limits.ts";

test("the schemas were made from the SDK that is installed: else run test/fakes/slack/schemas/generate.ts", () => {
  const require = createRequire(import.meta.url);
  for (const [name, version] of Object.entries(schemaVersions))
    expect(JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8"))).toMatchObject({
      version,
    });
  const { dependencies } = JSON.parse(
    readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
  ) as { dependencies: Record<string, string> };
  expect(dependencies).toMatchObject(schemaVersions);
});

test("every method has a schema and a rate limit", () => {
  for (const method of Object.keys(methodTypes)) {
    expect(knowsMethod(method), method).toBe(true);
    expect(callsPerMinute, method).toHaveProperty([method]);
  }
});

test("arguments are checked by the SDK's own types; the team that Bolt adds is ignored", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const channel = slack.general.id;
  await web.chat.postMessage({ channel, text: "hello", team_id: slack.team.id } as never);
  const refused = await web
    .apiCall("chat.postMessage", { channel, text: "hello", colour: "red" })
    .catch(({ data }) => data as unknown);
  expect(refused).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: [expect.stringContaining("colour")] },
  });
  await expect(web.apiCall("conversations.replies", { channel })).rejects.toThrow("invalid_arguments");
  await expect(web.apiCall("chat.postMessage", { text: "nowhere" })).rejects.toThrow("invalid_arguments");
  await expect(
    web.apiCall("chat.postMessage", { channel, text: "x", metadata: { event_type: "a" } as never }),
  ).resolves.toMatchObject({ ok: true });
  await expect(
    web.apiCall("chat.update", { channel, ts: "1.1", text: "x", metadata: { event_type: "a" } as never }),
  ).rejects.toThrow("invalid_arguments");
  expect(slack.violations.map(({ what }) => what)).toEqual([
    "chat.postMessage",
    "conversations.replies",
    "chat.postMessage",
    "chat.update",
  ]);
});

test("bodies come as forms or as JSON, with the token in the header or among the arguments", async () => {
  await using world = await connect();
  const { slack } = world;
  const post = async (body: string, headers: Record<string, string>) =>
    (await fetch(`${slack.api}chat.postMessage`, { method: "POST", body, headers })).json();
  const message = { channel: slack.general.id, text: "한글", unfurl_links: false };
  const authorization = `Bearer ${slack.botToken}`;
  expect(
    await post(JSON.stringify(message), { "content-type": "application/json; charset=utf-8", authorization }),
  ).toMatchObject({ ok: true, message: { text: "한글" } });
  const form = new URLSearchParams({ channel: slack.general.id, text: "x", token: slack.botToken });
  expect(await post(form.toString(), { "content-type": "application/x-www-form-urlencoded" })).toMatchObject({
    ok: true,
  });
  expect(await post("{", { "content-type": "application/json", authorization })).toMatchObject({
    error: "invalid_json",
  });
  expect(await post(JSON.stringify(message), { "content-type": "application/json" })).toMatchObject({
    error: "not_authed",
  });
});

test("an unknown method and a wrong token are refused", async () => {
  await using world = await connect();
  const { slack } = world;
  await expect(world.web.apiCall("chat.meMessage", {})).rejects.toThrow("unknown_method");
  await expect(world.client({}, "xoxb-wrong").auth.test()).rejects.toThrow("invalid_auth");
  expect(slack.violations).toMatchObject([{ what: "chat.meMessage" }]);
});

test("a message says something, and not more than Slack takes", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const channel = slack.general.id;
  const post = (message: object) => web.chat.postMessage({ channel, ...message } as never);
  await post({ text: "x".repeat(40_000) });
  await expect(post({ text: "x".repeat(40_001) })).rejects.toThrow("msg_too_long");
  await post({ markdown_text: "x".repeat(12_000) });
  await expect(post({ markdown_text: "x".repeat(12_001) })).rejects.toThrow("msg_too_long");
  await expect(post({ text: "" })).rejects.toThrow("no_text");
  await expect(web.apiCall("chat.postMessage", { channel, text: "x", markdown_text: "x" })).rejects.toThrow(
    /invalid_arguments|markdown_text_conflict/,
  );
  const metadata = { event_type: "maru_reply", event_payload: { big: "x".repeat(17_000) } };
  await expect(post({ text: "x", metadata })).rejects.toThrow("metadata_too_large");
  await expect(post({ text: "x", metadata: { event_type: "a b!", event_payload: {} } })).rejects.toThrow(
    "invalid_arguments",
  );
});

test("the app edits and deletes its own messages only", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const channel = slack.general.id;
  const said = slack.say(slack.addPerson("Ann"), slack.general, "hello");
  await expect(web.chat.update({ channel, ts: said.ts, text: "x" })).rejects.toThrow("cant_update_message");
  await expect(web.chat.delete({ channel, ts: said.ts })).rejects.toThrow("cant_delete_message");
  await expect(web.chat.update({ channel, ts: "1.000001", text: "x" })).rejects.toThrow("message_not_found");
  const { ts } = await web.chat.postMessage({ channel, text: "mine" });
  await web.chat.update({ channel, ts: ts!, text: "mine, edited" });
  expect(slack.seen(slack.general).at(-1)).toMatchObject({
    text: "mine, edited",
    earlierTexts: ["mine"],
    edited: true,
  });
  await expect(web.chat.update({ channel, ts: ts!, text: "x".repeat(4_001) })).rejects.toThrow(
    "msg_too_long",
  );
  await web.chat.delete({ channel, ts: ts! });
  await expect(web.chat.delete({ channel, ts: ts! })).rejects.toThrow("message_not_found");
  slack.archive(slack.general);
  await expect(web.chat.postMessage({ channel, text: "x" })).rejects.toThrow("is_archived");
});

test("an edit leaves blocks and metadata that it does not give, as Slack does", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const channel = slack.general.id;
  const metadata = { event_type: "a", event_payload: { b: 1 } };
  const section = (text: string) => ({ type: "section" as const, text: { type: "mrkdwn" as const, text } });
  const { ts } = await web.chat.postMessage({
    channel,
    text: "fallback",
    blocks: [section("block")],
    metadata,
  });
  const seen = () => slack.seen(slack.general).at(-1)!;
  await web.chat.update({ channel, ts: ts!, text: "other fallback" });
  expect(seen()).toMatchObject({ text: "block", fallback: "other fallback", metadata });
  await web.chat.update({ channel, ts: ts!, text: "text", blocks: [] });
  expect(seen()).toMatchObject({ text: "text", metadata });
  await web.chat.update({ channel, ts: ts!, markdown_text: "**text**" });
  expect(seen()).toMatchObject({ text: "**text**", fallback: "*text*" });
});

test("a reply goes to a thread by its root", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const channel = slack.general.id;
  const ann = slack.addPerson("Ann");
  const root = slack.say(ann, slack.general, "root");
  const reply = slack.say(ann, slack.general, "reply", { thread: root });
  await web.chat.postMessage({ channel, thread_ts: root.ts, text: "x" });
  await expect(web.chat.postMessage({ channel, thread_ts: "1.000001", text: "x" })).rejects.toThrow(
    "thread_not_found",
  );
  await expect(web.chat.postMessage({ channel, thread_ts: reply.ts, text: "x" })).rejects.toThrow(
    "cannot_reply_to_message",
  );
  const { permalink } = await web.chat.getPermalink({ channel, message_ts: reply.ts });
  expect(permalink).toBe(
    `https://team.slack.com/archives/${channel}/p${reply.ts.replace(".", "")}?thread_ts=${root.ts}&cid=${channel}`,
  );
  expect((await web.chat.postMessage({ channel: ann.id, text: "hi" })).channel).toBe(slack.direct(ann).id);
});

test("mentions are seen by name, and whom a message tells is counted, hidden or not", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  const channel = slack.general.id;
  const post = async (message: object) => {
    await web.chat.postMessage({ channel, ...message } as never);
    return slack.seen(slack.general).at(-1)!;
  };
  expect(
    await post({ text: `<@${ann.id}> &amp; <!channel>: <https://example.com|here> in <#${channel}>` }),
  ).toMatchObject({
    text: "@Ann & @channel: here in #general",
    pings: [ann.id, "@channel"],
  });
  expect(await post({ markdown_text: `hi <!subteam^S1> <@${ann.id}>` })).toMatchObject({
    pings: ["@subteam^S1", ann.id],
  });
  expect(await post({ markdown_text: "hi &lt;!here&gt;" })).toMatchObject({ text: "hi <!here>", pings: [] });
});

test("an ephemeral message needs its reader in the channel", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const ann = slack.addPerson("Ann");
  slack.leave(ann, slack.general);
  await expect(
    web.chat.postEphemeral({ channel: slack.general.id, user: ann.id, text: "psst" }),
  ).rejects.toThrow("user_not_in_channel");
});
