import type { ActionFailure, LadderStep } from "../../../src/core/ports/review.ts";
import type { CaseId, Locale } from "../../../src/core/types.ts";
import { type CommonModerationWords, commonModerationWords } from "../../../src/platform/moderation-words.ts";

/** What Maru says as a moderator on Slack, beside what it says everywhere. Plain text. */
export interface ModerationWords extends CommonModerationWords {
  readonly why: Readonly<Record<ActionFailure, string>>;
  /** Label of the button that shows what is not shown unasked. */
  readonly show: string;
  /** Title of the window that it opens, at most 24 characters. */
  shown(id: CaseId): string;
  /** How many reports or the like there are. */
  count(things: number): string;
  /** Label of the button that sends a form. */
  readonly send: string;
  readonly cancel: string;
  readonly deleteTitle: string;
  readonly deleteQuestion: string;
  /** What was done, told to the author. */
  acted(place: string, done: readonly LadderStep[]): string;
  /** What notifications show of a word to an author, and of a message that stands there again. */
  readonly letter: string;
  readonly copy: string;
  /** Above a message that stands there again. `author`: a name. */
  restored(author: string): string;
  restoredFiles(names: string): string;
  /** `move`: its name. It may still take a second moderator. */
  moved(id: CaseId, move: string): string;
}

const { en, ko } = commonModerationWords;

export const moderationWords: Readonly<Record<Locale, ModerationWords>> = {
  en: {
    ...en,
    why: {
      ...en.why,
      unreachable: "Slack could not be reached, or the author cannot be written to alone",
    },
    show: "Show the message",
    shown: (id) => `Case ${id}`,
    count: (things) => `${things}; “Show the message” shows them`,
    send: "Send",
    cancel: "Cancel",
    deleteTitle: "Delete the message?",
    deleteQuestion: "Nobody can read it any more. If that is undone, a copy is posted.",
    acted: (place, done) => (done.includes("remove") ? en.notice.removed(place) : en.notice.warned(place)),
    letter: "A word from the moderators",
    copy: "Restored by the moderators",
    restored: (author) => `Restored by the moderators. ${author} wrote:`,
    restoredFiles: (names) => `Files that came with it are lost: ${names}`,
    moved: (id, move) => `${id}: noted, “${move}”. The card shows what comes of it.`,
  },
  ko: {
    ...ko,
    why: { ...ko.why, unreachable: "Slack에 연결할 수 없었거나 작성자에게 따로 쓸 수 없어요" },
    show: "메시지 보기",
    shown: (id) => `사건 ${id}`,
    count: (things) => `${things}건, ‘메시지 보기’를 누르면 보여요`,
    send: "보내기",
    cancel: "취소",
    deleteTitle: "메시지를 삭제할까요?",
    deleteQuestion: "이제 아무도 읽을 수 없게 돼요. 되돌리면 사본이 올라와요.",
    acted: (place, done) => (done.includes("remove") ? ko.notice.removed(place) : ko.notice.warned(place)),
    letter: "운영진이 알려 드려요",
    copy: "운영진이 되살린 메시지예요",
    restored: (author) => `운영진이 되살린 메시지예요. ${author} 님이 쓴 글:`,
    restoredFiles: (names) => `함께 올린 파일은 사라졌어요: ${names}`,
    moved: (id, move) => `${id}: ‘${move}’, 받았어요. 결과는 카드에 나와요.`,
  },
};
