import { expect, test } from "vitest";
import { unverifiedIn } from "../../../src/summary/model/unverified.ts";

const names = ["Ann", "Bob Smith", "김민수", "Al"];
const unverified = (claim: string, text: string) => unverifiedIn(claim, { text, names });

test("what the messages have is verified", () => {
  expect(unverified("Ann deploys v2.1 on Friday at 3:00.", "Ann: i'll deploy V2.1 friday 3:00")).toEqual([]);
  expect(unverified("김민수님이 3월 5일까지 정리해요.", "김민수: 3월 5일까지 정리할게요")).toEqual([]);
  expect(unverified("It costs 12,500 won for 3 people.", "Ann: 12500 won, three people")).toEqual([]);
  expect(unverified("Deployment was blocked.", "Ann: deploy blocked")).toEqual([]);
  expect(unverified("The API timed out.", "Bob Smith: api timeouts again, it timed out")).toEqual([]);
});

test("numbers that they do not have are told", () => {
  expect(unverified("It costs 12,600 won.", "Ann: 12500 won")).toEqual(["12,600"]);
  expect(unverified("Nine of 10 agreed.", "Ann: 10 of us met")).toEqual(["Nine"]);
  expect(unverified("5월 7일에 만나요.", "5월 8일에 만나요")).toEqual(["7"]);
  expect(unverified("Port 80.", "Ann: port 8080")).toEqual(["80"]);
});

test("names that they do not have are told", () => {
  expect(unverified("Ann and Bob Smith agreed.", "Ann: agreed")).toEqual(["Bob Smith", "Bob", "Smith"]);
  expect(unverified("They moved to Berlin.", "Ann: we moved")).toEqual(["Berlin"]);
  expect(unverified("Carol will write it.", "Ann: someone writes it")).toEqual(["Carol"]);
  expect(unverified("김민수가 맡아요. 박지훈 님도요.", "이영희: 제가 맡아요")).toEqual(["김민수", "박지훈"]);
  expect(unverified("The fix is in parse_header and XmlReader.", "Ann: fixed the parser")).toEqual([
    "parse_header",
    "XmlReader",
  ]);
});

test("a name is no part of another word", () => {
  expect(unverified("All is well, also in Alabama.", "Ann: all well in Alabama")).toEqual([]);
  expect(unverified("Al is well.", "Ann: all well in Alabama")).toEqual(["Al"]);
});
