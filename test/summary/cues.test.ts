import { describe, expect, test } from "vitest";
import { actionIn } from "../../src/summary/extractive/action.ts";
import { isCourtesy, isThanks } from "../../src/summary/extractive/courtesy.ts";
import { isAgreement, isDecision } from "../../src/summary/extractive/cues.ts";
import { dueIn } from "../../src/summary/extractive/due.ts";

test.each([
  "We decided to postpone the release.",
  "so we agreed on Postgres",
  "Let's go with option B.",
  "ok, we'll stick with npm",
  "Decision: no deploys on Fridays",
  "#agreed the freeze begins on Monday",
  "It was agreed that the budget stays as it is.",
  "The committee has approved it; the motion is carried.",
  "월요일에 배포하기로 했습니다.",
  "예산안을 확정했습니다",
  "그럼 B안으로 가시죠",
  "결정: 금요일 배포 금지",
  "회의는 3시로 정했어요",
])("a decision: %s", (sentence) => {
  expect(isDecision(sentence)).toBe(true);
});

test.each([
  "We need to decide by Monday.",
  "so I decided to reinstall it",
  "that is what they chose",
  "Have we decided on the name?",
  "We haven't agreed yet.",
  "I am not sure whether we agreed on that",
  "the deploy failed again",
  "Let's see.",
  "We agreed with him.",
  "아직 결정하지 못했어요",
  "언제 배포할지 결정해야 해요",
  "아직 남은 결정: 없음",
  "확정이 필요해요",
])("no decision: %s", (sentence) => {
  expect(isDecision(sentence)).toBe(false);
});

test.each([
  "+1",
  "agreed",
  "Sounds good!",
  "bob: works for me",
  "yes please",
  "동의합니다",
  "좋아요",
  "네, 그렇게 해요",
])("a yes: %s", (text) => expect(isAgreement(text)).toBe(true));
test.each(["agreed?", "yesterday it worked", "okonomiyaki for lunch", "네이버에서 찾았어요", "no"])(
  "no yes: %s",
  (text) => expect(isAgreement(text)).toBe(false),
);

test.each([
  "좋아요",
  "감사합니다",
  "넵 알겠습니다!",
  "민수님, 정말 감사합니다 ㅠㅠ",
  "수고 많으셨습니다~",
  "안녕하세요 여러분",
  "좋은 하루 보내세요",
  "좋을 것 같아요",
  "와 대박 ㅋㅋㅋ",
  "내일 봬요",
  "Good morning everyone!",
  "@bob thanks so much!",
  "bob: sounds good to me 👍",
  "Have a nice weekend, all",
])("nothing but courtesy: %s", (sentence) => expect(isCourtesy(sentence)).toBe(true));
test.each([
  "좋아요 버튼이 안 눌려요",
  "감사 일정이 바뀌었어요",
  "내일 좋아요",
  "확인 버튼이 없어요",
  "안녕하세요, 배포가 월요일로 바뀌었어요",
  "Hi, the server is down",
  "ok, 3pm then",
  "good luck charm shop",
])("more than courtesy: %s", (sentence) => expect(isCourtesy(sentence)).toBe(false));

test.each<[string, boolean]>([
  ["Thanks for the quick fix, Bob!", true],
  ["빠르게 고쳐 주셔서 정말 감사합니다", true],
  ["덕분에 감사해요", true],
  ["Thanks to the new disk the backup runs again", false],
  ["내일까지 보내 주시면 감사하겠습니다", false],
  ["감사 일정이 바뀌었어요", false],
])("thanks: %s → %s", (sentence, expected) => expect(isThanks(sentence, 6)).toBe(expected));

test.each([
  ["I'll send it by Friday", "Friday"],
  ["please review before tomorrow 3pm", "tomorrow 3pm"],
  ["due on 2026-03-05, no later", "2026-03-05"],
  ["until the end of the month", undefined],
  ["done by March 5th?", "March 5th"],
  ["by next Tuesday morning", "next Tuesday morning"],
  ["finish it by the 3rd of May", "the 3rd of May"],
  ["금요일까지 정리할게요", "금요일까지"],
  ["3월 5일까지 보내 주세요", "3월 5일까지"],
  ["내일 오후 3시까지 부탁드려요", "내일 오후 3시까지"],
  ["다음 주 월요일 전까지", "다음 주 월요일 전까지"],
  ["by the way", undefined],
  ["it was stable before 12.04", undefined],
  ["send it before 3/12, please", "3/12"],
  ["bis 1.2., I mean by 1.2.2026", "1.2.2026"],
  ["서울까지 갔어요", undefined],
  ["stand by me", undefined],
])("until when: %s → %s", (sentence, due) => {
  expect(dueIn(sentence)).toBe(due);
});

describe("who is to do something", () => {
  const people = new Map([
    ["bob", "log:bob"],
    ["ann", "log:ann"],
    ["민수", "log:민수"],
  ] as const);
  const heard = (sentence: string, to?: "log:bob") =>
    actionIn(sentence, { author: "log:ann", people, ...(to ? { to } : {}) });

  test.each<[string, object]>([
    ["I'll send the minutes by Friday.", { owner: "log:ann", due: "Friday", plain: true }],
    ["I will check the logs tomorrow", { owner: "log:ann", due: "tomorrow", plain: true }],
    ["let me look into it", { owner: "log:ann", plain: false }],
    ["Bob will update the docs before Monday", { owner: "log:bob", due: "Monday", plain: true }],
    ["TODO: write the migration", { plain: true }],
    ["#action Bob to write the minutes", { owner: "log:bob", plain: true }],
    ["Action item: Bob to book the room", { owner: "log:bob", plain: true }],
    ["제가 금요일까지 정리할게요", { owner: "log:ann", due: "금요일까지", plain: true }],
    ["문서는 제가 올리겠습니다.", { owner: "log:ann", plain: false }],
    ["민수님이 서버 점검을 담당하기로 했어요", { owner: "log:민수", plain: false }],
  ])("%s", (sentence, action) => {
    expect(heard(sentence)).toEqual(action);
  });

  test.each<[string, object]>([
    ["bob: could you review the patch?", { owner: "log:bob", plain: false }],
    ["@bob please send the slides by 5pm", { owner: "log:bob", due: "5pm", plain: true }],
    ["@bob 롤백 스크립트도 확인해 주세요", { owner: "log:bob", plain: false }],
  ])("said to somebody: %s", (sentence, action) => {
    expect(heard(sentence, "log:bob")).toEqual(action);
  });

  test.each([
    "could you review the patch?",
    "maybe I'll check it",
    "I'll be there",
    "action: thank you",
    "the script will update itself",
    "Carol will send it",
    "저도 잘 모르겠습니다",
    "그러게요",
  ])("nobody: %s", (sentence) => {
    expect(heard(sentence)).toBeUndefined();
  });
});
