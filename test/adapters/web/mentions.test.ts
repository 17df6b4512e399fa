import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFindMentions } from "../../../adapters/web/mentions.ts";

const find = createFindMentions([
  { id: "self", name: "Maru", kind: "self" },
  { id: "ann", name: "Ann", kind: "person" },
  { id: "annlee", name: "Ann Lee", kind: "person" },
  { id: "minsu", name: "김민수", kind: "person" },
  { id: "min", name: "김민", kind: "person" },
  { id: "snake", name: "snake_case", kind: "person" },
]);
const ids = (text: string) => find(text).map(({ id }) => id);

describe("a mention", () => {
  test.each([
    ["@maru hello"],
    ["@MARU"],
    ["hello @Maru, are you there?"],
    ["@maru야 안녕"],
    ["@maru에게 물어봐"],
    ["안녕@maru"],
    ["(@maru)"],
    ["**@maru**"],
    ["> @maru"],
    ["- @maru"],
    ["# @maru"],
    ["@maru's"],
    ["thanks @maru."],
    ["@maru...what"],
    ["@@maru"],
    ["`code` @maru"],
    ["| a |\n|---|\n| @maru |"],
  ])("of Maru stands in %j", (text) => {
    expect(ids(text)).toEqual(["self"]);
  });

  test.each([
    ["@maruko"],
    ["@maru2"],
    ["@maru_bot"],
    ["@maru-bot"],
    ["@maru.example"],
    ["me@maru"],
    ["me@maru.example"],
    ["me.@maru"],
    ["`@maru`"],
    ["``a ` @maru``"],
    ["```\n@maru\n```"],
    ["~~~~js\n@maru\n~~~\n@maru"],
    ["> ```\n> @maru"],
    ["    @maru"],
    ["https://chat.example/@maru"],
    ["https://chat.example/?to=x,@maru"],
    ["www.chat.example/a(@maru"],
    ["[@maru](https://chat.example)"],
    ["![@maru](a.png)"],
    ["<https://chat.example/a,@maru>"],
    ["\\@maru"],
    ["@ maru"],
    ["maru"],
    ["@everyone"],
  ])("does not stand in %j", (text) => {
    expect(ids(text)).toEqual([]);
  });

  test("is of the longest name that fits, and each is told once", () => {
    expect(ids("@ann lee and @Ann Lee's friend @ann leeway")).toEqual(["annlee", "ann"]);
    expect(ids("@김민수야 @김민이 @김민")).toEqual(["minsu", "min"]);
    expect(ids("@김민지")).toEqual([]);
    expect(ids("@snake_case")).toEqual(["snake"]);
    expect(ids("@김민수".normalize("NFD"))).toEqual(["minsu"]);
  });

  test("is found in bounded time, whatever the text", () => {
    for (const part of ["@", "@maru ", "[", "`@", "*@maru_", "> ", "@maru`", "www.", "a://", "<@", "\\@"]) {
      const text = part.repeat(Math.floor(16_000 / part.length));
      const start = performance.now();
      find(text);
      expect(performance.now() - start, part).toBeLessThan(2_000);
    }
  });

  test("never fails, and only known ones are found", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("@maru", "`", "\n", "@", "]("))),
        (parts) => {
          for (const { kind } of find(parts.join(""))) expect(kind).toMatch(/self|person/);
        },
      ),
    );
  });
});
