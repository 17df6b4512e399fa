import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isExport } from "../../src/exports/index.ts";
import { folderOf, readExport, zipOf } from "./export-folder.ts";

const ann = { id: "11", name: "ann", discriminator: "0000", nickname: "Ann", color: null, isBot: false };

/** A file as DiscordChatExporter 2.46 writes it. */
function exported(messages: readonly object[], channel: object = {}) {
  return JSON.stringify(
    {
      guild: { id: "900", name: "Team", iconUrl: "https://cdn.example/i.png" },
      channel: {
        id: "100",
        type: "GuildTextChat",
        categoryId: "50",
        category: "Text",
        name: "general",
        topic: null,
        ...channel,
      },
      dateRange: { after: null, before: null },
      exportedAt: "2024-09-11T00:00:00+00:00",
      messages: messages.map((message) => ({
        type: "Default",
        timestamp: "2024-09-10T09:20:00+00:00",
        timestampEdited: null,
        isPinned: false,
        author: ann,
        attachments: [],
        embeds: [],
        mentions: [],
        ...message,
      })),
      messageCount: messages.length,
    },
    null,
    2,
  );
}

const general = exported([
  {
    id: "1283000000000000000",
    content: "hello <@12> in <#101> <:wave:77> <t:1725960000:R>",
    mentions: [{ id: "12", name: "bob", nickname: "Bob" }],
  },
  { id: "1283000000000000001", type: "GuildMemberJoin", content: "Joined the server." },
  {
    id: "1283000000000000002",
    type: "Reply",
    content: "sure",
    author: { id: "12", name: "bob", nickname: null, isBot: false },
  },
  { id: "1283000000000000003", content: "beep", author: { ...ann, id: "13", isBot: true } },
  { id: "1283000000000000004", content: "" },
]);

describe("files of DiscordChatExporter", () => {
  test("are read with permalinks, without joins and empty messages", async () => {
    const { kind, messages, problems } = await readExport(
      folderOf({ "Team - Text - general [100].json": general }),
    );
    expect([kind, problems]).toEqual(["discord-chat-exporter", []]);
    expect(messages.map(({ id, author, text }) => [id, author.name, author.kind, text])).toEqual([
      ["discord:100/1283000000000000000", "Ann", "person", "hello @Bob in #channel :wave: 2024-09-10 09:20"],
      ["discord:100/1283000000000000002", "bob", "person", "sure"],
      ["discord:100/1283000000000000003", "Ann", "bot", "beep"],
    ]);
    expect(messages[1]).toEqual({
      id: "discord:100/1283000000000000002",
      place: { id: "discord:100", name: "general" },
      author: { id: "discord:12", name: "bob", kind: "person" },
      text: "sure",
      sentAt: "2024-09-10T09:43:56.987Z",
      link: "https://discord.com/channels/900/100/1283000000000000002",
    });
  });

  test("of a thread belong to its channel", async () => {
    const text = exported([{ id: "1283000000000000009", content: "inside" }], {
      id: "555",
      type: "GuildPublicThread",
      categoryId: "100",
      category: "general",
      name: "a thread",
    });
    const { messages } = await readExport(folderOf({ "thread.json": text }));
    expect(messages).toMatchObject([
      {
        id: "discord:555/1283000000000000009",
        place: { id: "discord:100", name: "general" },
        thread: "discord:100/555",
        link: "https://discord.com/channels/900/555/1283000000000000009",
      },
    ]);
  });

  test("one alone is enough, and is told from other files by how it begins", async () => {
    const folder = folderOf({
      "export.json": general,
      "lines.json": '{"id":"1","text":"hi"}\n',
      "plain.txt": "hi",
    });
    const found = await Promise.all(
      readdirSync(folder)
        .sort()
        .map((name) => isExport(join(folder, name))),
    );
    expect(found).toEqual([true, false, false]);
    expect((await readExport(join(folder, "export.json"))).messages).toHaveLength(3);
  });

  test("in parts are read in their order, and other JSON among them is passed over", async () => {
    const part = (n: number) => exported([{ id: `128300000000000001${n}`, content: `part ${n}` }]);
    const { messages } = await readExport(
      zipOf({
        "general [part 10].json": part(9),
        "general [part 2].json": part(2),
        "general.json": part(1),
        "notes.json": [1, 2],
      }),
    );
    expect(messages.map(({ text }) => text)).toEqual(["part 1", "part 2", "part 9"]);
  });

  test("cut off, give what is there", async () => {
    const { messages, problems } = await readExport(folderOf({ "a.json": general.slice(0, -900) }));
    expect(messages.length).toBeGreaterThan(0);
    expect(problems).toEqual(["a.json cannot be read to its end: the text is cut off."]);
  });

  test("tell the time by the id, as in the example of Discord's documentation", async () => {
    const { messages } = await readExport(
      folderOf({ "a.json": exported([{ id: "175928847299117063", content: "hi" }]) }),
    );
    expect(messages[0]?.sentAt).toBe("2016-04-30T11:18:25.796Z");
  });

  test("of direct messages link to them", async () => {
    const text = general.replace('"id": "900"', '"id": "0"');
    const { messages } = await readExport(folderOf({ "dm.json": text }));
    expect(messages[0]?.link).toBe("https://discord.com/channels/@me/100/1283000000000000000");
  });
});

