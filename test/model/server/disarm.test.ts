import fc from "fast-check";
import { expect, it } from "vitest";
import { createDisarm, disarmFully } from "../../../src/model/server/disarm.ts";

const MARKS = [
  "<|im_end|>",
  "{@end@}",
  "[|user|]",
  "<tool_call>",
  "[gMASK]",
  "<start_of_image>",
  "</s>",
  "<turn|>",
  "[IMG]",
];

it("no mark is left whole, however people nest them, and doing it twice changes nothing more", () => {
  const disarm = createDisarm(["{@end@}", " ", ""]);
  const parts = fc.constantFrom(
    ...MARKS,
    ...MARKS.flatMap((mark) => [mark.slice(0, 3), mark.slice(3)]),
    " ",
    "a",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (list) => {
      const disarmed = disarm(list.join(""));
      for (const mark of MARKS) expect(disarmed).not.toContain(mark);
      expect(disarm(disarmed)).toBe(disarmed);
    }),
  );
});

it("what is only judged keeps no tag and no word in square brackets whole", () => {
  expect(disarmFully("a <b> [x](y) [INST] foo </s> <새로운> a < b, x[0] [ ]")).toBe(
    "a < b> [ x](y) [ INST] foo < /s> < 새로운> a < b, x[0] [ ]",
  );
});
