import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Locale } from "../../src/core/types.ts";
import { type CommonWords, commonWords } from "../../src/platform/common-words.ts";
import { koreanNames } from "../../src/platform/korean-names.ts";
import type { StatusWords } from "../../src/platform/status-text.ts";
import { summariseMenu } from "./summary-commands.ts";

/** What the adapter itself says to people. Discord Markdown. */
export interface Words extends CommonWords, StatusWords {
  readonly notHere: string;
  readonly notYet: string;
  readonly untitled: string;
  mayNot(channel: string, permission: string, where: string): string;
  readonly cannotRead: string;
  /** Nothing can be summarised without Message Content Intent. */
  readonly cannotSummarise: string;
  /** `/ask` with nothing in it. */
  readonly blank: string;
  readonly sentDirectly: string;
  /** Of an answer that takes so long that it may not be shown where it was asked for any more. */
  readonly mayComeDirectly: string;
  /** Possibly for everybody to see. */
  readonly undelivered: string;
  /** What was given as the message to begin a summary with is no link to one. */
  readonly noLink: string;
  /** For everybody to see: the person takes no direct messages. */
  readonly notDirectly: string;
}

const en: Words = {
  ...commonWords.en,
  thinking: "-# Thinking …",
  loading: "-# The model is being loaded …",
  summarising: "-# Summarising …",
  queued: (before) => `-# ${before} …`,
  notHere: "I may not answer here. The operators choose the servers, channels and roles that I work for.",
  notYet: "I am not quite ready yet. Please ask again in a moment:",
  untitled: "Question",
  mayNot: (channel, permission, where) =>
    `I cannot answer in **#${channel}**: I lack the permission **${permission}** there. Somebody who manages the server can grant it: ${where}.`,
  cannotRead:
    "I can only read messages that mention me. To let me follow this thread, an operator can switch on **Message Content Intent**: Discord Developer Portal → the application → Bot → Privileged Gateway Intents.",
  cannotSummarise:
    "I can only read messages that mention me, so there is nothing that I could summarise. An operator can switch on **Message Content Intent**: Discord Developer Portal → the application → Bot → Privileged Gateway Intents.",
  blank: "What would you like to know? Put your question behind `/ask`.",
  sentDirectly: "The answer is long: I sent it to you as a direct message.",
  mayComeDirectly: "-# This takes long. If it is not shown here soon, it comes as a direct message.",
  undelivered:
    "I could not deliver the answer to a command privately. Please allow direct messages from members of this server, and give the command again.",
  noLink:
    "That is no link to a message. Right-click the message to begin with, choose **Copy Message Link**, and put the link there.",
  notDirectly:
    "I cannot write to you directly. `/catchup` and `/summarise` show it here, to you alone; or allow direct messages from members of this server and ask again.",
};

const ko: Words = {
  ...commonWords.ko,
  thinking: "-# 생각하고 있어요 …",
  loading: "-# 모델을 불러오고 있어요 …",
  summarising: "-# 요약하고 있어요 …",
  queued: (before) => `-# ${before} …`,
  notHere: "여기서는 답할 수 없어요. 제가 일하는 서버와 채널, 역할은 운영자가 정해요.",
  notYet: "아직 준비가 덜 됐어요. 잠시 뒤에 다시 물어봐 주세요:",
  untitled: "질문",
  mayNot: (channel, permission, where) =>
    `**#${channel}** 채널에서 답할 수 없어요. 그곳에서 **${permission}** 권한이 없어요. 서버를 관리하는 분이 허용할 수 있어요: ${where}.`,
  cannotRead:
    "저를 멘션한 메시지만 읽을 수 있어요. 이 스레드를 따라가게 하려면 운영자가 **Message Content Intent**를 켜야 해요: Discord Developer Portal → 애플리케이션 → Bot → Privileged Gateway Intents.",
  cannotSummarise:
    "저를 멘션한 메시지만 읽을 수 있어서 요약할 내용이 없어요. 운영자가 **Message Content Intent**를 켜면 돼요: Discord Developer Portal → 애플리케이션 → Bot → Privileged Gateway Intents.",
  blank: "무엇이 궁금하세요? `/질문` 뒤에 질문을 적어 주세요.",
  sentDirectly: "답이 길어서 다이렉트 메시지로 보냈어요.",
  mayComeDirectly: "-# 오래 걸리고 있어요. 곧 여기에 보이지 않으면 다이렉트 메시지로 보내 드릴게요.",
  undelivered:
    "명령어의 답을 본인에게만 전할 수 없었어요. 이 서버 멤버의 다이렉트 메시지를 허용하고 명령어를 다시 써 주세요.",
  noLink:
    "메시지의 링크가 아니에요. 시작할 메시지를 마우스 오른쪽 버튼으로 누르고 **메시지 링크 복사하기**를 골라 그 링크를 넣어 주세요.",
  notDirectly:
    "다이렉트 메시지를 보낼 수 없었어요. `/따라잡기`와 `/요약`을 쓰면 여기서 본인만 볼 수 있게 보여 드려요. 아니면 이 서버 멤버의 다이렉트 메시지를 허용하고 다시 물어봐 주세요.",
};

export const words: Readonly<Record<Locale, Words>> = { en, ko };

/** The argument of `/ask`. */
export const questionOption = {
  name: "question",
  description: { en: "What you would like to know", ko: "알고 싶은 것" },
  koreanName: "내용",
} as const;

/** How people ask by slash commands, for the help. */
export function howToAsk(commands: readonly CommandInfo[]): Readonly<Record<Locale, string>> {
  const others = commands.filter(({ name }) => name !== "ask");
  const list = (locale: Locale) =>
    new Intl.ListFormat(locale).format(
      others.map(({ name }) => `\`/${locale === "ko" ? koreanNames[name] : name}\``),
    );
  return {
    en: `By command: \`/ask\` asks for everybody to see; what ${list("en")} say, only you see, unless you share a summary. In the menu of a message, under Apps: **${summariseMenu.name}**.`,
    ko: `명령어로도 돼요. \`/${koreanNames.ask}\`은 모두가 볼 수 있게 묻고, ${list("ko")}의 답은 본인만 볼 수 있어요. 요약은 공개할 수도 있어요. 메시지 메뉴의 앱에는 **${summariseMenu.korean}**이 있어요.`,
  };
}

/** The language of Maru that fits a locale of Discord (docs: reference#locales). */
export const localeOf = (discordLocale: string | undefined): Locale | undefined =>
  discordLocale === undefined ? undefined : discordLocale === "ko" ? "ko" : "en";
