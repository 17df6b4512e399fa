import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { setInYaml } from "../../src/config/index.ts";

const path = ["moderation", "policy", "categories", "hate", "queue"];

test("a number is changed where it stands, and not a letter beside it", () => {
  const text = [
    "# ours",
    "moderation:   # see the wiki",
    "    policy:",
    "        categories:",
    "            hate: {queue:   0.5, remove: 0.9}   # agreed on Monday",
    "            abuse: [  1 ]",
    "",
  ].join("\n");
  expect(setInYaml(text, [{ path, value: 0.71 }])).toBe(text.replace("0.5", "0.71"));
});

test.each([
  ["", ""],
  ["# only a comment\n", "# only a comment\n"],
  ["moderation:\n", ""],
  ["queue:\n  waiting: 5 # few\n", "queue:\n  waiting: 5 # few\n"],
  ["moderation:\n  # why\n  router: true # keep\n", "moderation:\n  # why\n  router: true # keep\n"],
])("groups that are not there are made, and comments stay: %j", (text, kept) => {
  const changed = setInYaml(text, [{ path, value: 0.71 }]);
  expect(changed).toContain(kept);
  expect(changed).toMatch(/ {2}policy:\n {4}categories:\n {6}hate:\n {8}queue: 0\.71\n$/);
});

test("a list is appended to", () => {
  const text = "places:\n  # the rough one\n  - match: [random]\n";
  expect(setInYaml(text, [{ path: ["places", 1], value: { match: ["web:x"] } }])).toBe(
    "places:\n  # the rough one\n  - match: [ random ]\n  - match:\n      - web:x\n",
  );
});

test.each([
  "moderation:\n  policy:\n    categories:\n      hate: &strict { queue: 0.5 }\n      abuse: *strict\n",
  "moderation:\n  policy:\n    categories:\n      abuse: &strict { queue: 0.5 }\n      hate: *strict\n",
])("nothing is changed where more would change with it: %j", (text) => {
  expect(setInYaml(text, [{ path, value: 0.71 }])).toBeUndefined();
});

test("whatever stands there, what was asked for changes and nothing else", () => {
  const numbers = fc.double({ min: 0.01, max: 1, noNaN: true });
  const ladders = fc.dictionary(
    fc.constantFrom("hate", "abuse", "spam"),
    fc.record({ queue: numbers, remove: numbers }),
  );
  const files = fc.record({
    moderation: fc.record({ policy: fc.record({ categories: ladders }) }),
    // As JSON has it: without -0.
    queue: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
  });
  fc.assert(
    fc.property(files, numbers, fc.boolean(), (data, value, flow) => {
      const text = stringify(data, { collectionStyle: flow ? "flow" : "block" });
      const before = JSON.parse(JSON.stringify(parse(text)));
      const { hate } = before.moderation.policy.categories;
      before.moderation.policy.categories.hate = { ...hate, queue: value };
      expect(parse(setInYaml(text, [{ path, value }]) ?? "")).toEqual(before);
    }),
    { numRuns: 100 },
  );
});
