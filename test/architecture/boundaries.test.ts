import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { trespasses } from "./boundaries.ts";
import { importsOf } from "./imports.ts";
import { type Room, rooms } from "./rooms.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const sources = globSync("{src,adapters,test,bench,docs}/**/*.{ts,tsx,mts,cts,js,mjs,cjs,jsx}", {
  cwd: root.pathname,
}).map((path) => path.replaceAll("\\", "/"));

describe("every file", () => {
  test("imports only what its room may", () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(sources.flatMap((path) => trespasses(path, read(path)))).toEqual([]);
  });

  test("but main.ts gets environment and arguments handed in", () => {
    const readers = sources.filter((path) => /^(?:src|adapters)\//.test(path));
    const reads = /\bprocess\??\.(?:env|argv)\b|\{[^{}]*\b(?:env|argv)\b[^{}]*\}\s*=\s*[\w.]*\bprocess\b/;
    expect(readers.filter((path) => reads.test(read(path)))).toEqual(["src/main.ts"]);
    const asksForIt = /from "(?:node:)?process"/;
    expect(readers.filter((path) => asksForIt.test(read(path)))).toEqual(["src/model/llama/main-memory.ts"]);
  });

  test("but those of platforms, of the catalogue, of model servers and of the browser's page reaches no network", () => {
    const inside = sources.filter((path) =>
      /^src\/(?!model\/catalogue\/|model\/server\/http\.ts$)/.test(path),
    );
    const reaches =
      /(?<![.\w])fetch\(|\bnew WebSocket\(|"(?:node:)?(?:net|tls|dgram|https?|http2|dns)(?:\/promises)?"/;
    expect(inside.filter((path) => reaches.test(read(path)))).toEqual([]);
  });
});

test("the table of rooms is the one in docs/architecture.md", () => {
  const cells = (line: string) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", ""));
  const entries = (cell = "") => (cell === "nothing" ? [] : cell.split(", "));
  const section = /\n## Rooms\n(.*?)\n## /s.exec(read("docs/architecture.md"))?.[1] ?? "";
  const table = section.split("\n").filter((line) => line.startsWith("| `"));
  const documented = table.map(cells).map(([room = "", , ofMaru, fromOutside]): Room => {
    return { room, ofMaru: entries(ofMaru), fromOutside: entries(fromOutside) };
  });
  expect(documented).toEqual(rooms);
});

test.each(rooms.map(({ room }) => room))("the room %s exists", (room) => {
  expect(globSync(room, { cwd: root.pathname })).not.toEqual([]);
});

describe("found out is", () => {
  test.each([
    // Into the core past its ports.
    ["src/search/a.ts", 'import { createMaru } from "../core/maru.ts";'],
    ["src/store/sqlite/a.ts", 'import type { A } from "../../core/answer.ts";'],
    ["src/config/a.ts", 'export { a } from "../core/index.ts";'],
    ["src/ops/a.ts", 'export * from "../core/inbox.ts";'],
    ["src/moderation/a.ts", 'import "../core/maru.ts";'],
    ["src/model/llama/a.ts", 'const a = await import("../../core/maru.ts");'],
    ["adapters/web/a.ts", 'import { createMaru } from "../../src/core/maru.ts";'],
    ["adapters/web/http/a.ts", 'import type { A } from "../../../src/core/answer.ts";'],
    // From room to room.
    ["src/store/a.ts", 'import { a } from "../text/language.ts";'],
    ["src/text/a.ts", 'import type { Locale } from "../core/types.ts";'],
    ["src/search/a.ts", 'import { openStore } from "../store/index.ts";'],
    ["src/core/a.ts", 'import { createRetrieval } from "../search/index.ts";'],
    ["src/core/commands/a.ts", 'import { createLogger } from "../../ops/index.ts";'],
    ["src/core/a.ts", 'import { adapter } from "../../adapters/web/index.ts";'],
    ["src/model/a.ts", 'import { catalogue } from "./catalogue/index.ts";'],
    ["src/model/catalogue/a.ts", 'import { createLlamaModel } from "../llama/llama-model.ts";'],
    ["src/moderation/a.ts", 'import { trainRouter } from "./training/index.ts";'],
    ["src/moderation/router/a.ts", 'import { seededRandom } from "../training/index.ts";'],
    ["src/moderation/normalise/a.ts", 'import { heads } from "../router/index.ts";'],
    // Adapters among themselves and into src.
    ["adapters/web/a.ts", 'import { post } from "../slack/post.ts";'],
    ["adapters/web/http/deep/a.ts", 'import { post } from "../../../matrix/post.ts";'],
    ["adapters/matrix/a.ts", 'import { adapter } from "../web/index.ts";'],
    ["adapters/matrix/a.ts", 'import { openStore } from "../../src/store/index.ts";'],
    // What the core takes from outside.
    ["src/core/a.ts", 'import { Client } from "discord.js";'],
    ["src/core/a.ts", 'import { App } from "@slack/bolt";'],
    ["src/core/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["src/core/a.ts", 'import { env } from "node:process";'],
    ["src/core/a.ts", 'import { Keyv } from "keyv";'],
    ["src/core/a.ts", 'import Keyv, { type A } from "keyv";'],
    ["src/core/a.ts", 'const platform = await import("hono");'],
    ["src/core/a.ts", "const platform = await import(name);"],
    ["src/core/a.ts", "const platform = await import(`../../adapters/$" + "{name}/index.ts`);"],
    ["src/core/ports/a.ts", 'import { z } from "zod";'],
    ["src/core/ports/a.ts", 'import type { Maru } from "../maru.ts";'],
    ["src/core/ports/a.ts", 'import type { Hono } from "hono";'],
    ["src/core/types.ts", 'import type { Store } from "./ports/store.ts";'],
    // node-llama-cpp outside of the process that it may take down.
    ["src/model/llama/supervisor.ts", 'import { getLlama } from "node-llama-cpp";'],
    ["src/model/tune/a.ts", 'const entry = createRequire(import.meta.url).resolve("node-llama-cpp");'],
    ["adapters/web/a.ts", 'import { getLlama } from "node-llama-cpp";'],
    ["src/cli/a.ts", 'import type { Llama } from "node-llama-cpp";'],
    // Past front doors.
    ["src/cli/a.ts", 'import { pull } from "../model/catalogue/pull.ts";'],
    ["src/cli/doctor/a.ts", 'import { toStoreError } from "../../store/sqlite/to-store-error.ts";'],
    ["src/cli/a.ts", 'import { PromptError } from "../core/prompts.ts";'],
    ["src/main.ts", 'import { createMaru } from "./core/index.ts";'],
    // The page and its server.
    ["adapters/web/page/a.ts", 'import { messageId } from "../ids.ts";'],
    ["adapters/web/page/views/a.ts", 'import type { Archive } from "../../archive.ts";'],
    ["adapters/web/page/a.ts", 'import { wire } from "../wire.ts";'],
    ["adapters/web/page/a.ts", 'import { StoreError } from "../../../src/core/ports/store.ts";'],
    ["adapters/web/page/a.ts", 'import type { A } from "../../../src/core/answer.ts";'],
    ["adapters/web/page/a.ts", 'import { createHash } from "node:crypto";'],
    ["adapters/web/http/a.ts", 'import { html } from "../page/views/html.ts";'],
    ["adapters/web/a.ts", 'import type { State } from "./page/state/state.ts";'],
    ["adapters/web/shared/a.ts", 'import { messageId } from "../ids.ts";'],
    ["adapters/web/shared/a.ts", 'import { html } from "../page/views/html.ts";'],
    ["adapters/web/shared/a.ts", 'import { readFile } from "node:fs/promises";'],
    ["adapters/matrix/a.ts", 'import { mentions } from "../web/shared/mentions.ts";'],
    // Where nobody has said anything yet.
    ["src/elsewhere/a.ts", ""],
    ["src/helper.ts", ""],
    ["adapters/a.ts", ""],
    ["scripts/a.ts", ""],
    // However it is written.
    ["src/core/a.ts", 'import {\n  type A,\n  b,\n} from "../store/index.ts";'],
    ["src/core/a.ts", 'import * as store from "../store/index.ts";'],
    ["src/core/a.ts", "import{a}from'../store/index.ts'"],
    ["src/core/a.ts", 'export type { A } from "../store/index.ts";'],
    ["src/core/a.ts", 'const store = require("../store/index.ts");'],
    ["src/core/a.ts", 'let a: import("../store/index.ts").A;'],
    ["src/core/a.ts", 'export const b = 1; import { a } from "../store/index.ts";'],
    ["src/core/a.ts", 'export { a as "x y" } from "../store/index.ts";'],
    ["src/core/a.ts", 'import { a } /* from (x) */ from "../store/index.ts";'],
    ["src/core/a.ts", 'import type { B } from "./b.ts";\nimport { a } from "../store/index.ts";'],
  ])("%s: %s", (path, source) => {
    expect(trespasses(path, source)).toHaveLength(1);
  });
});

test.each([
  ["src/search/a.ts", 'import type { Message } from "../core/types.ts";'],
  ["src/store/sqlite/a.ts", 'import { StoreError } from "../../core/ports/store.ts";'],
  ["src/core/ports/a.ts", 'import type { z } from "zod";'],
  ["src/core/commands/a.ts", 'import { a } from "../answer.ts";'],
  ["adapters/matrix/a.ts", 'import { createClient } from "matrix-js-sdk";'],
  ["adapters/matrix/deep/a.ts", 'import { b } from "../b.ts";'],
  ["adapters/web/page/views/a.ts", 'import type { ChatMessage } from "../../wire.ts";'],
  ["adapters/web/page/text/a.ts", 'import { mentions } from "../../shared/mentions.ts";'],
  ["adapters/web/a.ts", 'import { mentions } from "./shared/mentions.ts";'],
  ["test/a.ts", 'import { createMaru } from "../src/core/maru.ts";'],
])("allowed is %s: %s", (path, source) => {
  expect(importsOf(source)).toHaveLength(1);
  expect(trespasses(path, source)).toEqual([]);
});
