import { array, assert as check, property, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { couldChat, parseGgufHeader } from "../../../src/model/catalogue/gguf-header.ts";
import { ggufWithKeys } from "./fixtures.ts";

describe("the header of a GGUF file", () => {
  it("tells architecture and type", () => {
    const header = ggufWithKeys({
      "general.name": "한국어 모델",
      "general.architecture": "llama",
      "general.type": "model",
    });
    expect(parseGgufHeader(header)).toEqual({ architecture: "llama", type: "model" });
  });

  it("tells what it can where the rest is cut off", () => {
    const whole = ggufWithKeys({ "general.architecture": "qwen3", "general.type": "model" });
    expect(parseGgufHeader(whole.subarray(0, whole.length - 3))).toEqual({ architecture: "qwen3" });
  });

  it("is none without the magic", () => {
    expect(parseGgufHeader(Buffer.from("<!doctype html>"))).toBeUndefined();
    expect(parseGgufHeader(Buffer.alloc(0))).toBeUndefined();
  });

  it("survives any bytes behind the magic", async () => {
    await check(
      property(array(uint8Array({ maxLength: 80 }), { maxLength: 3 }), (pieces) => {
        expect(parseGgufHeader(Buffer.concat([Buffer.from("GGUF"), ...pieces]))).toBeDefined();
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
