import type { ReplyStatus } from "../core/ports/chat-adapter.ts";
import type { Locale } from "../core/types.ts";
import { progressInWords } from "../text/progress-in-words.ts";

/** How a platform says where a question stands before the first word of its answer. */
export interface StatusWords {
  readonly thinking: string;
  readonly loading: string;
  readonly summarising: string;
  /** @param before what waits before it, e.g. "3 questions before yours, about 2 min" */
  queued(before: string): string;
}

/** Where a question stands, in the words of the platform. */
export function statusText(
  status: ReplyStatus,
  locale: Locale,
  words: Readonly<Record<Locale, StatusWords>>,
): string {
  switch (status.state) {
    case "queued":
      return words[locale].queued(before[locale](status.ahead, status.etaMs));
    case "loading":
      return words[locale].loading;
    case "thinking":
      return words[locale].thinking;
    case "summarising":
      return status.progress === undefined
        ? words[locale].summarising
        : `${words[locale].summarising} (${progressInWords(status.progress, locale)})`;
    default:
      return status satisfies never;
  }
}

const minutes = (etaMs: number) => Math.max(1, Math.round(etaMs / 60_000));

const before: Readonly<Record<Locale, (ahead: number, etaMs: number | undefined) => string>> = {
  en: (ahead, etaMs) =>
    `${ahead} ${ahead === 1 ? "question" : "questions"} before yours${etaMs === undefined ? "" : `, about ${minutes(etaMs)} min`}`,
  ko: (ahead, etaMs) =>
    `앞에 질문 ${ahead}개가 있어요${etaMs === undefined ? "" : ` (약 ${minutes(etaMs)}분)`}`,
};
