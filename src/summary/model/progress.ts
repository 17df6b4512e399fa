import type { Locale } from "../../core/types.ts";

/** How far a summary has come. */
export interface SummaryProgress {
  /** `merging`: all is read, and what was found is joined. */
  readonly step: "reading" | "merging";
  /** Chunks read, or merges made. */
  readonly done: number;
  /** Of so many; an estimate as long as messages are still coming, and absent where nobody knows how many come. */
  readonly of?: number;
  /** Until the summary is there, by the time that the chunks so far took. */
  readonly remainingMs?: number;
}

export interface ProgressOptions {
  readonly onProgress: (progress: SummaryProgress) => void;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly parallel: number;
}

/** Measures how long chunks take, and tells. */
export interface ProgressMeter {
  /** Tells that so many of so many are done. */
  tell(step: SummaryProgress["step"], done: number, of: number | undefined): void;
  /** Does one piece of work, and learns from it how long one takes. */
  timed<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** So many partial summaries are joined at a time, roughly. */
const JOINED = 4;

export function createProgressMeter({ onProgress, now, parallel }: ProgressOptions): ProgressMeter {
  let pieces = 0;
  let tookMs = 0;

  function remaining(step: SummaryProgress["step"], left: number, of: number): number {
    const merges = step === "reading" && of > 1 ? Math.ceil(of / JOINED) : 0;
    return Math.round((tookMs / pieces) * (Math.ceil(left / parallel) + Math.ceil(merges / parallel)));
  }

  return {
    tell(step, done, of) {
      onProgress({
        step,
        done,
        ...(of === undefined ? {} : { of }),
        ...(of === undefined || pieces === 0 ? {} : { remainingMs: remaining(step, of - done, of) }),
      });
    },
    async timed(work) {
      const began = now();
      const result = await work();
      tookMs += now() - began;
      pieces++;
      return result;
    },
  };
}

/** The same in words: "chunk 7 of 23, about 50 s". */
export function progressInWords({ step, done, of, remainingMs }: SummaryProgress, locale: Locale): string {
  const nth = of === undefined ? done + 1 : Math.min(done + 1, of);
  const parts = {
    en: {
      at: step === "merging" ? "joining" : "chunk",
      all: of === undefined ? `${nth}` : `${nth} of ${of}`,
      left: (time: string) => `, about ${time}`,
      seconds: "s",
      minutes: "min",
    },
    ko: {
      at: step === "merging" ? "합치는 중" : "읽는 중",
      all: of === undefined ? `${nth}번째 부분` : `${of}개 중 ${nth}번째 부분`,
      left: (time: string) => `, 약 ${time} 남았어요`,
      seconds: "초",
      minutes: "분",
    },
  }[locale];
  return `${parts.at} ${parts.all}${remainingMs === undefined ? "" : parts.left(inWords(remainingMs, parts))}`;
}

function inWords(ms: number, { seconds, minutes }: { seconds: string; minutes: string }): string {
  const space = seconds === "s" ? " " : "";
  const whole = Math.ceil(ms / 1000);
  if (whole < 10) return `${Math.max(1, whole)}${space}${seconds}`;
  if (whole <= 90) return `${Math.round(whole / 10) * 10}${space}${seconds}`;
  return `${Math.round(whole / 60)}${space}${minutes}`;
}
