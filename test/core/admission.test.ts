import { expect, test } from "vitest";
import { admittedPlaces } from "../../src/core/admission.ts";

test.each(["random", "#random", "Random", "C012", "slack:C012"])(
  "the place that config calls %s is the one that is denied",
  (name) => {
    const mayAnswerIn = admittedPlaces({ places: { allow: [], deny: [name] } });
    expect(mayAnswerIn({ id: "slack:C012", name: "random", kind: "channel" })).toBe(false);
    expect(mayAnswerIn({ id: "slack:C013", name: "general", kind: "channel" })).toBe(true);
    expect(mayAnswerIn({ id: "slack:C012", name: "random", kind: "direct" })).toBe(true);
  },
);
