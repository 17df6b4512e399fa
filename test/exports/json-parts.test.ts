import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JsonPart, readJsonParts } from "../../src/exports/json-parts.ts";

/** The text's bytes in chunks of the given sizes, which are gone through again and again. */
async function* inChunks(text: string, sizes: readonly number[]) {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const parts = (text: string, listName?: string, sizes: readonly number[] = [64]) =>
  Array.fromAsync(readJsonParts(inChunks(text, sizes), listName));

const items = (values: readonly unknown[]): JsonPart[] => values.map((value) => ({ type: "item", value }));
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
const spaces = fc.constantFrom(0, 1, 2);
/** Without whole numbers too big for JavaScript, which come as text. */
const json = fc
  .jsonValue()
  .map((value) => JSON.parse(JSON.stringify(value).replace(/-?\d{16,}/g, "7")) as unknown);

test("a list is read item by item, however it is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(json), spaces, sizes, async (values, space, cuts) => {
      const text = JSON.stringify(values, null, space);
      expect(await parts(text, "", cuts)).toEqual(items(JSON.parse(text)));
    }),
  );
});

test("an object is read member by member, with one list of it item by item, wherever it stands", async () => {
  const member = fc.tuple(
    fc.string().filter((name) => name !== "messages"),
    json,
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(member),
      fc.array(json),
      fc.array(member),
      spaces,
      sizes,
      async (before, list, after, space, cuts) => {
        const line = (value: unknown) => JSON.stringify(value, null, space);
        const members = [...before, ["messages", list] as const, ...after];
        const text = `{${members.map(([name, value]) => `${line(name)} :\n${line(value)}`).join(" , ")}}`;
        const asParts = (some: readonly (readonly [string, unknown])[]): JsonPart[] =>
          some.map(([name, value]) => ({ type: "member", name, value: JSON.parse(JSON.stringify(value)) }));
        expect(await parts(text, "messages", cuts)).toEqual([
          ...asParts(before),
          ...items(JSON.parse(JSON.stringify(list))),
          ...asParts(after),
        ]);
      },
    ),
  );
});

test("a text that is cut off anywhere gives its whole parts, then an error", async () => {
  const text = '{"channel":{"id":"7"},"messages":[{"a":"]}"},{"b":[1,2]}],"count":2}';
  for (let length = 0; length < text.length; length++) {
    const got: JsonPart[] = [];
    const reading = (async () => {
      for await (const part of readJsonParts(inChunks(text.slice(0, length), [5]), "messages"))
        got.push(part);
    })();
    await expect(reading).rejects.toThrow(SyntaxError);
    expect(got.length).toBe([21, 44, 56].filter((end) => end <= length).length);
  }
  expect(await parts(text, "messages")).toHaveLength(4);
});

test.each([
  "hello",
  '"hello"',
  "[1 2}",
  "{1:2}",
  '{"a" 1}',
  '{"a":}',
  '{"a":1}}',
  "[1]x",
  "[tru]",
  "[}",
  '{"a":1]',
])("%s is no JSON that can be read, and the error does not quote it", async (text) => {
  await expect(parts(text)).rejects.toThrow(/^(?:the text is no JSON|the text is cut off)$/);
});

test("numbers too big for JavaScript come as text, and all others as numbers", async () => {
  expect(await parts('[{"ID": 1143536420341272666, "n": 12}, [1143536420341272667], 1e300, 0.5]')).toEqual(
    items([{ ID: "1143536420341272666", n: 12 }, ["1143536420341272667"], 1e300, 0.5]),
  );
});

describe("a byte-order mark", () => {
  test("is passed over", async () => {
    expect(await parts("\uFEFF[1]")).toEqual(items([1]));
  });
});
