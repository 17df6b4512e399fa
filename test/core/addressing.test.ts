import { expect, test } from "vitest";
import { addressed } from "../../src/core/addressing.ts";
import type { Mention, Message } from "../../src/core/types.ts";
import { bob, FakePlatform, general } from "../fakes/platform.ts";

const message = (mentions: readonly Mention[] = [], more: Partial<Message> = {}): Message => ({
  ...new FakePlatform().post("hello", { place: general, mentions }),
  ...more,
});
const self: Mention = { id: "fake:maru", name: "Maru", kind: "self" };
const toBob: Mention = { id: bob.id, name: "Bob", kind: "person" };
const everyone: Mention = { id: "*", name: "everyone", kind: "group" };

test("a message in a direct place is always for Maru", () => {
  const place = { id: "fake:dm", name: "Maru", kind: "direct" } as const;
  expect(addressed(message([toBob], { place }), false)).toBe("direct");
});

test("a mention is for Maru wherever it stands, also beside other mentions", () => {
  expect(addressed(message([self]), false)).toBe("mention");
  expect(addressed(message([toBob, self]), true)).toBe("mention");
});

test("a reply to Maru's message and a platform's command count as a mention", () => {
  expect(addressed(message([], { repliesToSelf: true }), false)).toBe("mention");
  expect(addressed(message([], { command: "help" }), false)).toBe("mention");
});

test("in Maru's own thread a follow-up needs no mention", () => {
  expect(addressed(message(), true)).toBe("thread");
});

test("in Maru's own thread a message that turns to somebody else, or to everybody, is left alone", () => {
  expect(addressed(message([toBob]), true)).toBe("overheard");
  expect(addressed(message([everyone]), true)).toBe("overheard");
});

test("in Maru's own thread a message that calls a name unknown to the platform is left alone, too", () => {
  expect(addressed(message([], { text: "@Jonas is that right?" }), true)).toBe("overheard");
  expect(addressed(message([], { text: "write to a@b.org" }), true)).toBe("thread");
});

test("anything else is only overheard", () => {
  expect(addressed(message(), false)).toBe("overheard");
  expect(addressed(message([everyone]), false)).toBe("overheard");
});
