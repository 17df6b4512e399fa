import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  Routes,
} from "discord.js";
import { expect, test } from "vitest";
import { codeOf, fakeForTest, restOf } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

/** Posts a body; what Discord says is wrong with it, by the path of the field: `content BASE_TYPE_MAX_LENGTH`. */
const faultsOf = async (discord: FakeDiscord, body: object, route?: `/${string}`): Promise<string[]> => {
  try {
    await restOf(discord).post(route ?? Routes.channelMessages(discord.general.id), { body });
    return [];
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    const { code, errors } = error.rawError as { code: number; errors?: object };
    return errors ? leaves(errors) : [String(code)];
  }
};

const leaves = (at: object, path: readonly string[] = []): string[] =>
  Object.entries(at).flatMap(([key, inner]) =>
    key === "_errors"
      ? (inner as { code: string }[]).map(({ code }) => [path.join("."), code].filter(Boolean).join(" "))
      : leaves(inner as object, [...path, key]),
  );

const button = (id: string, more: object = {}) => ({ type: 2, style: 1, label: id, custom_id: id, ...more });
const row = (...components: object[]) => ({ type: 1, components });

test("content has at most 2,000 characters, counted as code points", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  expect(await faultsOf(discord, { content: "한".repeat(2000) })).toEqual([]);
  expect(await faultsOf(discord, { content: "😀".repeat(2000) })).toEqual([]);
  expect(await faultsOf(discord, { content: "a".repeat(2001) })).toEqual(["content BASE_TYPE_MAX_LENGTH"]);
  expect(discord.violations).toMatchObject([
    { by: "bot", what: `POST /channels/${discord.general.id}/messages` },
  ]);
});

test("an empty message is 50006, on posting and on editing", async () => {
  const discord = await fakeForTest();
  expect(await faultsOf(discord, { content: "" })).toEqual(["50006"]);
  const rest = restOf(discord);
  const { id } = (await rest.post(Routes.channelMessages(discord.general.id), {
    body: { content: "x" },
  })) as { id: string };
  await expect(
    rest.patch(Routes.channelMessage(discord.general.id, id), { body: { content: "" } }),
  ).rejects.toMatchObject({
    code: 50006,
  });
});

test("embeds keep their own limits and 6,000 characters together", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  expect(await faultsOf(discord, { embeds: [{ description: "x".repeat(4096) }] })).toEqual([]);
  expect(await faultsOf(discord, { embeds: [{ description: "x".repeat(4097) }] })).toEqual([
    "embeds.0.description BASE_TYPE_MAX_LENGTH",
  ]);
  expect(
    await faultsOf(discord, {
      embeds: [{ description: "x".repeat(3001) }, { description: "x".repeat(3000) }],
    }),
  ).toEqual(["embeds MAX_EMBED_SIZE_EXCEEDED"]);
  expect(await faultsOf(discord, { embeds: Array(11).fill({ title: "x" }) })).toEqual([
    "embeds BASE_TYPE_BAD_LENGTH",
  ]);
  const fields = Array(26).fill({ name: "n", value: "v" });
  expect(await faultsOf(discord, { embeds: [{ fields }] })).toEqual(["embeds.0.fields BASE_TYPE_BAD_LENGTH"]);
});

test("there are five rows of five buttons at most, each with an id of its own and 100 characters", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const rows = (count: number, each: number) =>
    Array.from({ length: count }, (_, at) =>
      row(...Array.from({ length: each }, (_, index) => button(`${at}-${index}`))),
    );
  expect(await faultsOf(discord, { components: rows(5, 5) })).toEqual([]);
  expect(await faultsOf(discord, { components: rows(6, 1) })).toEqual(["components BASE_TYPE_BAD_LENGTH"]);
  expect(await faultsOf(discord, { components: rows(1, 6) })).toEqual([
    "components.0.components BASE_TYPE_BAD_LENGTH",
  ]);
  expect(await faultsOf(discord, { components: [row(button("a"), button("a"))] })).toEqual([
    "components COMPONENT_CUSTOM_ID_DUPLICATED",
  ]);
  expect(await faultsOf(discord, { components: [row(button("x".repeat(101), { label: "x" }))] })).toEqual([
    "components.0.components.0.custom_id BASE_TYPE_MAX_LENGTH",
  ]);
});

test("a link button has a URL, any other an id, and each something to read", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const link = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setLabel("Docs").setStyle(ButtonStyle.Link).setURL("https://example.org"),
  );
  expect(await faultsOf(discord, { components: [link.toJSON()] })).toEqual([]);
  expect(await faultsOf(discord, { components: [row({ type: 2, style: 5, label: "x" })] })).not.toEqual([]);
  expect(await faultsOf(discord, { components: [row({ type: 2, style: 1, label: "x" })] })).not.toEqual([]);
  expect(await faultsOf(discord, { components: [row({ type: 2, style: 1, custom_id: "x" })] })).not.toEqual(
    [],
  );
});

