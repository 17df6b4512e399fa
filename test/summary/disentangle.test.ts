import { expect, test } from "vitest";
import { disentangle } from "../../src/summary/disentangle.ts";
import { said } from "./said.ts";

const conversations = (messages: Parameters<typeof disentangle>[0]) =>
  disentangle(messages).map(({ conversation }) => conversation);

/** So many people greet each other at once that the place is busy. */
const crowd = Array.from({ length: 9 }, (_, at) => `person${at}: what is the number ${at} about`);

test("where few speak, what follows goes on from what was said before", () => {
  expect(conversations(said(["ann: shall we move it?", "bob: where to?", "ann: next week"]))).toEqual([
    0, 0, 0,
  ]);
});

test("a long silence ends a conversation", () => {
  expect(conversations(said(["ann: done for today", "bob: next matter"], 45))).toEqual([0, 1]);
});

test("a reply goes on from what it replies to, however long ago that was", () => {
  const messages = said(["ann: which port?", "bob: unrelated", ["cid: 8080", { replyTo: "log:1" }]], 45);
  expect(disentangle(messages)[2]).toEqual({ conversation: 0, follows: 0 });
});

test("messages of one thread belong together", () => {
  const messages = said(
    [
      ["ann: a", { thread: "log:t1" }],
      ["bob: b", { thread: "log:t2" }],
      ["cid: c", { thread: "log:t1" }],
    ],
    45,
  );
  expect(conversations(messages)).toEqual([0, 1, 0]);
});

test("a quoted line leads back to who wrote it", () => {
  const messages = said(
    ["ann: the release slips by a week", "bob: lunch?", "cid: > the release slips by a week\nwhy?"],
    45,
  );
  expect(conversations(messages)).toEqual([0, 1, 0]);
});

test.each([
  ["name: …", "zoe: person3: it is a door"],
  ["name, …", "zoe: person3, it is a door"],
  ["@name …", "zoe: I think @Person3 means the door"],
])("in a busy channel whoever is spoken to by name (%s) is answered", (_, line) => {
  const turns = disentangle(said([...crowd, line]));
  expect(turns[9]).toEqual({ conversation: turns[3]?.conversation, follows: 3, to: "log:person3" });
});

test("in a busy channel people go on with what they were at, and newcomers begin something of their own", () => {
  const turns = disentangle(said([...crowd, "person2: and where is it", "new: hello all"]));
  expect(turns[9]?.follows).toBe(2);
  expect(turns[10]?.follows).toBeUndefined();
});

test("a Korean name is heard without the family name, and with 님", () => {
  const turns = disentangle(
    said(["김민수: 배포 언제 해요?", "이서연: @민수님 월요일이요", "박지훈: 민수, 확인했어요"]),
  );
  expect(turns.map(({ to }) => to)).toEqual([undefined, "log:김민수", "log:김민수"]);
});

test("a first name that two people bear names neither", () => {
  const [, , turn] = disentangle(said(["Ann Lee: hi there", "Ann Kim: hello there", "Bob: @Ann see above"]));
  expect(turn?.to).toBeUndefined();
});
