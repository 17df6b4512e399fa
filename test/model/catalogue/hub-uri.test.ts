import { isAbsolute, normalize, relative, resolve, win32 } from "node:path";
import { array, assert as check, constantFrom, oneof, property, string, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { formatHubUri, isModelPath, parseHubUri } from "../../../src/model/catalogue/hub-uri.ts";

/** What forgers build names from. */
const piece = constantFrom(
  ...[
    "hf:",
    "..",
    ".",
    "/",
    "\\",
    "//",
    "user",
    "repo",
    "a.gguf",
    ".gguf",
    ":",
    "Q4_K_M",
    "%2e%2e",
    "\0",
    "C:",
  ],
  ...["~", "\n", "nul.gguf", " ", "\u202e", "#main", "?x=1", "-00001-of-00002.gguf"],
);
const pieces = array(oneof(piece, string({ maxLength: 4 })), { maxLength: 8 });
const hostileText = oneof(
  pieces.map((text) => `hf:${text.join("")}`),
  pieces.map((text) => `hf:user/repo/${text.join("")}.gguf`),
  pieces.map((text) => `hf:user/repo/${text.join("/")}`),
);
const letters = "abcXYZ019".split("");
const word = tuple(constantFrom(...letters), constantFrom("", ".", "-", "_"), constantFrom(...letters)).map(
  (w) => w.join(""),
);

describe("the URI of a model on a hub", () => {
  it("names one file, also in folders", () => {
    expect(parseHubUri("hf:bartowski/Llama-3.2-3B-Instruct-GGUF/Llama-3.2-3B-Instruct-Q4_K_M.gguf")).toEqual({
      ok: true,
      uri: {
        user: "bartowski",
        repo: "Llama-3.2-3B-Instruct-GGUF",
        file: "Llama-3.2-3B-Instruct-Q4_K_M.gguf",
      },
    });
    expect(parseHubUri(" hf:u/r/Q8_0/big-00001-of-00003.gguf ")).toEqual({
      ok: true,
      uri: { user: "u", repo: "r", file: "Q8_0/big-00001-of-00003.gguf" },
    });
  });

  it("names a quantisation", () => {
    expect(parseHubUri("hf:unsloth/Muse-Glimmer-30B-GGUF:UD-Q4_K_XL")).toEqual({
      ok: true,
      uri: { user: "unsloth", repo: "Muse-Glimmer-30B-GGUF", tag: "UD-Q4_K_XL" },
    });
  });

  it.each([
    "",
    "llama",
    "hf:",
    "hf:user",
    "hf:user/repo",
    "hf:user/repo/",
    "hf:user/repo:",
    "hf:user/repo:a/b.gguf",
    "hf:user/repo/model.bin",
    "hf:user/repo/.gguf",
    "hf:user/repo/../../../etc/x.gguf",
    "hf:../repo/x.gguf",
    "hf:user/../x.gguf",
    "hf:user/repo/a\\..\\x.gguf",
    "hf:user/repo//x.gguf",
    "hf:user/repo/C:x.gguf",
    "hf:user/repo/nul.gguf",
    "hf:user/repo/x\0.gguf",
    "hf:user/repo/%2e%2e/x.gguf",
    "hf:user/repo/x.gguf?download=true",
    "hf:-user/repo/x.gguf",
    `hf:user/repo/${"x".repeat(300)}.gguf`,
  ])("is refused with an example of a right one: %j", (text) => {
    const parsed = parseHubUri(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? "" : parsed.problem).toContain("hf:user/repo:Q4_K_M");
  });

  it("never lets control characters or endless text into its complaint", async () => {
    await check(
      property(hostileText, (text) => {
        const parsed = parseHubUri(text);
        if (parsed.ok) return;
        expect(parsed.problem).not.toMatch(/\p{Cc}|\u202e/u);
        expect(parsed.problem.length).toBeLessThan(500);
      }),
    );
  });

  it("never leads out of the models folder, on no system, whatever is written", async () => {
    let accepted = 0;
    const base = resolve("/data/models");
    await check(
      property(hostileText, (text) => {
        const parsed = parseHubUri(text);
        if (!parsed.ok || !("file" in parsed.uri)) return;
        accepted++;
        const path = [parsed.uri.user, parsed.uri.repo, parsed.uri.file].join("/");
        const inside = relative(base, resolve(base, path));
        expect(inside).toBe(normalize(path));
        expect(isAbsolute(inside) || win32.isAbsolute(path)).toBe(false);
        expect(win32.relative("C:\\models", win32.resolve("C:\\models", path))).toBe(win32.normalize(path));
      }),
      { numRuns: 2000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });

  it("is the same again when it is written out and read", async () => {
    const uris = tuple(word, word, word, constantFrom("tag", "file", "folder")).map(
      ([user, repo, last, kind]) => {
        if (kind === "tag") return { user, repo, tag: last };
        return { user, repo, file: kind === "file" ? `${last}.gguf` : `${last}/${last}.gguf` };
      },
    );
    await check(
      property(uris, (uri) => {
        expect(parseHubUri(formatHubUri(uri))).toEqual({ ok: true, uri });
      }),
    );
  });

  it("takes the hub's own word for a file no more than a person's", () => {
    expect(isModelPath("folder/model-Q4_K_M.gguf")).toBe(true);
    for (const path of [
      "../x.gguf",
      "/x.gguf",
      "a/../../x.gguf",
      "x.gguf/..",
      "x.exe",
      `${"a/".repeat(10)}x.gguf`,
    ]) {
      expect(isModelPath(path)).toBe(false);
    }
  });
});
