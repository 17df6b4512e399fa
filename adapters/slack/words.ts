import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName, Locale } from "../../src/core/types.ts";
import { type CommonWords, commonWords } from "../../src/platform/common-words.ts";
import { koreanNames } from "../../src/platform/korean-names.ts";
import type { StatusWords } from "../../src/platform/status-text.ts";

/** The same as a sentence, where no name stands before it. Markdown. */
export const aloneWords: Readonly<Record<Locale, StatusWords>> = {
  en: {
    thinking: "I am thinking…",
    loading: "I am loading the model…",
    summarising: "I am summarising…",
    queued: (before) => `You have ${before}…`,
  },
  ko: {
    thinking: "생각하고 있어요…",
    loading: "모델을 불러오고 있어요…",
    summarising: "요약하고 있어요…",
    queued: (before) => `${before}…`,
  },
};

/**
 * What the adapter itself says to people. Markdown, where nothing else is said. A status is plain text, which Slack shows
 * behind Maru's name ("Maru is thinking…").
 */
export interface Words extends CommonWords, StatusWords {
  readonly notHere: string;
  /** What a command or button asked for could not be taken in. */
  readonly tryAgain: string;
  /** A command was given where Maru is no member. */
  inviteMe(name: string): string;
  /** Maru cannot answer in a channel. `missing`: a scope, or another code of Slack's; `where` to put it right. */
  mayNot(channel: string, missing: string, where: string): string;
  /** Maru cannot read files, as it lacks a scope; `where` to add it. */
  mayNotRead(missing: string, where: string): string;
  /** What the buttons of 👍 and 👎 read to who cannot see them. Plain text. */
  readonly helpful: string;
  readonly notHelpful: string;
  /** Said to who has rated an answer. */
  readonly thanks: string;
  /** What the message that `/ask` posts begins with. `mention`: the asker's, as Slack writes it. */
  asks(mention: string): string;
  /** What `/summarise` posts where everybody is to see the summary: the core reads it. */
  readonly summarise: string;
  /** Where a command's argument is missing or unknown. */
  readonly askHint: string;
  unknownCommand(argument: string): string;
  readonly home: HomeWords;
  /** Suggestions in the messages tab: what people tap, and what is then sent in their name. Plain text, at most 4. */
  readonly prompts: readonly Prompt[];
}

/** The Home tab. Headers, buttons and dialogs are plain text. */
export interface HomeWords {
  readonly howTo: string;
  usage(name: string): string;
  readonly suggestions: string;
  /** Label of the button that leads to the messages tab. */
  readonly write: string;
  readonly aboutYou: string;
  readonly forget: string;
  readonly forgetTitle: string;
  readonly forgetQuestion: string;
  readonly forgetYes: string;
  readonly forgetNo: string;
}

export interface Prompt {
  readonly title: string;
  readonly message: string;
}

const en: Words = {
  ...commonWords.en,
  thinking: "is thinking…",
  loading: "is loading the model…",
  summarising: "is summarising…",
  queued: (before) => `has ${before}…`,
  notHere: "I may not answer here. The operators choose the channels and people that I work for.",
  tryAgain: "I could not do that just now. Please try again in a few minutes.",
  inviteMe: (name) =>
    `I am not in this conversation, so I cannot answer here. In a channel, write \`/invite @${name}\`; or write to me directly.`,
  mayNot: (channel, missing, where) =>
    `I cannot answer you in **#${channel}** as I should: I lack **${missing}**. Somebody who manages the app can add it: ${where}.`,
  mayNotRead: (missing, where) =>
    `I cannot read the files that you attach: I lack **${missing}**. Somebody who manages the app can add it: ${where}.`,
  helpful: "Helpful",
  notHelpful: "Not helpful",
  thanks: "Thank you, I noted your rating.",
  asks: (mention) => `${mention} asks:`,
  summarise: "summarise",
  askHint: "What would you like to know? Write it behind the command: `/ask How do I …?`",
  unknownCommand: (argument) =>
    `I do not know \`${argument}\`. You can write \`/maru help\`, \`/maru stop\`, \`/maru privacy\`, \`/maru forget\`, \`/maru optout\` or \`/maru optin\`; for a question \`/ask\`, for a summary \`/summarise\` or \`/catchup\`.`,
  home: {
    howTo: "How to ask",
    usage: (name) =>
      [
        `- In a channel, write \`@${name}\` and your question. The answer comes in a thread; follow-ups there need no mention.`,
        "- In the **Messages** tab here, just write.",
        "- `/ask` posts your question in the channel you are in. In threads, where Slack has no commands, write " +
          `\`@${name} help\` or \`@${name} stop\`.`,
        "- `/summarise` sums up the channel for you alone, `/catchup` what you missed there; on a message, **More actions → Summarise from " +
          `here** begins there. In a thread, write \`@${name} summarise\`.`,
        "- Delete your question, and my answer goes too.",
      ].join("\n"),
    suggestions: "Try, for example:",
    write: "Write to me",
    aboutYou: "What I know of you",
    forget: "Forget me",
    forgetTitle: "Forget me?",
    forgetQuestion: "This erases the ratings and notes above. What you wrote in Slack stays in Slack.",
    forgetYes: "Forget",
    forgetNo: "Keep",
  },
  prompts: [
    { title: "What can you do?", message: "help" },
    { title: "Explain something to me", message: "Explain in simple words what a race condition is." },
    {
      title: "Help me write",
      message: "Help me write a short, friendly message that moves a meeting to tomorrow.",
    },
    { title: "What do you keep about me?", message: "privacy" },
  ],
};

