import { array, assert as check, property, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { couldChat, parseGlance } from "../../../src/model/gguf/glance.ts";
import { ggufWithKeys } from "../catalogue/fixtures.ts";

describe("the header of a GGUF file", () => {
  it("tells architecture and type", () => {
    const header = ggufWithKeys({
      "general.name": "한국어 모델",
      "general.architecture": "llama",
      "general.type": "model",
    });
    expect(parseGlance(header)).toEqual({ architecture: "llama", type: "model" });
  });

  it("tells what it can where the rest is cut off", () => {
    const whole = ggufWithKeys({ "general.architecture": "qwen3", "general.type": "model" });
    expect(parseGlance(whole.subarray(0, whole.length - 3))).toEqual({ architecture: "qwen3" });
  });

  it("is none without the magic", () => {
    expect(parseGlance(Buffer.from("<!doctype html>"))).toBeUndefined();
    expect(parseGlance(Buffer.alloc(0))).toBeUndefined();
  });

  it("survives any bytes behind the magic", async () => {
    await check(
      property(array(uint8Array({ maxLength: 80 }), { maxLength: 3 }), (pieces) => {
        expect(parseGlance(Buffer.concat([Buffer.from("GGUF"), ...pieces]))).toBeDefined();
      }),
    );
  });

  it("tells chat models from adapters, projectors and embedding models", () => {
    expect(couldChat({ architecture: "llama", type: "model" })).toBe(true);
    expect(couldChat({})).toBe(true);
    expect(couldChat({ architecture: "llama", type: "adapter" })).toBe(false);
    expect(couldChat({ architecture: "clip", type: "mmproj" })).toBe(false);
    expect(couldChat({ architecture: "nomic-bert" })).toBe(false);
  });
});
