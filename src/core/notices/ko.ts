import type { Notices } from "./notices.ts";
import { summaryKo } from "./summary-ko.ts";

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))}초`;
const minutes = (ms: number) => Math.max(1, Math.round(ms / 60_000));

export const ko: Notices = {
  stopped: "*중단했어요.*",
  tooFast: (waitMs) => `1분 동안 질문이 너무 많았어요. ${seconds(waitMs)} 뒤에 다시 물어봐 주세요.`,
  placeTooFast: (waitMs) =>
    `이 채널에서 지난 1분 동안 질문이 너무 많았어요. ${seconds(waitMs)} 뒤에 다시 물어봐 주세요.`,
  queueFull: "지금은 기다리는 질문이 너무 많아요. 몇 분 뒤에 다시 물어봐 주세요.",
  personQueueFull: (max) =>
    `이미 질문 ${max}개가 기다리고 있어요. 답을 기다리시거나 그중 하나를 중단해 주세요.`,
  waitTooLong: (waitMs) =>
    `기다리는 질문이 많아서 지금 물어보시면 차례가 약 ${minutes(waitMs)}분 뒤에 와요. 나중에 다시 물어봐 주세요.`,
  tooLong: (tokens, maxTokens) =>
    `메시지가 모델에 비해 너무 길어요. ${tokens}토큰인데 ${maxTokens}토큰까지만 들어가요. 줄이거나 나눠서 보내 주세요.`,
  empty: "무엇이 궁금하세요? 저를 멘션하면서 질문을 함께 적거나 `@{name} help`라고 써 보세요.",
  deadline: "*답변이 제한 시간보다 오래 걸려서 여기서 멈췄어요.*",
  cut: "*답변이 길이 제한에 닿아 여기서 끊겼어요. 이어서 말해 달라고 해 주세요.*",
  held: "답변을 썼지만 운영 규칙 검사를 통과하지 못해서 보여 드리지 않아요.",
  heldFromHere: "*여기서 멈출게요. 이어지는 내용은 운영 규칙 검사를 통과하지 못해서 보여 드리지 않아요.*",
  silent: "모델이 답을 내지 못했어요. 질문을 조금 바꿔서 다시 물어봐 주세요.",
  failed: "제 쪽에 문제가 생겨서 답하지 못했어요. 원인은 운영자가 로그에서 확인할 수 있어요.",
  gaveUp: "여러 번 답하려고 했지만 매번 중단돼서 그만둘게요. 다시 물어봐 주세요.",
  extractive: {
    absent: "아직 언어 모델이 설치되어 있지 않아서, 이전에 나온 이야기를 찾아봤어요:",
    crashed: "언어 모델이 이 질문에서 두 번 멈춰서, 이전에 나온 이야기를 찾아봤어요:",
    unavailable: "지금은 언어 모델을 쓸 수 없어서, 이전에 나온 이야기를 찾아봤어요:",
    nothing: {
      absent: "아직 언어 모델이 설치되어 있지 않고, 이전 메시지에서도 관련된 내용을 찾지 못했어요.",
      crashed: "언어 모델이 이 질문에서 두 번 멈췄고, 이전 메시지에서도 관련된 내용을 찾지 못했어요.",
      unavailable: "지금은 언어 모델을 쓸 수 없고, 이전 메시지에서도 관련된 내용을 찾지 못했어요.",
    },
    hint: "제 말로 된 답변을 원하시면 운영자가 `npm run maru -- models pull`로 모델을 설치할 수 있어요. 모델은 이 컴퓨터에서만 돌아가고, 아무것도 밖으로 나가지 않아요.",
  },
  help: (name, commands, howToAsk) =>
    [
      `저는 이 팀의 도우미 **${name}**예요. 팀의 컴퓨터에서만 돌아가고, 여기서 쓰신 내용은 밖으로 나가지 않아요.`,
      "",
      `- 아무 채널에서나 \`@${name}\`와 함께 질문을 적으면 스레드에서 답해요.`,
      "- 그 스레드에서는 멘션 없이 이어서 물어보셔도 돼요. 다른 사람을 멘션한 메시지에는 끼어들지 않아요.",
      "- 다이렉트 대화에서는 그냥 쓰시면 돼요.",
      ...(howToAsk === undefined ? [] : [`- ${howToAsk}`]),
      "- **중단**을 누르면 답변을 멈추고, 👍 👎로 답변이 어땠는지 알려 주실 수 있어요.",
      "",
      ...commands.map(({ name: command, description }) => `- \`@${name} ${command}\`: ${description}`),
    ].join("\n"),
  summary: summaryKo,
  nothingToStop: "이 스레드에서는 지금 쓰고 있는 답변이 없어요.",
  stopping: (count) => (count === 1 ? "중단했어요." : `답변 ${count}개를 중단했어요.`),
  privacy: (kept) =>
    [
      "쓰신 글은 플랫폼과 이 컴퓨터에만 있어요. 답할 때 그 스레드를 읽을 뿐, 따로 보관하지 않아요. 회원님에 대해 보관하는 것은 이것뿐이에요:",
      "",
      `- 남기신 평가(👍/👎): **${kept.ratings}**개`,
      `- 본문 없는 기록(어떤 메시지에 답했는지, 모델 설치 방법을 알려 드렸는지; 30일): **${kept.notes}**개`,
      `- 운영진이 살펴보는(살펴본) 메시지와 그 본문(검토 건과 무작위 표본): **${kept.moderated}**개`,
      `- 말씀하신 내용이 담긴 요약과 그 일부(30일): **${kept.summaries}**개${kept.optedOut ? " (새 요약에는 메시지를 넣지 않아요. `optin`으로 바꿀 수 있어요)" : " (`optout`을 쓰시면 요약에서 빠져요)"}`,
      "- 같은 질문에 두 번 답하지 않기 위한 처리 기록의 id(3일)",
      "",
      "`forget`을 쓰시면 처리 기록의 id 말고는 모두 지워요.",
    ].join("\n"),
  forgotten: (kept) =>
    `지웠어요. 평가 ${kept.ratings}개와 기록 ${kept.notes}개, 요약과 그 일부 ${kept.summaries}개에 담긴 말씀, 관리용으로 보관하던 메시지 ${kept.moderated}개의 본문을 삭제했어요. 아직 결정되지 않은 검토 건의 본문은 결정될 때 지워져요. 플랫폼에 쓰신 글은 그곳에서 직접 지우실 수 있어요.`,
  commands: {
    ask: "질문에 답해요",
    summarise: "스레드나 채널을 요약해요. 항목마다 근거 메시지가 있어요",
    catchup: "놓친 이야기를 나에게만 보여 줘요",
    help: "할 수 있는 일을 보여 줘요",
    stop: "이 스레드의 답변을 중단해요",
    privacy: "나에 대해 보관하는 것을 보여 줘요",
    forget: "나에 대해 보관하는 것을 지워요",
    optout: "내 메시지를 요약에서 빼요",
    optin: "내 메시지를 다시 요약에 넣어요",
  },
};