test("components of version 2 need their flag, exclude content, count 40 nested and 4,000 characters", async () => {
  const discord = await fakeForTest({ rateLimits: "none" });
  const flags = MessageFlags.IsComponentsV2;
  const words = (content: string) => ({ type: ComponentType.TextDisplay, content });
  expect(await faultsOf(discord, { flags, components: [words("hello")] })).toEqual([]);
  expect(await faultsOf(discord, { components: [words("hello")] })).not.toEqual([]);
  expect(await faultsOf(discord, { flags, components: [words("hello")], content: "x" })).toEqual([
    "content MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
  ]);
  expect(await faultsOf(discord, { flags, components: [words("x".repeat(4000)), words("y")] })).toEqual([
    "components COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
  ]);
  const container = { type: ComponentType.Container, components: Array(40).fill(words("x")) };
  expect(await faultsOf(discord, { flags, components: [container] })).toEqual([
    "components BASE_TYPE_MAX_LENGTH",
  ]);
});

test("the flag of components version 2 cannot be taken back", async () => {
  const discord = await fakeForTest();
  const rest = restOf(discord);
  const body = {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.TextDisplay, content: "x" }],
  };
  const { id } = (await rest.post(Routes.channelMessages(discord.general.id), { body })) as { id: string };
  const back = { body: { flags: 0, components: [], content: "plain" } };
  await expect(rest.patch(Routes.channelMessage(discord.general.id, id), back)).rejects.toMatchObject({
    code: 50035,
  });
});

test("a nonce has 25 characters, and enforce_nonce needs one", async () => {
  const discord = await fakeForTest();
  expect(await faultsOf(discord, { content: "x", nonce: "n".repeat(26) })).toContain(
    "nonce BASE_TYPE_MAX_LENGTH",
  );
  expect(await faultsOf(discord, { content: "x", enforce_nonce: true })).toEqual([
    "nonce BASE_TYPE_REQUIRED",
  ]);
});

test("allowed_mentions lists a kind or parses it, not both, and at most a hundred", async () => {
  const discord = await fakeForTest();
  const id = discord.owner.id;
  expect(
    await faultsOf(discord, { content: "x", allowed_mentions: { parse: ["users"], users: [id] } }),
  ).toEqual(["allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]);
  expect(
    await faultsOf(discord, { content: "x", allowed_mentions: { users: Array(101).fill(id) } }),
  ).toContain("allowed_mentions.users BASE_TYPE_BAD_LENGTH");
  expect(await faultsOf(discord, { content: "x", allowed_mentions: { parse: ["all"] } })).toContain(
    "allowed_mentions.parse.0 BASE_TYPE_CHOICES",
  );
});

test("a thread's name has 1 to 100 characters", async () => {
  const discord = await fakeForTest();
  const said = discord.say(discord.owner, discord.general, "x");
  const route = Routes.threads(discord.general.id, said.id);
  expect(await faultsOf(discord, { name: "x".repeat(101) }, route)).toContain("name BASE_TYPE_MAX_LENGTH");
  expect(await faultsOf(discord, { name: "" }, route)).toContain("name BASE_TYPE_REQUIRED");
  expect(await faultsOf(discord, {}, route)).toContain("name BASE_TYPE_REQUIRED");
  expect(await faultsOf(discord, { name: "한".repeat(100) }, route)).toEqual([]);
});

test("a field that does not exist is refused and noted", async () => {
  const discord = await fakeForTest();
  expect(await faultsOf(discord, { content: "x", contnet: "y" })).toEqual(["contnet UNKNOWN_FIELD"]);
  expect(discord.violations).toHaveLength(1);
});

test("a body that is no JSON is 50109, a route that does not exist 404, a strange client 403: each is noted", async () => {
  const discord = await fakeForTest();
  const headers = {
    authorization: `Bot ${discord.token}`,
    "user-agent": "DiscordBot (https://example.org, 1.0)",
  };
  const route = `${discord.api}/v10/channels/${discord.general.id}/messages`;
  const broken = await fetch(route, { method: "POST", headers, body: "{" });
  expect(await broken.json()).toMatchObject({ code: 50109 });
  expect((await fetch(`${discord.api}/v10/nowhere`, { headers })).status).toBe(404);
  expect((await fetch(route, { headers: { ...headers, "user-agent": "curl" } })).status).toBe(403);
  expect(discord.violations).toHaveLength(3);
});

test("Discord's OpenAPI document is checked too when it is there, and finds what the shapes by hand do not", async (context) => {
  const discord = await fakeForTest();
  if (!discord.checksContract) context.skip("Discord's OpenAPI document is not in ../shared/contracts");
  const gallery = { type: ComponentType.MediaGallery, items: [] };
  expect(await faultsOf(discord, { flags: MessageFlags.IsComponentsV2, components: [gallery] })).toContain(
    "CONTRACT",
  );
  const query = new URLSearchParams({ limt: "5" });
  expect(await codeOf(restOf(discord).get(Routes.channelMessages(discord.general.id), { query }))).toBe(
    50035,
  );
});
