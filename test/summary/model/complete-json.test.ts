import { expect, test } from "vitest";
import { completeJson } from "../../../src/summary/model/complete-json.ts";

const whole = { a: [{ text: 'x "]}" \\' }, { text: "y" }], b: [{ text: "z", sources: [1, 2] }] };

test("a whole text is read as it is", () => {
  expect(completeJson(JSON.stringify(whole))).toEqual(whole);
  expect(completeJson(JSON.stringify(whole, null, 4))).toEqual(whole);
});

test("of a text that was cut anywhere, the items that are complete are read", () => {
  const text = JSON.stringify(whole);
  for (let end = 0; end < text.length; end++) {
    const read = completeJson(text.slice(0, end)) as Partial<typeof whole> | undefined;
    expect(whole.a.slice(0, read?.a?.length ?? 0)).toEqual(read?.a ?? []);
    expect(whole.b.slice(0, read?.b?.length ?? 0)).toEqual(read?.b ?? []);
  }
  expect(completeJson(text.slice(0, text.indexOf('"y"')))).toEqual({ a: [whole.a[0]] });
  expect(completeJson(text.slice(0, text.indexOf('"z"')))).toEqual({ a: whole.a });
});

test("what is none is nothing", () => {
  for (const text of ["", "Sure!", '{"a": [', "]", "}{"]) expect(completeJson(text)).toBeUndefined();
});
