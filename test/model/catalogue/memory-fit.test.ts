import { describe, expect, it } from "vitest";
import { memoryFit, memoryNeeded } from "../../../src/model/catalogue/memory-fit.ts";

const KiB = 1024;
const GB = 1e9;
const threeB = { sizeBytes: 2.02 * GB, contextBytesPerToken: 112 * KiB };

describe("memory", () => {
  it("needed is the weights, the context and a working set of 512 MiB", () => {
    expect(memoryNeeded(threeB, 8192)).toBe(2.02 * GB + 8192 * 112 * KiB + 512 * KiB ** 2);
  });

  it("fits beside what runs, is tight when others must give way, and else too big", () => {
    const memory = (totalBytes: number, availableBytes: number) => ({ totalBytes, availableBytes });
    expect(memoryFit(threeB, memory(8 * GB, 6 * GB))).toBe("fits");
    expect(memoryFit(threeB, memory(8 * GB, 3 * GB))).toBe("tight");
    expect(memoryFit(threeB, memory(4 * GB, 4 * GB))).toBe("too-big");
  });

  it("grows with the context that is wanted", () => {
    const memory = { totalBytes: 8 * GB, availableBytes: 6 * GB };
    expect(memoryFit(threeB, memory, 4096)).toBe("fits");
    expect(memoryFit(threeB, memory, 131_072)).toBe("too-big");
  });

  it("is estimated on the safe side for a model whose attention is not known", () => {
    const known = memoryNeeded({ sizeBytes: 4.92 * GB, contextBytesPerToken: 128 * KiB }, 8192) ?? 0;
    const estimated = memoryNeeded({ sizeBytes: 4.92 * GB }, 8192) ?? 0;
    expect(estimated).toBeGreaterThanOrEqual(known);
    expect(estimated).toBeLessThan(known * 1.5);
  });

  it("is unknown for a model of unknown size", () => {
    expect(memoryFit({}, { totalBytes: 8 * GB, availableBytes: 8 * GB })).toBe("unknown");
  });
});
