import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { findPackageJSON, stripTypeScriptTypes } from "node:module";
import { dirname, extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { OperatorError } from "../../../src/core/ports/operator-error.ts";

/** A file of the page as it is sent. */
export interface PageFile {
  readonly body: string;
  readonly type: string;
  /** CSP sources (`sha256-…`) of the inline scripts in it. */
  readonly scriptHashes: readonly string[];
  /** Strong, of the body. */
  readonly etag: string;
}

/** Where the page's files lie, by the beginning of their URLs. */
const FOLDERS: Readonly<Record<string, string>> = {
  "/": fileURLToPath(new URL("../page/", import.meta.url)),
  "/shared/": fileURLToPath(new URL("../shared/", import.meta.url)),
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ts": "text/javascript; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** Libraries by the URL under which the page imports them: a package and the browser's ES module in it. */
const VENDOR: Readonly<Record<string, readonly [name: string, file: string]>> = {
  "/vendor/preact.js": ["preact", "dist/preact.mjs"],
  "/vendor/preact-hooks.js": ["preact", "hooks/dist/hooks.mjs"],
  "/vendor/htm.js": ["htm", "dist/htm.mjs"],
  "/vendor/markdown-it.js": ["markdown-it", "dist/browser/markdown-it.esm.min.mjs"],
  "/vendor/dompurify.js": ["dompurify", "dist/purify.es.mjs"],
};

/** The page's files by URL path. What is not among them does not exist, whatever a URL says. */
export type PageFiles = (path: string) => Promise<PageFile | undefined>;

/**
 * Each file is read, and its types stripped, when it is first asked for. Rejects with an `OperatorError` when a
 * package that the page needs is not installed.
 */
export function createPageFiles(): PageFiles {
  let paths: Promise<ReadonlyMap<string, string>> | undefined;
  const loaded = new Map<string, Promise<PageFile>>();
  return async (path) => {
    paths ??= listFiles();
    const file = (await paths).get(path);
    if (file === undefined) return undefined;
    let page = loaded.get(path);
    if (!page) {
      page = loadFile(file);
      loaded.set(path, page);
    }
    return page;
  };
}

async function listFiles(): Promise<ReadonlyMap<string, string>> {
  const paths = new Map<string, string>();
  for (const [url, folder] of Object.entries(FOLDERS)) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !(extname(entry.name) in TYPES)) continue;
      const file = join(entry.parentPath, entry.name);
      paths.set(`${url}${relative(folder, file).split(sep).join("/")}`, file);
    }
  }
  const index = paths.get("/index.html");
  if (index !== undefined) paths.set("/", index);
  for (const [url, [name, file]] of Object.entries(VENDOR)) {
    const manifest = findPackageJSON(name, import.meta.url);
    if (manifest === undefined) throw new OperatorError(`The package ${name} is not installed: run npm ci.`);
    paths.set(url, join(dirname(manifest), file));
  }
  return paths;
}

async function loadFile(file: string): Promise<PageFile> {
  const text = await readFile(file, "utf8");
  const extension = extname(file) === ".mjs" ? ".js" : extname(file);
  const body = extension === ".ts" ? stripTypeScriptTypes(text) : withoutSourceMap(text);
  return {
    body,
    type: TYPES[extension] ?? "application/octet-stream",
    scriptHashes: extension === ".html" ? inlineScriptHashes(body) : [],
    etag: `"${createHash("sha256").update(body).digest("base64url")}"`,
  };
}

/** The maps are not served. */
const withoutSourceMap = (text: string) => text.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n");

/** As in CSP Level 3, §8.4: the hash is of exactly what stands between the tags. */
function inlineScriptHashes(html: string): string[] {
  const inline = html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g);
  return Array.from(
    inline,
    ([, script = ""]) => `sha256-${createHash("sha256").update(script).digest("base64")}`,
  );
}
