import { describe, expect, it } from "vitest";
import { allParts, splitPart } from "../../../src/model/catalogue/split-file.ts";

describe("a split model", () => {
  it("has all its files named by any one of them", () => {
    const parts = ["q/big-00001-of-00003.gguf", "q/big-00002-of-00003.gguf", "q/big-00003-of-00003.gguf"];
    for (const part of parts) expect(allParts(part)).toEqual(parts);
    expect(splitPart("q/big-00002-of-00003.gguf")).toEqual({ stem: "q/big", part: 2, parts: 3 });
  });

  it.each([
    "big.gguf",
    "big-00004-of-00003.gguf",
    "big-00000-of-00003.gguf",
    "big-1-of-3.gguf",
    "big-00001-of-99999.gguf",
  ])("is not what the name %s says", (name) => {
    expect(allParts(name)).toEqual([name]);
  });
});