const ko: Words = {
  ...commonWords.ko,
  thinking: "생각하는 중…",
  loading: "모델을 불러오는 중…",
  summarising: "요약하는 중…",
  queued: (before) => `${before}…`,
  notHere: "여기서는 답할 수 없어요. 제가 일하는 채널과 함께하는 사람은 운영자가 정해요.",
  tryAgain: "지금은 할 수 없었어요. 몇 분 뒤에 다시 해 주세요.",
  inviteMe: (name) =>
    `이 대화에 들어와 있지 않아서 여기서는 답할 수 없어요. 채널이라면 \`/invite @${name}\`로 초대해 주시거나, 저에게 직접 써 주세요.`,
  mayNot: (channel, missing, where) =>
    `**#${channel}** 채널에서 제대로 답할 수 없어요. **${missing}** 권한이 없어요. 앱을 관리하는 분이 추가할 수 있어요: ${where}.`,
  mayNotRead: (missing, where) =>
    `첨부하신 파일을 읽을 수 없어요. **${missing}** 권한이 없어요. 앱을 관리하는 분이 추가할 수 있어요: ${where}.`,
  helpful: "도움이 됐어요",
  notHelpful: "도움이 안 됐어요",
  thanks: "고마워요. 평가를 기록했어요.",
  asks: (mention) => `${mention} 님의 질문:`,
  summarise: koreanNames.summarise,
  askHint: "무엇이 궁금하세요? 명령 뒤에 적어 주세요: `/ask … 어떻게 하나요?`",
  unknownCommand: (argument) =>
    `\`${argument}\` 명령은 몰라요. \`/maru help\`, \`/maru stop\`, \`/maru privacy\`, \`/maru forget\`, \`/maru optout\`, \`/maru optin\`을 쓸 수 있어요. 질문은 \`/ask\`로, 요약은 \`/summarise\`나 \`/catchup\`으로 해 주세요.`,
  home: {
    howTo: "물어보는 방법",
    usage: (name) =>
      [
        `- 채널에서 \`@${name}\`와 함께 질문을 적으면 스레드에서 답해요. 그 스레드에서는 멘션 없이 이어서 물어보셔도 돼요.`,
        "- 여기 **메시지** 탭에서는 그냥 쓰시면 돼요.",
        "- `/ask`는 지금 있는 채널에 질문을 올려요. Slack 명령을 쓸 수 없는 스레드에서는 " +
          `\`@${name} 도움말\`, \`@${name} 중단\`이라고 적어 주세요.`,
        "- `/summarise`는 채널을, `/catchup`은 놓친 것을 본인만 볼 수 있게 요약해요. 메시지 메뉴의 **Summarise from here**를 고르면 거기서부터 " +
          `요약해요. 스레드에서는 \`@${name} 요약\`이라고 적어 주세요.`,
        "- 질문을 지우면 답변도 함께 지워져요.",
      ].join("\n"),
    suggestions: "이렇게 물어보실 수 있어요:",
    write: "저에게 쓰기",
    aboutYou: "회원님에 대해 알고 있는 것",
    forget: "나를 잊어줘",
    forgetTitle: "잊을까요?",
    forgetQuestion: "위의 평가와 기록을 지워요. Slack에 쓰신 글은 Slack에 그대로 남아요.",
    forgetYes: "잊어줘",
    forgetNo: "그대로 두기",
  },
  prompts: [
    { title: "무엇을 할 수 있어?", message: "도움말" },
    { title: "설명해 줘", message: "경쟁 상태(race condition)가 무엇인지 쉬운 말로 설명해 줘." },
    { title: "글쓰기를 도와줘", message: "회의를 내일로 미루자는 짧고 친절한 메시지를 써 줘." },
    { title: "나에 대해 무엇을 보관해?", message: "개인정보" },
  ],
};

export const words: Readonly<Record<Locale, Words>> = { en, ko };

/** Those that have a slash command of their own name for which there is more to say. */
const OWN_COMMANDS: ReadonlySet<CommandName> = new Set(["ask", "summarise", "catchup"]);

/** How people ask by slash commands, and by mentions where there are none, for the help. */
export function howToAsk(name: string, commands: readonly CommandInfo[]): Readonly<Record<Locale, string>> {
  const others = commands.map((command) => command.name).filter((command) => !OWN_COMMANDS.has(command));
  const list = (locale: Locale) =>
    new Intl.ListFormat(locale).format(
      others.map((command) => `\`/maru ${locale === "ko" ? koreanNames[command] : command}\``),
    );
  return {
    en: `By command: \`/ask\` asks for everybody to see. What \`/summarise\`, \`/catchup\`, ${list("en")} say, only you see; \`/summarise shared\` is for everybody. On a message, **More actions → Summarise from here** begins there. Slack has no commands in threads: write them as mentions there, \`@${name} stop\`.`,
    ko: `명령어로도 돼요. \`/ask\`는 모두가 볼 수 있게 물어요. \`/summarise\`, \`/catchup\`, ${list("ko")}의 답은 본인만 볼 수 있고, \`/summarise 공개\`는 모두가 볼 수 있어요. 메시지 메뉴의 **Summarise from here**를 고르면 거기서부터 요약해요. Slack 스레드에서는 명령어를 쓸 수 없으니 \`@${name} ${koreanNames.stop}\`처럼 멘션으로 적어 주세요.`,
  };
}

/** The language of Maru that fits a locale of Slack, e.g. `ko-KR` (docs: reference/objects/user-object). */
export const localeOf = (slackLocale: string | undefined): Locale | undefined =>
  slackLocale === undefined ? undefined : /^ko\b/i.test(slackLocale) ? "ko" : "en";
