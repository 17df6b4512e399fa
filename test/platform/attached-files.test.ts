import { expect, test, vi } from "vitest";
import type { Logger } from "../../src/core/ports/logger.ts";
import { createAttachedFiles } from "../../src/platform/attached-files.ts";

const log: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const file = (name: string, text: string, mediaType?: string) => ({
  id: name,
  name,
  size: Buffer.byteLength(text),
  text,
  ...(mediaType ? { mediaType } : {}),
});
type File = ReturnType<typeof file>;
const streamOf = (text: string): ReadableStream<Uint8Array> => new Blob([text]).stream();
const reading = (
  limits: { maxBytes: number; maxFiles: number },
  open = async ({ text }: File) => streamOf(text),
) => createAttachedFiles<File>({ limits, open, log });

test("text files are quoted in a fence that their text cannot end", async () => {
  const { read } = reading({ maxBytes: 100, maxFiles: 3 });
  expect(await read([file("a`b.md", "one\n````\ntwo\n", "text/markdown")])).toBe(
    "a_b.md:\n`````\none\n````\ntwo\n`````",
  );
});

test("a long file is cut at a character, with a note of how much was read", async () => {
  const { read } = reading({ maxBytes: 8, maxFiles: 3 });
  expect(await read([file("long.txt", "가나다라")])).toBe(
    "long.txt (the first 8 of 12 bytes; the rest was not read):\n```\n가나\n```",
  );
});

test("the limit holds for all files of a message together", async () => {
  const { read } = reading({ maxBytes: 5, maxFiles: 3 });
  expect(await read([file("a.txt", "abc"), file("b.txt", "defg"), file("c.txt", "h")])).toBe(
    [
      "a.txt:\n```\nabc\n```",
      "b.txt (the first 2 of 4 bytes; the rest was not read):\n```\nde\n```",
      "(attached: c.txt, not read, because the files before it took up all that may be read at once)",
    ].join("\n\n"),
  );
});

test("no more of a file is fetched than is read, whatever it says of its size", async () => {
  const cancel = vi.fn();
  const endless = () =>
    new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(10).fill(120)), cancel });
  const { read } = reading({ maxBytes: 25, maxFiles: 1 }, async () => endless());
  expect(await read([{ ...file("a.log", ""), size: 20 }])).toBe(`a.log:\n\`\`\`\n${"x".repeat(20)}\n\`\`\``);
  expect(cancel).toHaveBeenCalledOnce();
});

test("what cannot be fetched is said to be so, and tried again the next time", async () => {
  const open = vi.fn(async (_: File): Promise<ReadableStream<Uint8Array>> => {
    throw new Error("no");
  });
  const { read } = reading({ maxBytes: 25, maxFiles: 1 }, open);
  expect(await read([file("a.log", "x")])).toBe("(attached: a.log, it could not be fetched)");
  open.mockResolvedValue(streamOf("x"));
  expect(await read([file("a.log", "x")])).toBe("a.log:\n```\nx\n```");
  await read([file("a.log", "x")]);
  expect(open).toHaveBeenCalledTimes(2);
});

test("images, recordings and other files are named, and never fetched", async () => {
  const open = vi.fn(async (_: File) => streamOf(""));
  const { read, name } = reading({ maxBytes: 25, maxFiles: 9 }, open);
  const files = [
    file("a.png", "x", "image/png"),
    file("drawing.svg", "<svg/>", "image/svg+xml"),
    file("b.mp4", "x", "video/mp4"),
    file("c.exe", "x", "application/octet-stream"),
  ];
  expect(await read(files)).toBe(
    [
      "(attached: a.png, an image)",
      "(attached: drawing.svg, an image, which I cannot see or hear)",
      "(attached: b.mp4, a recording, which I cannot see or hear)",
      "(attached: c.exe, not a text file, so it was not read)",
    ].join("\n\n"),
  );
  expect(name(files)).toBe(
    "(attached: a.png, an image)\n(attached: drawing.svg, an image)\n(attached: b.mp4, a recording)\n(attached: c.exe, a file)",
  );
  expect(open).not.toHaveBeenCalled();
});
