import { describe, expect, test } from "vitest";
import type { Author, Place } from "../../../src/core/types.ts";
import { createPolicies, isOffEverywhere } from "../../../src/moderation/policy/index.ts";
import { general, policiesOf, said, settingsOf } from "./policy-of.ts";

const place = (id: Place["id"], name = "x"): Place => ({ id, name, kind: "channel" });

describe("the policy of a place", () => {
  test("is the base, and shadow mode, where nothing else is said", async () => {
    expect((await policiesOf()).for(general)).toMatchObject({
      mode: "shadow",
      contextMessages: 4,
      twoPersons: false,
      timeoutMs: 600_000,
      retentionMs: 90 * 86_400_000,
      questions: [],
    });
  });

  test.each([
    ["a name", "general", general],
    ["a name with #, in any case", "#GENERAL", general],
    ["an id", "web:general", general],
    ["an id without the platform", "C0123", place("slack:C0123")],
    ["a platform", "discord:*", place("discord:99")],
    ["a Korean name in parts", "잡담".normalize("NFD"), place("web:5", "잡담")],
  ])("is found by %s", async (_, match, where) => {
    const policies = await policiesOf({ places: [{ match: [match], mode: "active" }] });
    expect(policies.for(where).mode).toBe("active");
    expect(policies.for(place("irc:other", "other")).mode).toBe("shadow");
  });

  test("is laid over the base setting by setting, the later entry over the earlier one", async () => {
    const policies = await policiesOf({
      timeoutMinutes: 5,
      categories: { hate: { queue: 0.4 } },
      places: [
        { match: ["web:*"], mode: "active", twoPersons: true, categories: { abuse: {} } },
        { match: ["general"], mode: "off", contextMessages: 0, questions: ["Is it off topic?"] },
      ],
    });
    const policy = policies.for(general);
    expect(policy).toMatchObject({
      mode: "off",
      twoPersons: true,
      contextMessages: 0,
      timeoutMs: 300_000,
      questions: ["Is it off topic?"],
    });
    const found = (category: "hate" | "abuse") =>
      policy.decide(
        {
          part: "text",
          categories: [],
          guard: { probability: 0.45, categories: [category], codes: [] },
          rules: [],
        },
        [],
      ).steps;
    expect([found("hate"), found("abuse")]).toEqual([["log", "queue"], []]);
    expect(policies.for(place("web:random", "random"))).toMatchObject({ mode: "active", contextMessages: 4 });
  });

  test("adds rules to the base's, and takes the place of one of the same name", async () => {
    const rule = (name: string, word: string, steps?: readonly string[]) => ({
      name,
      kind: "words",
      words: [word],
      ...(steps ? { steps } : {}),
    });
    const policies = await policiesOf({
      rules: [rule("a", "one"), rule("b", "two")],
      places: [{ match: ["general"], rules: [rule("b", "two", []), rule("c", "three")] }],
    });
    const matched = (where: Place) =>
      policies
        .for(where)
        .match(said("one two three", { place: where }))
        .map((match) => match.rule);
    expect(matched(general)).toEqual(["a", "c"]);
    expect(matched(place("web:random", "random"))).toEqual(["a", "b"]);
  });
});

test("roles are exempt by name or id, people by id alone, since anybody can take a name", async () => {
  const policies = await policiesOf({ exempt: { roles: ["@Mods", "4711"], people: ["web:7"] } });
  const author = (over: Partial<Author>): Author => ({ id: "web:1", name: "Mina", kind: "person", ...over });
  const { isExempt } = policies.for(general);
  expect(
    [
      author({}),
      author({ roles: ["mods"] }),
      author({ roles: ["other", "4711"] }),
      author({ id: "web:7" }),
      author({ name: "web:7" }),
      author({ name: "Mods" }),
      author({ id: "slack:7" }),
    ].map(isExempt),
  ).toEqual([false, true, true, true, false, false, false]);
});

test("router and guard count in the languages that are named", async () => {
  const policy = (await policiesOf({ places: [{ match: ["general"], languages: ["ko"] }] })).for(general);
  expect([policy.judges("ko"), policy.judges("en")]).toEqual([true, false]);
});

test("equal policies have the same version, however they are written, and others another one", async () => {
  const version = async (policy: unknown) => (await policiesOf(policy)).version;
  const one = await version({ twoPersons: true, categories: { hate: { queue: 0.5, remove: 0.9 } } });
  expect(one).toMatch(/^[0-9a-f]{12}$/);
  expect(
    await version({ categories: { hate: { remove: 0.9, queue: 0.5 } }, twoPersons: true, rules: [] }),
  ).toBe(one);
  expect(await version({ twoPersons: true })).not.toBe(one);
  const settings = settingsOf({ twoPersons: true });
  const reversed = Object.fromEntries(Object.entries(settings).toReversed()) as unknown as typeof settings;
  const budgets = { threshold: () => 0, count() {}, save: async () => {} };
  expect(createPolicies(reversed, { budgets }).version).toBe(await version({ twoPersons: true }));
  const { digest } = createPolicies(settings, { budgets });
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
});

test.each([
  ["nothing is said", {}, false],
  ["the base is off", { mode: "off" }, true],
  [
    "places are off too, or say nothing of it",
    {
      mode: "off",
      places: [
        { match: ["a"], mode: "off" },
        { match: ["b"], twoPersons: true },
      ],
    },
    true,
  ],
  [
    "one place is not",
    {
      mode: "off",
      places: [
        { match: ["a"], mode: "off" },
        { match: ["b"], mode: "shadow" },
      ],
    },
    false,
  ],
  ["only places are", { places: [{ match: ["a"], mode: "off" }] }, false],
])("moderation is off everywhere, or not, where %s", (_, policy, isOff) => {
  expect(isOffEverywhere(settingsOf(policy))).toBe(isOff);
});
