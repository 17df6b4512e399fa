import { readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderOf, readExport, zipOf } from "./export-folder.ts";
import { type Packed, packZip } from "./pack-zip.ts";

const slack = {
  "users.json": [{ id: "U1", name: "ann" }],
  "channels.json": [{ id: "C1", name: "general" }],
  "general/2024-09-10.json": [{ user: "U1", text: "hi", ts: "1725960000.000100" }],
};
const packed = Object.entries(slack).map(([path, content]) => ({ path, data: JSON.stringify(content) }));

function zip(files: readonly Packed[], change: (bytes: Buffer) => Uint8Array = (bytes) => bytes): string {
  const path = join(folderOf({}), "team.zip");
  writeFileSync(path, change(packZip(files)));
  return path;
}

test.each([
  ["an empty folder", () => folderOf({})],
  ["a folder of other things", () => folderOf({ "a.json": [1], "b.html": "<html>" })],
  ["an empty zip", () => zip([])],
])("%s is no export, and what is one is said", async (_, make) => {
  await expect(readExport(make())).rejects.toThrow(
    /is no export that Maru knows\. It reads Slack's own export, Discord's data package, and files that DiscordChatExporter wrote in its JSON format/,
  );
});

describe("a zip", () => {
  test("that is encrypted is told in words", async () => {
    const path = zip(packed.map((file) => ({ ...file, encrypted: true })));
    await expect(readExport(path)).rejects.toThrow(
      "team.zip is encrypted. Unpack it with its password, and name the folder instead.",
    );
  });

  test("that is packed in an unknown way is told in words", async () => {
    const path = zip(packed.map((file) => ({ ...file, method: 14 })));
    await expect(readExport(path)).rejects.toThrow("team.zip is packed in a way that Maru cannot read.");
  });

  test.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 60)],
    ["with its beginning only", () => Buffer.from("PK\u0003\u0004", "latin1")],
  ])("that is damaged (%s) is told in words", async (_, change) => {
    await expect(readExport(zip(packed, change))).rejects.toThrow(
      "team.zip is damaged or not a whole zip file. Download it again, or unpack it and name the folder instead.",
    );
  });

  test("whose packed data is damaged is told when it gets there", async () => {
    const change = (bytes: Buffer) => {
      const at = bytes.indexOf("general/2024-09-10.json") + "general/2024-09-10.json".length;
      return bytes.fill(0xff, at, at + 10);
    };
    await expect(readExport(zip(packed, change))).rejects.toThrow("team.zip is damaged");
  });

  test("with names that lead out of it is refused, and nothing is written anywhere", async () => {
    const path = zip([...packed, { path: "../../evil.json", data: "[]" }]);
    await expect(readExport(path)).rejects.toThrow("team.zip is damaged");
    expect(readdirSync(join(path, ".."))).toEqual(["team.zip"]);
  });

  test("that would grow without measure is refused before anything of it is unpacked", async () => {
    const path = zip([...packed, { path: "general/2024-09-11.json", data: Buffer.alloc(101e6, " ") }]);
    await expect(readExport(path)).rejects.toThrow(
      "team.zip would grow to more than 200 times its size: it is no export but was made to do harm. Nothing of it was unpacked.",
    );
  });

  test("that says less than it holds is stopped where that shows", async () => {
    const change = (bytes: Buffer) => {
      // The size that the directory tells of the day's file.
      const at = bytes.lastIndexOf("general/2024-09-10.json") - 46;
      bytes.writeUInt32LE(5, at + 24);
      return bytes;
    };
    await expect(readExport(zip(packed, change))).rejects.toThrow("team.zip is damaged");
  });

  test("made by macOS holds more files than are meant, which are passed over", async () => {
    const { messages, problems } = await readExport(
      zipOf({ ...slack, "__MACOSX/general/._2024-09-10.json": "\0\0", "general/._2024-09-10.json": "\0" }),
    );
    expect([messages.length, problems]).toEqual([1, []]);
  });
});

test("links in a folder are not followed", async () => {
  const folder = folderOf(slack);
  const outside = folderOf({ "2024-09-11.json": [{ user: "U1", text: "outside", ts: "1726000000.000000" }] });
  symlinkSync(join(outside, "2024-09-11.json"), join(folder, "general", "2024-09-11.json"));
  symlinkSync(outside, join(folder, "linked"));
  expect((await readExport(folder)).messages.map(({ text }) => text)).toEqual(["hi"]);
});

test("whoever stops reading in the middle leaves nothing open", async () => {
  const path = zipOf(slack);
  const { openExport } = await import("../../src/exports/index.ts");
  const opened = await openExport(path, () => {});
  for await (const { text } of opened.messages()) {
    expect(text).toBe("hi");
    break;
  }
  await opened.close();
  await opened.close();
  await expect(Array.fromAsync(opened.messages())).rejects.toThrow();
});
