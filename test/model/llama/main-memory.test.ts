import { expect, it } from "vitest";
import { mainMemory } from "../../../src/model/llama/main-memory.ts";

const GB = 1e9;
const machine = (limit: number) => ({
  totalmem: () => 64 * GB,
  freemem: () => 40 * GB,
  constrainedMemory: () => limit,
});

it("in a container there is no more memory than its limit", () => {
  expect(mainMemory(machine(4 * GB))).toEqual({ totalBytes: 4 * GB, availableBytes: 4 * GB });
  expect(mainMemory(machine(48 * GB))).toEqual({ totalBytes: 48 * GB, availableBytes: 40 * GB });
});

it.each([
  ["no limit", 0],
  ["a limit beyond all there is, as Linux says it", 2 ** 64],
])("with %s it is the machine's", (_, limit) => {
  expect(mainMemory(machine(limit))).toEqual({ totalBytes: 64 * GB, availableBytes: 40 * GB });
});

it("what it says of this machine is plausible", () => {
  const { totalBytes, availableBytes } = mainMemory();
  expect(availableBytes).toBeGreaterThan(0);
  expect(totalBytes).toBeGreaterThanOrEqual(availableBytes);
});
