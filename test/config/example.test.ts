import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { discordConfig } from "../../adapters/discord/config.ts";
import { slackConfig } from "../../adapters/slack/config.ts";
import { webConfig } from "../../adapters/web/config.ts";
import { loadConfig } from "../../src/config/index.ts";
import { settingsSchema } from "../../src/config/schema.ts";
import { aboutSetting, membersOf } from "../../src/config/schema-tree.ts";
import { platform } from "./adapters.ts";

const root = join(import.meta.dirname, "..", "..");
const example = readFileSync(join(root, "maru.example.yaml"), "utf8");
const adapters = [
  platform("discord", discordConfig),
  platform("slack", slackConfig),
  platform("web", webConfig),
];

/** Paths of all settings below `schema` that are not groups. What says itself what it is for is told of as one. */
function settingPaths(schema: Parameters<typeof membersOf>[0], path: readonly string[] = []): string[][] {
  const members = membersOf(schema);
  if (members === undefined || aboutSetting(schema).description !== undefined) return [[...path]];
  return Object.entries(members).flatMap(([name, member]) => settingPaths(member, [...path, name]));
}

const ownPaths = settingPaths(settingsSchema).filter(([section]) => section !== "platforms");
const webPaths = settingPaths(webConfig, ["platforms", "web"]);

test("maru.example.yaml is valid and says nothing but the defaults", () => {
  const loaded = loadConfig({ text: example, env: {}, adapters });
  expect(loaded).toEqual(loadConfig({ env: {}, adapters }));
  expect(loaded.ok).toBe(true);
});

test.each([...ownPaths, ...webPaths].map((path) => path.join(".")))(
  "maru.example.yaml has %s, with a comment",
  (path) => {
    const steps = path.split(".");
    const document = parseDocument(example);
    expect(document.hasIn(steps)).toBe(true);
    const before = example.slice(0, keyOffset(document, steps)).trimEnd();
    expect(before.split("\n").at(-1)?.trim()).toMatch(/^#/);
  },
);

test("every setting says in the schema what it is for", () => {
  const silent = ownPaths.filter((path) => {
    let schema: Parameters<typeof membersOf>[0] | undefined = settingsSchema;
    for (const step of path) schema = schema && membersOf(schema)?.[step];
    return schema === undefined || aboutSetting(schema).description === undefined;
  });
  expect(silent).toEqual([]);
  expect(ownPaths.length).toBeGreaterThan(15);
});

test("docs/configuration.md tells of every setting and variable", () => {
  const docs = readFileSync(join(root, "docs", "configuration.md"), "utf8");
  const names = [...ownPaths, ...webPaths].map((path) => path.join("."));
  expect(
    [...names, "MARU_DATA", "MARU_PORT", "HF_TOKEN"].filter((name) => !docs.includes(`\`${name}\``)),
  ).toEqual([]);
});

function keyOffset(document: ReturnType<typeof parseDocument>, path: readonly string[]): number {
  const group = document.getIn(path.slice(0, -1), true) as {
    items: { key: { value: string; range: number[] } }[];
  };
  const pair = group.items.find(({ key }) => key.value === path.at(-1));
  return pair?.key.range[0] ?? 0;
}

test.each([
  ["discord", discordConfig],
  ["slack", slackConfig],
])("its commented section of %s is valid, complete and says the defaults", (name, schema) => {
  const lines = example.split("\n");
  const from = lines.slice(lines.indexOf(`  # ${name}:`));
  const section = from.slice(
    0,
    from.findIndex((line) => !line.startsWith("  #")),
  );
  const text = section.map((line) => line.replace(/^ {2}# ?/, "")).join("\n");
  const parsed = (parseDocument(text).toJS() as Record<string, unknown>)[name];
  expect(schema.parse(parsed)).toEqual(schema.parse({}));
  expect(leaves(parsed)).toEqual(leaves(schema.parse({})));
});

/** Paths of everything that is no group. */
function leaves(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [path];
  return Object.entries(value)
    .flatMap(([name, member]) => leaves(member, `${path}.${name}`))
    .toSorted();
}