describe("Discord's data package", () => {
  const asJson = {
    "Account/user.json": { id: "11", username: "ann", global_name: "Ann" },
    "Messages/index.json": { 100: "general in Team" },
    "Messages/c100/channel.json": {
      id: "100",
      type: "GUILD_TEXT",
      name: "general",
      guild: { id: "900", name: "Team" },
    },
    "Messages/c100/messages.json":
      '[{"ID": 1283000000000000002, "Timestamp": "2024-09-10 09:20:02", "Contents": "second <@12>", "Attachments": ""}, {"ID": 1283000000000000001, "Timestamp": "2024-09-10 09:20:01", "Contents": "", "Attachments": "https://cdn.example/a.png"}]',
    "Messages/c200/channel.json": { id: "200", type: "DM", recipients: ["11", "12"] },
    "Messages/c200/messages.json": [{ ID: "1283000000000000003", Contents: "psst" }],
    "Messages/c300/channel.json": { type: "DM" },
    "Messages/c300/messages.json": [{ ID: "1283000000000000004", Contents: "where?" }],
  };

  test.each([
    ["a folder", () => folderOf(asJson)],
    ["a zip", () => zipOf(asJson)],
  ])("is read as %s, its ids to the last digit", async (_, make) => {
    const { kind, messages, problems } = await readExport(make());
    expect(kind).toBe("discord-package");
    expect(messages).toEqual([
      {
        id: "discord:100/1283000000000000002",
        place: { id: "discord:100", name: "general" },
        author: { id: "discord:11", name: "Ann", kind: "person" },
        text: "second @somebody",
        sentAt: "2024-09-10T09:43:56.987Z",
        link: "https://discord.com/channels/900/100/1283000000000000002",
      },
      expect.objectContaining({
        id: "discord:200/1283000000000000003",
        link: "https://discord.com/channels/@me/200/1283000000000000003",
      }),
    ]);
    expect(problems).toEqual([
      "Messages/c300/channel.json cannot be read: the messages beside it were left out.",
    ]);
  });

  test("is read in its older form, as CSV, whatever its folders are called", async () => {
    const { kind, messages, problems } = await readExport(
      folderOf({
        "메시지/c100/channel.json": asJson["Messages/c100/channel.json"],
        "메시지/c100/messages.csv":
          'ID,Timestamp,Contents,Attachments\r\n1283000000000000002,2024-09-10 09:20:02.1+00:00,"a ""quoted"", word\nand a line",\r\n1283000000000000001,2024-09-10,plain,\r\nnonsense,1,2,3\r\n',
      }),
    );
    expect(kind).toBe("discord-package");
    expect(messages.map(({ id, text }) => [id, text])).toEqual([
      ["discord:100/1283000000000000002", 'a "quoted", word\nand a line'],
      ["discord:100/1283000000000000001", "plain"],
    ]);
    expect(problems).toEqual(["메시지/c100/messages.csv has a row of an unknown form: left out."]);
  });

  test("with other columns is told", async () => {
    const { messages, problems } = await readExport(
      folderOf({
        "m/c100/channel.json": asJson["Messages/c100/channel.json"],
        "m/c100/messages.csv": "a,b\n1,2\n",
      }),
    );
    expect(messages).toEqual([]);
    expect(problems).toEqual([
      "m/c100/messages.csv cannot be read to its end: its columns are not those of Discord's data package.",
    ]);
  });
});
