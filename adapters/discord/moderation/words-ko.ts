import type { LadderStep } from "../../../src/core/ports/review.ts";
import { commonModerationWords } from "../../../src/platform/moderation-words.ts";
import type { ModerationWords } from "./words.ts";

const common = commonModerationWords.ko;

const actedOn = (place: string, done: readonly LadderStep[], until: string | undefined): string => {
  const time = until === undefined ? "당분간" : `${until}까지`;
  if (!done.includes("timeout")) return common.notice.removed(place);
  return done.includes("remove")
    ? `${place}에 쓰신 메시지가 삭제됐고, ${time} 그 서버에 글을 쓸 수 없어요.`
    : `${place}에 쓰신 메시지 때문에 ${time} 그 서버에 글을 쓸 수 없어요.`;
};

export const ko: ModerationWords = {
  ...common,
  why: {
    ...common.why,
    unreachable: "Discord에 연결할 수 없었거나 작성자가 다이렉트 메시지를 받지 않아요",
  },
  card: {
    ...common.card,
    noText: "*보관 기간이 지나 글이 남아 있지 않아요.*",
    noWords: "*글이 없어요.*",
  },
  notice: {
    ...common.notice,
    acted: actedOn,
    restored: (author) => `-# 운영진이 되살린 메시지예요. ${author} 님이 쓴 글:`,
    restoredFiles: (names) => `-# 함께 올린 파일은 사라졌어요: ${names}`,
  },
  answer: {
    ...common.answer,
    done: (id, move) => `${id}: **${move}**, 받았어요. 결과는 카드에 나와요.`,
  },
};
