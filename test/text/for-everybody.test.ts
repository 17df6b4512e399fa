import { expect, test } from "vitest";
import { readForEverybody } from "../../src/text/for-everybody.ts";

test.each([
  ["shared", ""],
  ["Shared, short", "short"],
  ["last 20 for everyone to see", "last 20"],
  ["in public since yesterday", "since yesterday"],
  ["publicly!", ""],
  ["share for all", ""],
  ["공유", ""],
  ["다 같이", ""],
  ["다같이 짧게", "짧게"],
  ["모두에게 보이게 짧게", "짧게"],
  ["짧게 모두가 볼 수 있게", "짧게"],
  ["어제부터 공개로".normalize("NFD"), "어제부터"],
  ["from http://127.0.0.1:7227/#/public/1 shared", "from http://127.0.0.1:7227/#/public/1"],
])("for everybody is: %s", (text, rest) => {
  expect(readForEverybody(text)).toEqual({ isShared: true, rest });
});

test.each([
  "",
  "short",
  "private",
  "비공개로",
  "모두의 글",
  "publication",
  "#public",
  "since the share-price talk",
  "from http://127.0.0.1:7227/#/public/1",
  "from <http://chat.example/public>",
  "from http://chat.example/공유",
  "from [what is public here](http://chat.example/1)",
])("for the person alone is: %s", (text) => {
  expect(readForEverybody(text)).toEqual({ isShared: false, rest: text });
});
