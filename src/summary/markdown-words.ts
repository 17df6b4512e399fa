import type { Locale } from "../core/types.ts";

/** The words around what is quoted. */
export interface MarkdownWords {
  readonly extractive: string;
  readonly model: string;
  /** Nothing was read. */
  readonly nothing: string;
  /** Something was read, but it makes no point. */
  readonly noPoints: string;
  /** Of a summary that was shown before. */
  readonly takenOut: (points: number) => string;
  readonly keyPoints: string;
  readonly decisions: string;
  readonly actionItems: string;
  readonly openQuestions: string;
  readonly decidedBy: (names: string) => string;
  readonly owner: (name: string) => string;
  readonly due: (when: string) => string;
  /** Of names and numbers that the named messages do not have. */
  readonly unverified: (words: string) => string;
  /** Without `participants`: who wrote is not told of all messages. */
  readonly read: (messages: number, participants?: number) => string;
  readonly more: (people: number) => string;
  readonly moreSources: (messages: number) => string;
  readonly leftOut: (reasons: string) => string;
  readonly notices: (count: number) => string;
  /** Maru's own. */
  readonly own: (count: number) => string;
  /** Of other bots. */
  readonly bots: (count: number) => string;
  readonly optedOut: (count: number) => string;
}

const many = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`;

export const markdownWords: Readonly<Record<Locale, MarkdownWords>> = {
  en: {
    extractive: "Extractive: made without a model, of what people wrote, word for word.",
    model: "Written by a model; every point names the messages that it came from.",
    nothing: "There is nothing here to summarise.",
    noPoints: "What I read makes no point that a summary could tell.",
    takenOut: (points) =>
      `Taken out: ${many(points, "point")}, because a message was deleted or changed, or somebody asked not to be told of.`,
    keyPoints: "Key points",
    decisions: "Decisions",
    actionItems: "Action items",
    openQuestions: "Open questions",
    decidedBy: (names) => `by ${names}`,
    owner: (name) => `owner: ${name}`,
    due: (when) => `due: ${when}`,
    unverified: (words) => `not in the messages: ${words}`,
    read: (messages, participants) =>
      `${many(messages, "message")} read${participants === undefined ? "" : `, of ${many(participants, "participant")}`}`,
    more: (people) => `${people} more`,
    moreSources: (messages) => `and ${messages} more`,
    leftOut: (reasons) => `Left out: ${reasons}.`,
    notices: (count) => `${many(count, "notice")} of joining, leaving and the like`,
    own: (count) => `${many(count, "message")} of mine`,
    bots: (count) => `${many(count, "message")} of bots`,
    optedOut: (count) => `${many(count, "message")} of people who opted out`,
  },
  ko: {
    extractive: "발췌 요약: 모델 없이, 사람들이 쓴 말을 그대로 옮겼어요.",
    model: "모델이 쓴 요약이에요. 항목마다 근거가 된 메시지가 있어요.",
    nothing: "요약할 내용이 없어요.",
    noPoints: "읽은 메시지에 요약해서 전할 만한 내용이 없었어요.",
    takenOut: (points) =>
      `메시지가 지워지거나 바뀌었거나, 요약에서 빼 달라고 한 분이 있어서 항목 ${points}개를 뺐어요.`,
    keyPoints: "핵심 내용",
    decisions: "결정 사항",
    actionItems: "할 일",
    openQuestions: "남은 질문",
    decidedBy: (names) => `결정: ${names}`,
    owner: (name) => `담당: ${name}`,
    due: (when) => `기한: ${when}`,
    unverified: (words) => `메시지에 없는 말: ${words}`,
    read: (messages, participants) =>
      `메시지 ${messages}개${participants === undefined ? "" : `, 참여자 ${participants}명`}`,
    more: (people) => `외 ${people}명`,
    moreSources: (messages) => `외 ${messages}개`,
    leftOut: (reasons) => `제외: ${reasons}.`,
    notices: (count) => `입장·퇴장 등 알림 ${count}개`,
    own: (count) => `제 메시지 ${count}개`,
    bots: (count) => `봇 메시지 ${count}개`,
    optedOut: (count) => `요약을 원하지 않는 분의 메시지 ${count}개`,
  },
};
