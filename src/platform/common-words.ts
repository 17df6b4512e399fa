import type { Locale } from "../core/types.ts";

/** What all platforms say alike. Plain text. */
export interface CommonWords {
  /** Label of the button that stops an answer. */
  readonly stop: string;
  readonly notStored: string;
}

export const commonWords: Readonly<Record<Locale, CommonWords>> = {
  en: {
    stop: "Stop",
    notStored:
      "I could not take your message in, so I will not answer it. Please send it again in a few minutes.",
  },
  ko: {
    stop: "중단",
    notStored: "메시지를 받아 두지 못해서 답하지 않을 거예요. 몇 분 뒤에 다시 보내 주세요.",
  },
};
