import { expect, test } from "vitest";
import { speaksOf } from "../../src/summary/names-of-people.ts";

test.each([
  ["Ed", "Ed decided it."],
  ["Ed", "That is up to ed."],
  ["Ed", "Ed's plan, and @Ed agrees."],
  ["Ed", "그건 Ed님이 해요."],
  ["Bob Smith", "Bob Smith said so."],
  ["Bob Smith", "Bob said so."],
  ["Will", "Will writes it."],
  ["J", "J signs it."],
  ["민수", "민수님에게는 말했어요."],
  ["민수", "민수가 정했어요."],
  ["민수", "그건 민수팀장님이 알아요."],
  ["김민수", "민수 씨가 할 거예요."],
  ["김민수", "김민수이랑 이야기했어요."],
  ["준", "준이 맡았어요."],
  ["ＥＤ", "ed did."],
])("%s is spoken of in “%s”", (name, text) => {
  expect(speaksOf(text, [name])).toBe(true);
});

test.each([
  ["Ed", "They decided and tested it, edited by hand."],
  ["Bob Smith", "The bob of a pendulum, a blacksmith."],
  ["Will", "The team will decide."],
  ["I", "In April it is done, i.e. soon."],
  ["J", "The json is j."],
  ["민수", "민수기라는 책이에요."],
  ["이수", "교육을 이수하세요."],
  ["준", "준비는 기준대로 해요."],
  ["", "Nobody."],
  ["c++", "see C"],
])("%s is not spoken of in “%s”", (name, text) => {
  expect(speaksOf(text, [name])).toBe(false);
});
