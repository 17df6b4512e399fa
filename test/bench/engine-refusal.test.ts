import { expect, test } from "vitest";
import { refusal } from "../../bench/engine/refusal.ts";

const measured = { streams: ["135m", "1b"], reuse: ["135m"] } as const;
const refused = (asked: {
  named?: readonly string[];
  shapes?: readonly string[];
  threads?: string;
}): string | undefined => refusal({ named: [], shapes: [], threads: "2", measured, ...asked });

test("what can be measured is not refused", () => {
  expect(refused({})).toBeUndefined();
  expect(refused({ named: ["reuse", "streams"], threads: "4" })).toBeUndefined();
  // All parts: those that are measured on it.
  expect(refused({ shapes: ["1b"] })).toBeUndefined();
  expect(refused({ named: ["reuse", "streams"], shapes: ["135m", "1b"] })).toBeUndefined();
});

test("parts and shapes that there are not are refused with those that there are", () => {
  expect(refused({ named: ["stream"] })).toBe("There are these parts: streams, reuse.");
  expect(refused({ shapes: ["2b"] })).toBe('There is no shape "2b", but these: 135m, 1b.');
});

test("a part is refused on shapes on which it is not measured", () => {
  expect(refused({ named: ["streams", "reuse"], shapes: ["1b"] })).toBe(
    "reuse is not measured on 1b, only on 135m.",
  );
  expect(refused({ named: ["reuse"], shapes: ["135m", "1b"] })).toBe("None of reuse is measured on 1b.");
});

test.each(["abc", "0", "-1", "1.5", ""])("--threads %j is refused", (threads) => {
  expect(refused({ threads })).toBe(
    `--threads takes a whole number from 1 to 999, not ${JSON.stringify(threads)}.`,
  );
});
