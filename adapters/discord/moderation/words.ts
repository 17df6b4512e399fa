import type { ActionFailure, LadderStep } from "../../../src/core/ports/review.ts";
import type { CaseId, Locale } from "../../../src/core/types.ts";
import type {
  CommonAnswerWords,
  CommonModerationWords,
  CommonNoticeWords,
} from "../../../src/platform/moderation-words.ts";
import { en } from "./words-en.ts";
import { ko } from "./words-ko.ts";

/**
 * What Maru says as a moderator: on cards, in forms, to authors. Discord Markdown; what comes in from outside (names, places) is
 * given already escaped.
 */
export interface ModerationWords extends CommonModerationWords {
  readonly why: Readonly<Record<ActionFailure, string>>;
  readonly notice: NoticeWords;
  readonly answer: AnswerWords;
}

interface NoticeWords extends CommonNoticeWords {
  /** `place`: where the message stands. */
  acted(place: string, done: readonly LadderStep[], until: string | undefined): string;
  restored(author: string): string;
  restoredFiles(names: string): string;
}

interface AnswerWords extends CommonAnswerWords {
  /** `move`: its name. It may still take a second moderator. */
  done(id: CaseId, move: string): string;
}

export const moderationWords: Readonly<Record<Locale, ModerationWords>> = { en, ko };
