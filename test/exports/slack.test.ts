import { describe, expect, test } from "vitest";
import { folderOf, readExport, zipOf } from "./export-folder.ts";

const files = {
  "users.json": [
    { id: "U1", name: "ann", profile: { display_name: "Ann", real_name: "Ann Lee" } },
    { id: "U2", name: "bob", profile: { display_name: "", real_name: "Bob Kim" } },
    { id: "U3", name: "deploybot", is_bot: true, profile: {} },
  ],
  "channels.json": [
    { id: "C1", name: "general", members: ["U1"] },
    { id: "C2", name: "잡담" },
  ],
  "groups.json": [{ id: "G1", name: "leads" }],
  "dms.json": [{ id: "D1", members: ["U1", "U2"] }],
  "integration_logs.json": [{ user_id: "U1", text: "not a message" }],
  "general/2024-09-10.json": [
    { type: "message", user: "U1", text: "Hello <@U2>, see <#C2>", ts: "1725960000.000100" },
    {
      type: "message",
      subtype: "channel_join",
      user: "U2",
      text: "<@U2> has joined",
      ts: "1725960001.000100",
    },
    {
      type: "message",
      user: "U2",
      text: "a &lt;b&gt; &amp; c",
      ts: "1725960002.000200",
      thread_ts: "1725960000.000100",
    },
  ],
  "general/2024-09-09.json": [
    { type: "message", user: "U1", text: "earlier", ts: "1725900000.000000", edited: { user: "U1" } },
    {
      type: "message",
      subtype: "bot_message",
      bot_id: "B9",
      username: "CI",
      text: "built",
      ts: "1725900001.000000",
    },
    { type: "message", user: "U3", text: "deployed", ts: "1725900002.000000" },
    { type: "message", user: "U1", text: "", files: [{ id: "F1" }], ts: "1725900003.000000" },
    { type: "message", subtype: "thread_broadcast", user: "U1", text: "for all", ts: "1725900004.000000" },
  ],
  "잡담/2024-09-10.json": [{ type: "message", user: "U9", text: "안녕", ts: "1725960000.000100" }],
  "leads/2024-09-10.json": [
    { user: "W5", user_profile: { real_name: "Guest" }, text: "hi", ts: "1725960009.000100" },
  ],
  "D1/2024-09-10.json": [{ type: "message", user: "U2", text: "psst", ts: "1725960010.000100" }],
};

describe.each([
  ["a folder", () => folderOf(files)],
  ["a zip", () => zipOf(files)],
  [
    "a zip with a folder around it",
    () =>
      zipOf(
        Object.fromEntries(Object.entries(files).map(([path, content]) => [`Team export/${path}`, content])),
      ),
  ],
])("Slack's export as %s", (_, make) => {
  test("is read place after place, oldest first, without Slack's own words", async () => {
    const { kind, messages, problems } = await readExport(make());
    expect(kind).toBe("slack");
    expect(problems).toEqual([]);
    expect(messages.map(({ id, author, text }) => [id, author.name, author.kind, text])).toEqual([
      ["slack:D1/1725960010.000100", "Bob Kim", "person", "psst"],
      ["slack:C1/1725900000.000000", "Ann", "person", "earlier"],
      ["slack:C1/1725900001.000000", "CI", "bot", "built"],
      ["slack:C1/1725900002.000000", "deploybot", "bot", "deployed"],
      ["slack:C1/1725900004.000000", "Ann", "person", "for all"],
      ["slack:C1/1725960000.000100", "Ann", "person", "Hello @Bob Kim, see #잡담"],
      ["slack:C1/1725960002.000200", "Bob Kim", "person", "a <b> & c"],
      ["slack:G1/1725960009.000100", "Guest", "person", "hi"],
      ["slack:C2/1725960000.000100", "U9", "person", "안녕"],
    ]);
    expect(messages[6]).toEqual({
      id: "slack:C1/1725960002.000200",
      place: { id: "slack:C1", name: "general" },
      thread: "slack:C1/1725960000.000100",
      author: { id: "slack:U2", name: "Bob Kim", kind: "person" },
      text: "a <b> & c",
      sentAt: "2024-09-10T09:20:02.000Z",
    });
  });
});

test("what Slack puts between angle brackets is read as people see it", async () => {
  const text =
    "<!here> <!subteam^S1|@ops> <!subteam^S2> <!date^1725960000^{date}|10 Sept> <https://a.example/b> <https://a.example|docs> <@U7|old> <@U8>";
  const { messages } = await readExport(
    folderOf({ ...files, "general/2024-09-11.json": [{ user: "U1", text, ts: "1726000000.000000" }] }),
  );
  expect(messages.find(({ sentAt }) => sentAt.startsWith("2024-09-10T20"))?.text).toBe(
    "@here @ops @group 10 Sept https://a.example/b docs https://a.example @old @U8",
  );
});

test("a day that cannot be read, entries of another form and a folder of no channel are told, and the rest is read", async () => {
  const { messages, problems } = await readExport(
    folderOf({
      ...files,
      "general/2024-09-10.json":
        '[{"user":"U1","text":"secret words","ts":"1725960000.000100"}, {"user":"U1","te',
      "general/2024-09-11.json": [
        { user: "U1", text: "no time" },
        "text",
        { user: "U1", text: "late", ts: "1726000000.000000" },
      ],
      "old-channel/2020-01-01.json": [{ user: "U1", text: "x", ts: "1577836800.000000" }],
      "old-channel/2020-01-02.json": [{ user: "U1", text: "x", ts: "1577836900.000000" }],
    }),
  );
  const inGeneral = messages.filter(
    ({ place, author }) => place.id === "slack:C1" && author.kind === "person",
  );
  expect(inGeneral.map(({ text }) => text)).toEqual(["earlier", "for all", "secret words", "late"]);
  expect(problems).toEqual([
    "general/2024-09-10.json cannot be read to its end: the text is cut off.",
    "general/2024-09-11.json has 2 entries of an unknown form: left out.",
    "old-channel/ is in no list of channels: it was left out.",
  ]);
});

test("an export whose lists cannot be read is refused with what to do", async () => {
  await expect(readExport(folderOf({ ...files, "users.json": "<html>" }))).rejects.toThrow(
    "The export cannot be read: users.json cannot be read to its end: the text is no JSON. Export it again, or unpack it again.",
  );
});
