import { expect, test, vi } from "vitest";
import { createAttachedImages } from "../../src/platform/attached-images.ts";

const BEGINNINGS = {
  "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  "image/jpeg": [0xff, 0xd8, 0xff, 0xe0],
  "image/webp": [...Buffer.from("RIFF\n\r\u2028!WEBP", "latin1")],
  "image/gif": [...Buffer.from("GIF89a")],
} as const;

const file = (name: string, mediaType?: string, size = 100) => ({
  id: name,
  name,
  size,
  ...(mediaType ? { mediaType } : {}),
});
type File = ReturnType<typeof file>;

const reading = (open: (file: File, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>) =>
  createAttachedImages<File>({ platform: "fake", open });
const serving = (...bytes: readonly number[]) =>
  reading(async () => new Blob([new Uint8Array(bytes)]).stream());
const limits = { maxBytes: 100, signal: new AbortController().signal };

test("of the files on a message the first four images are told of, of kinds that models know", () => {
  const { among } = serving();
  const files = [
    file("a.png", "image/png"),
    file("b.svg", "image/svg+xml"),
    file("c.jpg", "IMAGE/JPEG; q=1"),
    file("unsaid.png"),
    file("notes.txt", "text/plain"),
    file("empty.png", "image/png", 0),
    file("d.webp", "image/webp"),
    file("e.gif", "image/gif"),
    file("f.png", "image/png"),
  ];
  expect(among(files).map(({ name }) => name)).toEqual(["a.png", "c.jpg", "d.webp", "e.gif"]);
  expect(among(files)[1]).toEqual({
    id: "fake:file/c.jpg",
    name: "c.jpg",
    mediaType: "image/jpeg",
    bytes: 100,
  });
});

test.each(Object.entries(BEGINNINGS))(
  "what begins like %s is that, whatever it was said to be",
  async (mediaType, bytes) => {
    const { among, read } = serving(...bytes, 1, 2);
    const [image] = among([file("a", mediaType === "image/png" ? "image/gif" : "image/png")]);
    expect(await read(image!, limits)).toEqual({
      mediaType,
      base64: Buffer.from([...bytes, 1, 2]).toString("base64"),
    });
  },
);

test.each([
  ["a program that draws", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ["half a beginning", Buffer.from(BEGINNINGS["image/png"].slice(0, 7))],
  ["a sound", Buffer.from("RIFF0000WAVE")],
  ["nothing", Buffer.from("")],
])("%s is no image, whatever it was said to be", async (_, bytes) => {
  const { among, read } = serving(...bytes);
  const [image] = among([file("a.png", "image/png")]);
  await expect(read(image!, limits)).rejects.toThrow("no PNG");
});

test("no more is fetched than may be, whatever was said of the size", async () => {
  const cancel = vi.fn();
  const pull = vi.fn((to: ReadableStreamDefaultController<Uint8Array>) => to.enqueue(new Uint8Array(30)));
  const { among, read } = reading(async () => new ReadableStream({ pull, cancel }));
  const [image] = among([file("a.png", "image/png", 1)]);
  await expect(read(image!, limits)).rejects.toThrow("more than 100 bytes");
  expect(cancel).toHaveBeenCalledOnce();
  expect(pull.mock.calls.length).toBeLessThan(7);
});

test("one that nobody told of is not looked for, and Stop ends the fetching", async () => {
  const open = vi.fn((_: File, signal: AbortSignal) => {
    const { promise, reject } = Promise.withResolvers<never>();
    signal.addEventListener("abort", () => reject(signal.reason));
    return promise;
  });
  const { among, read } = reading(open);
  const [image] = among([file("a.png", "image/png")]);
  await expect(read({ ...image!, id: "fake:file/other" }, limits)).rejects.toThrow("not known");
  expect(open).not.toHaveBeenCalled();
  const stop = new AbortController();
  const fetched = read(image!, { ...limits, signal: stop.signal });
  stop.abort(new Error("stopped"));
  await expect(fetched).rejects.toThrow("stopped");
});
