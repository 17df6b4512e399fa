import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { messageDigest, wordsDigest } from "../../../src/moderation/audit/index.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("digests of words are what docs/review.md says that anybody can check", () => {
  const said = {
    id: "web:general/1",
    thread: "web:general/1",
    startsThread: true,
    place: { id: "web:general", name: "general", kind: "channel" },
    author: { id: "web:p1", name: "누리", kind: "person" },
    text: 'a "word"',
    mentions: [],
    sentAt: "2026-01-01T00:00:00.000Z",
    link: "/1",
  } as const;
  expect(messageDigest("salt", said)).toBe(sha256('salt {"author":"누리","text":"a \\"word\\""}'));
  const whole = { ...said, threadTitle: "Title", fileNames: ["a.png"] };
  expect(messageDigest("salt", whole)).toBe(
    sha256('salt {"author":"누리","fileNames":["a.png"],"text":"a \\"word\\"","threadTitle":"Title"}'),
  );
  expect(wordsDigest("salt", "a reason")).toBe(sha256('salt "a reason"'));
});
