import type { SummaryNotices } from "./notices.ts";

const since = {
  spoke: (time: string) => `마지막으로 글을 쓰신 ${time} 이후`,
  read: (time: string) => `마지막으로 읽으신 ${time} 이후`,
  "caught-up": (time: string) => `지난번에 따라잡으신 ${time} 이후`,
  window: (time: string) => `${time} 이후`,
} as const;

export const summaryKo: SummaryNotices = {
  notUnderstood: (words, name) =>
    [
      `\`${words}\`은(는) 알아듣지 못했어요. 이렇게 써 보세요:`,
      "",
      `- \`@${name} 요약\`: 이 스레드를, 채널에서는 최근 이야기를 요약해요`,
      `- \`@${name} 어제부터 요약해줘\`, \`3시간 전부터\`, \`월요일부터\`, \`2026-01-31부터\``,
      `- \`@${name} 최근 50개 요약해줘\`, 또는 메시지 링크와 함께 \`부터\``,
      "- `짧게`나 `자세히`, `한국어로`나 `영어로`, `나만`, `인용으로`를 덧붙일 수 있어요",
      `- \`@${name} 따라잡기\`: 놓친 이야기를 나에게만 보여 줘요`,
    ].join("\n"),
  elsewhere: (channel, name, command) =>
    `저는 물어보신 곳의 이야기만 요약해요. \`${channel}\` 이야기는 그 채널에서 \`@${name} ${command === "catchup" ? "따라잡기" : "요약"}\`처럼 써 주세요.`,
  leftOut: (wishes) =>
    `*이 부분은 할 수 없어서 빼고 요약했어요: ${wishes.map((wish) => `\`${wish}\``).join(", ")}. 한국어나 영어로, 늘 모든 항목을 적어요.*`,
  noSuchTime: "끝이 시작보다 이르거나 아직 오지 않은 때예요.",
  noSuchDay: "달력에 없는 날이에요.",
  noSuchMessage: "그 링크는 이곳의 메시지가 아니에요. 어디부터 읽을지, 메시지의 링크를 복사해 주세요.",
  fromNotFound: "그 메시지를 여기서 찾지 못했어요. 지워졌거나 다른 채널이나 스레드에 있을 수 있어요.",
  notThere: "운영자가 그 채널에서는 저를 쓰지 않기로 해서 요약해 드리지 않아요.",
  mayNotRead: (audience, name) =>
    audience === "author"
      ? "모두 읽으실 수 있는 곳이 아니라서 요약해 드리지 않아요."
      : `이곳에서 제 요약을 볼 분들이 모두 읽을 수 있는 이야기가 아니에요. 혼자 보시려면 \`@${name} 나만 요약\`이라고 써 주세요.`,
  nothing: "여기에는 요약할 이야기가 없어요.",
  missed: (by, time) => `*${since[by](time)}의 이야기예요:*`,
  nothingMissed: (by, time) => `${since[by](time)}로 놓치신 이야기가 없어요.`,
  tooMany: (dropped, most) =>
    `*최근 메시지 ${most}개를 읽었어요. 더 오래된 ${dropped}개는 너무 많아서 읽지 못했어요.*`,
  heldBack: (points) => `*운영 규칙 검사를 통과하지 못한 항목 ${points}개는 보여 드리지 않아요.*`,
  fellBack: {
    "no-model": "*준비된 언어 모델이 없어서, 대화의 중심이 되는 말을 그대로 옮겼어요.*",
    busy: "*언어 모델이 바빠서, 대화의 중심이 되는 말을 그대로 옮겼어요.*",
    failed: "*언어 모델이 요약하지 못해서, 대화의 중심이 되는 말을 그대로 옮겼어요.*",
  },
  optedOut: "이제부터 요약에서 메시지를 뺄게요. 이미 만든 요약에서도 지웠어요. `optin`을 쓰시면 다시 넣어요.",
  optedIn: "메시지를 다시 요약에 넣을게요.",
  digest: (place) => `**${place} 소식 모음**`,
};
