/**
 * Writes `slack-schemas.jsonl` beside this file: JSON Schemas, one a line, of the arguments of the Web API methods that the fake knows,
 * and of blocks and views, made from the TypeScript types of Slack's own SDK. Run it after an update of the SDK:
 *
 *     npx node test/fakes/slack/schemas/generate.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createGenerator, type Schema } from "ts-json-schema-generator";
import { methodTypes } from "./method-types.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(folderOf(name), "package.json"), "utf8")) as { version: string }).version;

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../../..");

/** Blocks, attachments and views are checked apart, by their type: errors then say what is wrong with which block. */
const apart = new Set(["Block", "KnownBlock", "AnyBlock", "MessageAttachment", "View", "EntityMetadata"]);

const forReaders = new Set(["description", "deprecated", "$schema", "$comment"]);

/** What a schema says without what only readers need, and with `any` in place of what is checked apart. */
const slim = (value: Json, cut: boolean): Json => {
  if (Array.isArray(value)) return value.map((one) => slim(one, cut));
  if (value === null || typeof value !== "object") return value;
  const named = typeof value["$ref"] === "string" ? value["$ref"].replace("#/definitions/", "") : "";
  if (cut && apart.has(decodeURIComponent(named))) return {};
  const slimmed = Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !(forReaders.has(key) && typeof inner === "string"))
      .map(([key, inner]) => [key, slim(inner, cut)]),
  );
  const alternatives = slimmed["anyOf"];
  const isAnything = Array.isArray(alternatives) && alternatives.some((one) => JSON.stringify(one) === "{}");
  return isAnything ? {} : slimmed;
};

/** The generator names some definitions after places in source files: these names are the same everywhere. */
const plainNames = (schema: Json): Json => {
  let text = JSON.stringify(schema);
  const odd = [...Object.keys((schema as { definitions: Record<string, Json> }).definitions)].filter(
    (name) => !/^\w+$/.test(name),
  );
  odd.forEach((name, at) => {
    text = text
      .replaceAll(JSON.stringify(`#/definitions/${encodeURIComponent(name)}`), `"#/definitions/Part${at}"`)
      .replaceAll(`${JSON.stringify(name)}:`, `"Part${at}":`);
  });
  return JSON.parse(text) as Json;
};

/** Only the definitions that are referred to, directly or through others. */
const reachable = (schema: Json, definitions: Record<string, Json>, found: Record<string, Json> = {}) => {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g)) {
    const key = decodeURIComponent(name!);
    if (key in found) continue;
    found[key] = definitions[key]!;
    reachable(definitions[key]!, definitions, found);
  }
  return found;
};

const schemaOf = (path: string, type: string, cut: boolean): Json => {
  const made: Schema = createGenerator({
    path,
    type,
    tsconfig: join(root, "tsconfig.json"),
    skipTypeCheck: true,
    additionalProperties: false,
    functions: "hide",
    expose: "all",
    topRef: true,
  }).createSchema(type);
  const definitions = slim((made.definitions ?? {}) as Json, cut) as Record<string, Json>;
  const schema = { $ref: made.$ref! };
  return plainNames({ ...schema, definitions: reachable(schema, definitions) });
};

const requests = join(folderOf("@slack/web-api"), "dist/types/request");
const types = join(folderOf("@slack/types"), "dist");
const lines: Json[] = [
  { versions: { "@slack/web-api": versionOf("@slack/web-api"), "@slack/types": versionOf("@slack/types") } },
  ...Object.entries(methodTypes).map(([method, { file, type }]) => ({
    of: method,
    schema: schemaOf(join(requests, file), type, true),
  })),
  { of: "block", schema: schemaOf(join(types, "block-kit/blocks.d.ts"), "KnownBlock", false) },
  { of: "view", schema: schemaOf(join(types, "views.d.ts"), "View", true) },
];
writeFileSync(join(here, "slack-schemas.jsonl"), lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
