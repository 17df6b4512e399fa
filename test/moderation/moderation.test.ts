import { expect, test } from "vitest";
import type { Message } from "../../src/core/types.ts";
import { createModeration } from "../../src/moderation/index.ts";

const question: Message = {
  id: "web:1",
  thread: "web:general/1",
  startsThread: true,
  place: { id: "web:general", name: "general", kind: "channel" },
  author: { id: "web:ann", name: "Ann", kind: "person" },
  text: "How?",
  mentions: [],
  sentAt: "2025-01-01T00:00:00.000Z",
  link: "/m/1",
};

test("moderation without its parts allows every message", async () => {
  expect(await createModeration().judge(question).verdict).toEqual({ action: "allow" });
});

test("moderation without its parts lets no link of nobody's pass", async () => {
  async function* answer() {
    yield "[here](https://evil.example/?q=secret)";
  }
  const released = createModeration().screen(answer(), { to: question, sources: [] });
  expect((await Array.fromAsync(released)).join("")).toBe("here (`https://evil.example/?q=secret`)");
});
