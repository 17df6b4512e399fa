import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileFingerprint } from "../../../src/model/gguf/file-fingerprint.ts";

const folder = mkdtempSync(join(tmpdir(), "maru-fingerprint-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const MiB = 1024 * 1024;

describe("a file's fingerprint", () => {
  it("is the beginning of its SHA-256", async () => {
    const bytes = Buffer.alloc(2.5 * MiB, "llama ");
    const path = join(folder, "small");
    writeFileSync(path, bytes);
    expect(await fileFingerprint(path)).toBe(createHash("sha256").update(bytes).digest("hex").slice(0, 12));
  });

  it("of a large one depends on its length and on pieces from its start to its end", async () => {
    const path = join(folder, "large");
    const print = async (change?: { at: number }) => {
      writeFileSync(path, "GGUF");
      truncateSync(path, 200 * MiB);
      if (change) {
        const file = await open(path, "r+");
        await file.write("x", change.at);
        await file.close();
      }
      return fileFingerprint(path);
    };
    const plain = await print();
    expect(plain).toMatch(/^[0-9a-f]{12}$/);
    expect(await print()).toBe(plain);
    expect(await print({ at: 10 })).not.toBe(plain);
    expect(await print({ at: 200 * MiB - 1 })).not.toBe(plain);
    truncateSync(path, 201 * MiB);
    expect(await fileFingerprint(path)).not.toBe(plain);
  });
});
