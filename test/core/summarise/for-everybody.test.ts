import { expect, test } from "vitest";
import { wishOf } from "../../../src/core/summarise/parse-wish.ts";
import { readForEverybody } from "../../../src/text/for-everybody.ts";

test.each([
  ...["shared", "share", "public", "publicly", "in public", "for everyone", "for all to see"],
  ...["공유", "공유해서", "공개로", "다 같이", "다같이", "모두에게 보이게", "모두가 볼 수 있게"],
])("what has an adapter post a summary for everybody has the core show it to everybody: %s", (words) => {
  expect(readForEverybody(words).isShared).toBe(true);
  expect(wishOf("summarise", words)).toMatchObject({ wish: { audience: "all" } });
});
