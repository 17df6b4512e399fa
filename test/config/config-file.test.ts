import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readConfigFile } from "../../src/config/index.ts";

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("maru.yaml of the folder is read when no file is named, and it may be missing", async () => {
  const folder = tempFolder();
  expect(await readConfigFile(undefined, folder)).toEqual({ ok: true });
  writeFileSync(join(folder, "maru.yaml"), "queue: {}");
  expect(await readConfigFile(undefined, folder)).toEqual({
    ok: true,
    path: join(folder, "maru.yaml"),
    text: "queue: {}",
  });
});

test("a file that was named must be there", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "other.yaml"), "text");
  expect(await readConfigFile("other.yaml", folder)).toMatchObject({ ok: true, text: "text" });
  expect(await readConfigFile("none.yaml", folder)).toMatchObject({
    ok: false,
    faults: [
      {
        problem: expect.stringContaining(join(folder, "none.yaml")),
        remedy: expect.stringContaining("--config"),
      },
    ],
  });
});

test("a folder or an unreadable path instead of a file is told so", async () => {
  const folder = tempFolder();
  expect(await readConfigFile(".", folder)).toMatchObject({
    ok: false,
    faults: [{ problem: expect.stringContaining("is a folder") }],
  });
  writeFileSync(join(folder, "file"), "");
  expect(await readConfigFile("file/maru.yaml", folder)).toMatchObject({
    ok: false,
    faults: [{ problem: expect.stringContaining("ENOTDIR") }],
  });
});
