import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from "discord.js";
import type { Locale } from "../../src/core/types.ts";

type Data = APIApplicationCommandInteraction["data"];

/** The command in the menu of messages. */
export const summariseMenu = { name: "Summarise from here", korean: "여기서부터 요약" } as const;

export const isSummariseMenu = (data: Data): boolean =>
  data.type === ApplicationCommandType.Message && data.name === summariseMenu.name;

/** The core reads at most 10,000. */
const MOST_MESSAGES = 10_000;

const since = {
  type: ApplicationCommandOptionType.String as const,
  ...named("since", "언제부터"),
  ...described(
    "From when on: 2d, yesterday, Monday, 09:00, 2026-01-31",
    "언제부터: 어제, 3시간 전, 월요일, 9시",
  ),
  max_length: 60,
};
const count = {
  type: ApplicationCommandOptionType.Integer as const,
  ...named("count", "개수"),
  ...described("Only so many messages, the newest", "최근 메시지 몇 개만"),
  min_value: 1,
  max_value: MOST_MESSAGES,
};
const from = {
  type: ApplicationCommandOptionType.String as const,
  ...named("from", "메시지부터"),
  ...described(
    "Link of the message to begin with (Copy Message Link)",
    "시작할 메시지의 링크 (메시지 링크 복사하기)",
  ),
  max_length: 200,
};
const length = {
  type: ApplicationCommandOptionType.String as const,
  ...named("length", "길이"),
  ...described("How long the summary is to be", "요약의 길이"),
  choices: [
    { name: "Short", name_localizations: { ko: "짧게" }, value: "short" },
    { name: "Medium", name_localizations: { ko: "보통" }, value: "medium" },
    { name: "Long", name_localizations: { ko: "길게" }, value: "long" },
  ],
};
const language = {
  type: ApplicationCommandOptionType.String as const,
  ...named("language", "언어"),
  ...described("In which language it is written", "요약할 언어"),
  choices: [
    { name: "English", name_localizations: { ko: "영어" }, value: "en" },
    { name: "Korean", name_localizations: { ko: "한국어" }, value: "ko" },
  ],
};
const shared = {
  type: ApplicationCommandOptionType.Boolean as const,
  ...named("shared", "공개"),
  ...described("For everybody here to see, rather than for you alone", "본인만이 아니라 모두가 볼 수 있게"),
};

/** What people can say with a command for summaries, all of it optional. */
export const summaryOptions: Readonly<
  Record<"summarise" | "catchup", readonly APIApplicationCommandBasicOption[]>
> = {
  summarise: [since, count, from, length, language, shared],
  catchup: [length, language],
};

/** Whether the person wants everybody to see it. */
export const isShared = (data: Data): boolean => valuesIn(data)["shared"] === true;

/** What they gave as the message to begin with; empty: nothing. */
export const linkIn = (data: Data): string => String(valuesIn(data)["from"] ?? "").trim();

/** What the person wants of a summary, in words that the core reads; empty: nothing in particular. */
export function wishInWords(data: Data, locale: Locale): string {
  const values = valuesIn(data);
  const said = (name: string) => String(values[name] ?? "").trim();
  const say = phrases[locale];
  return [
    said("since") && sinceInWords(said("since")),
    said("count") && say.count(said("count")),
    linkIn(data) && say.from(linkIn(data)),
    said("length") && say.length[said("length")],
    said("language") && say.language[said("language")],
  ]
    .filter(Boolean)
    .join(" ");
}

/** The wish as somebody would have written it for everybody to see. */
export const sharedWish = (data: Data, locale: Locale): string =>
  [phrases[locale].summarise, wishInWords(data, locale)].filter(Boolean).join(" ");

interface Phrases {
  readonly summarise: string;
  count(count: string): string;
  from(link: string): string;
  readonly length: Readonly<Record<string, string>>;
  readonly language: Readonly<Record<string, string>>;
}

const phrases: Readonly<Record<Locale, Phrases>> = {
  en: {
    summarise: "summarise",
    count: (messages) => `last ${messages} messages`,
    from: (link) => `from ${link}`,
    length: { short: "short", medium: "medium", long: "long" },
    language: { en: "in English", ko: "in Korean" },
  },
  ko: {
    summarise: "요약해줘",
    count: (messages) => `최근 ${messages}개`,
    // With a space, or the ending would become a part of the link.
    from: (link) => `${link} 부터`,
    length: { short: "짧게", medium: "보통", long: "길게" },
    language: { en: "영어로", ko: "한국어로" },
  },
};

/** People write "2d", "어제" or "since yesterday" there; and until when, where they think of it. */
function sinceInWords(said: string): string {
  if (/\p{Script=Hangul}/u.test(said)) return /(?:부터|까지)/.test(said) ? said : `${said}부터`;
  return /\b(?:since|from|last|past|until|till|before)\b/i.test(said) ? said : `since ${said}`;
}

function valuesIn(data: Data): Readonly<Record<string, string | number | boolean>> {
  const options = data.type === ApplicationCommandType.ChatInput ? (data.options ?? []) : [];
  return Object.fromEntries(
    (options as readonly APIApplicationCommandInteractionDataBasicOption[]).map(({ name, value }) => [
      name,
      value,
    ]),
  );
}

function named(name: string, korean: string) {
  return { name, name_localizations: { ko: korean } };
}

function described(description: string, korean: string) {
  return { description, description_localizations: { ko: korean } };
}
