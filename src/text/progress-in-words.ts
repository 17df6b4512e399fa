/** How far something has come that is read part by part; the core's `SummaryProgress`, which this room may not import. */
interface Progress {
  readonly step: "reading" | "merging";
  readonly done: number;
  readonly of?: number;
  readonly remainingMs?: number;
}

/** How far a summary has come, in words: "chunk 7 of 23, about 50 s". */
export function progressInWords({ step, done, of, remainingMs }: Progress, locale: "en" | "ko"): string {
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
