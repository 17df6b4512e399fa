import type { Since } from "./since.ts";
import type { Wish } from "./wish.ts";

/** A piece of what people write, and what it says. It is looked for at one place of the text, in lower case. */
export interface Phrase {
  readonly pattern: RegExp;
  /** Absent: it says nothing, and is only there to be polite or to make a sentence. */
  readonly says?: (groups: readonly (string | undefined)[]) => Partial<Wish> | undefined;
}

const MINUTE_MS = 60_000;
const unitMs: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  분: MINUTE_MS,
  h: 60 * MINUTE_MS,
  시: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
  일: 24 * 60 * MINUTE_MS,
  w: 7 * 24 * 60 * MINUTE_MS,
  주: 7 * 24 * 60 * MINUTE_MS,
};
const ago = (count: string | undefined, unit: string | undefined): { since: Since } => ({
  since: { agoMs: Number(count) * (unitMs[unit?.[0] ?? "d"] as number) },
});
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const koreanWeekdays = "일월화수목금토";
/** Minutes of the day. `undefined`: no time of a day. */
function minutesOf(hours: string | undefined, minutes: string | undefined): number | undefined {
  const [hour, minute] = [Number(hours), Number(minutes ?? 0)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}
function at(since: Since, hours: string | undefined, minutes: string | undefined): Partial<Wish> | undefined {
  if (hours === undefined) return { since };
  const time = minutesOf(hours, minutes);
  return time === undefined ? undefined : { since: { ...since, minutes: time } as Since };
}

const UNITS = "(m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)";
/** An address: bare, in angle brackets, or as a Markdown link. A bare one ends before a Korean ending and before punctuation. */
const LINK = String.raw`(?:<(https?://[^\s<>]+)>|\[[^\]\n]*\]\((https?://[^\s()]+)\)|(https?://[^\s<>()\p{Script=Hangul}]*[^\s<>()\p{Script=Hangul}.,!?]))`;
/** Where an English word ends. */
const END = String.raw`(?![\p{L}\p{N}])`;

const english = (source: string, says?: Phrase["says"]): Phrase => phrase(`${source}${END}`, says);
/** Korean endings are part of the pattern; what follows a word without a space is none of ours. */
const korean = (source: string, says?: Phrase["says"]): Phrase => phrase(`${source}(?=[\\s.,!?~]|$)`, says);

function phrase(source: string, says?: Phrase["says"]): Phrase {
  return { pattern: new RegExp(source, "uy"), ...(says && { says }) };
}

/** What names the command itself. */
export const commandPhrases: readonly Phrase[] = [
  english("(?:summari[sz]e|summary|sum up|tl;?dr|recap)", () => ({ command: "summarise" })),
  english("(?:catch ?-?up|catch me up|what did i miss)", () => ({ command: "catchup" })),
  korean("요약(?:해 ?(?:줘요?|주세요|줄래요?)|하기|본)?", () => ({ command: "summarise" })),
  korean("정리(?:해 ?(?:줘요?|주세요|줄래요?))", () => ({ command: "summarise" })),
  korean("따라잡기", () => ({ command: "catchup" })),
  korean(
    "(?:놓친|밀린|못 ?본) ?(?:것|거|이야기|얘기|대화|글|메시지)?(?:[을를]|만)?(?: ?(?:알려|보여|요약해|정리해) ?(?:줘요?|주세요))?",
    () => ({ command: "catchup" }),
  ),
];

/** What says more of it. */
export const wishPhrases: readonly Phrase[] = [
  english("(?:short(?:ly)?|brief(?:ly)?|in short|in brief)", () => ({ length: "short" })),
  english("(?:long|detailed|in detail|at length)", () => ({ length: "long" })),
  english("medium", () => ({ length: "medium" })),
  korean("(?:짧게|짧은|간단히|간단하게|간략히|간략하게)", () => ({ length: "short" })),
  korean("(?:길게|긴|자세히|자세하게)", () => ({ length: "long" })),
  korean("보통(?:으로)?", () => ({ length: "medium" })),

  english("(?:in )?english", () => ({ locale: "en" })),
  english("(?:in )?korean", () => ({ locale: "ko" })),
  korean("영어(?:로)?", () => ({ locale: "en" })),
  korean("(?:한국어|한국말|한글)(?:로)?", () => ({ locale: "ko" })),

  english("(?:private(?:ly)?|(?:only|just) (?:for|to) me)", () => ({ audience: "author" })),
  english("(?:shared?|public(?:ly)?|for (?:everyone|everybody|all)(?: to see)?)", () => ({
    audience: "all",
  })),
  korean("(?:나만|저만|나한테만|저한테만|비공개(?:로)?)(?: 보이게| 볼 수 있게)?", () => ({
    audience: "author",
  })),
  korean("(?:모두(?:에게|한테)?|다 같이|다같이|공개(?:로)?)(?: 보이게| 볼 수 있게)?", () => ({
    audience: "all",
  })),

  english("(?:by quoting|quot(?:es|ing)(?: only)?|without (?:the |a )?model)", () => ({ quoting: true })),
  korean("(?:인용(?:으로|만|해서)?|모델 없이)", () => ({ quoting: true })),

  english("thread", () => ({ scope: "thread" })),
  english("channel", () => ({ scope: "place" })),
  korean("스레드(?:[를만]|에서)?", () => ({ scope: "thread" })),
  korean("채널(?:[을만]|에서)?", () => ({ scope: "place" })),

  english(String.raw`(?:(?:last|past|latest|newest) )?([1-9]\d{0,5}) (?:messages?|posts?)`, ([count]) => ({
    last: Number(count),
  })),
  english(
    String.raw`(?:(?:since|from|last|past|over|for) )*([1-9]\d{0,3}) ?${UNITS}(?: ago)?`,
    ([count, unit]) => ago(count, unit),
  ),
  english(String.raw`(?:last|latest|newest) ([1-9]\d{0,5})`, ([count]) => ({ last: Number(count) })),
  english("(?:(?:since|from|last|past|over|for) )*(hour|day|week)", ([unit]) => ago("1", unit)),
  english(
    String.raw`(?:since |from )?(today|yesterday)(?: at)?(?: (\d{1,2}):(\d{2}))?`,
    ([day, hours, minutes]) => at({ daysAgo: day === "today" ? 0 : 1 }, hours, minutes),
  ),
  english("(?:since |from )?this week", () => ({ since: { weekday: 1 } })),
  english(
    "(?:since|from) (?:last |on )?(sun|mon|tue|wed|thu|fri|sat)(?:day|sday|nesday|rsday|urday|s|rs|r)?",
    ([day]) => ({ since: { weekday: weekdays.indexOf(day as string) } }),
  ),
  english(String.raw`(?:since|from) (?:today )?(\d{1,2}):(\d{2})`, ([hours, minutes]) =>
    at({ daysAgo: 0 }, hours, minutes),
  ),
  phrase(
    String.raw`(?:since |from )?(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}):(\d{2}))?(?:부터)?(?![\p{L}\p{N}:-])`,
    ([year, month, day, hours, minutes]) =>
      at({ year: Number(year), month: Number(month), day: Number(day) }, hours, minutes),
  ),
  korean(
    String.raw`(?:최근|마지막|지난) ?([1-9]\d{0,5}) ?(?:개|건)?(?:의)?(?: ?(?:메시지|글)[만를을]?)?`,
    ([count]) => ({
      last: Number(count),
    }),
  ),
  korean(String.raw`([1-9]\d{0,5}) ?(?:개|건)(?:의)?(?: ?(?:메시지|글)[만를을]?)?`, ([count]) => ({
    last: Number(count),
  })),
  korean(
    String.raw`(?:지난|최근) ?([1-9]\d{0,3}) ?(분|시간|일|주일?)(?: ?동안| ?간)?(?:의)?`,
    ([count, unit]) => ago(count, unit),
  ),
  korean(String.raw`([1-9]\d{0,3}) ?(분|시간|일|주일?) ?전부터`, ([count, unit]) => ago(count, unit)),
  korean(
    String.raw`(오늘|어제|그제)(?: (\d{1,2})시(?: ?(\d{1,2})분)?)?(?:부터|의)?`,
    ([day, hours, minutes]) =>
      at({ daysAgo: ["오늘", "어제", "그제"].indexOf(day as string) }, hours, minutes),
  ),
  korean("이번 ?주(?:부터|의)?", () => ({ since: { weekday: 1 } })),
  korean(`(?:지난 ?)?([${koreanWeekdays}])요일부터`, ([day]) => ({
    since: { weekday: koreanWeekdays.indexOf(day as string) },
  })),
  korean(String.raw`(?:오늘 )?(\d{1,2})시(?: ?(\d{1,2})분)?부터`, ([hours, minutes]) =>
    at({ daysAgo: 0 }, hours, minutes),
  ),
  korean(
    String.raw`(\d{1,2})월 ?(\d{1,2})일(?: (\d{1,2})시(?: ?(\d{1,2})분)?)?부터`,
    ([month, day, hours, minutes]) => at({ month: Number(month), day: Number(day) }, hours, minutes),
  ),
  phrase(String.raw`(?:since |from )?${LINK}(?: ?부터)?(?=[\s.,!?]|$)`, (links) => ({
    from: links.find((link) => link !== undefined) as string,
  })),

  english(
    "(?:please|pls|can you|could you|would you|will you|give me|show me|me|us|the|this|that|these|an?|of|for|in|on|up to now|so far|here|what was said|what happened|everything|all|messages?|posts?|conversation|discussion|chat|and|happened|said|ones?)",
  ),
  korean(
    "(?:이|여기|여기서|지금까지|좀|한번|대화|이야기|얘기|내용|메시지|글)(?:[을를의만]|에서|들을?)?|(?:부탁해요?|부탁드려요|부탁합니다|해 ?줘요?|해 ?주세요|알려 ?줘요?|알려 ?주세요|보여 ?줘요?|보여 ?주세요)",
  ),
];
