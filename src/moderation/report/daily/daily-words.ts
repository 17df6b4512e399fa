import type { LadderStep } from "../../../core/ports/index.ts";
import type { Category, Locale } from "../../../core/types.ts";

/** The daily report's words in one language. */
interface DailyWords {
  readonly title: (day: string) => string;
  readonly nothingDone: string;
  readonly counts: (name: string, yesterday: number, week: number) => string;
  readonly categories: string;
  readonly places: string;
  readonly within: (perDay: string, budget: number) => string;
  readonly over: (perDay: string, budget: number, threshold: string) => string;
  readonly highest: string;
  readonly message: string;
  readonly leave: string;
  readonly direct: string;
  readonly step: Readonly<Record<LadderStep, string>>;
  readonly category: Readonly<Record<Category, string>>;
}

export const dailyWords: Readonly<Record<Locale, DailyWords>> = {
  en: {
    title: (day) => `Shadow mode on ${day}`,
    nothingDone: "Maru did nothing to anybody. By the policy as it is, it would have taken these steps:",
    counts: (name, yesterday, week) => `${name}: ${yesterday} (${week} in the last 7 days)`,
    categories: "Categories",
    places: "Places",
    within: (perDay, budget) => `That is about ${perDay} cases a day, within ${budget} a day.`,
    over: (perDay, budget, threshold) =>
      `That is about ${perDay} cases a day. With \`${threshold}\` as the threshold it would be at most ${budget} a day.`,
    highest: "The likeliest ones:",
    message: "message",
    leave:
      "To see precision and recall before you change anything: `npm run maru -- calibrate`. A place leaves shadow mode by `mode: active` in the policy.",
    direct: "direct conversations",
    step: {
      log: "log",
      note: "note to the author",
      queue: "ask moderators",
      remove: "hide or delete",
      timeout: "timeout",
    },
    category: {
      hate: "hate",
      abuse: "abuse",
      threat: "threat",
      sexual: "sexual",
      "self-harm": "self-harm",
      privacy: "privacy",
      crime: "crime",
      spam: "spam",
      "own-rule": "a rule of this place's own",
      other: "other",
    },
  },
  ko: {
    title: (day) => `${day} 섀도 모드`,
    nothingDone: "마루는 아무 조치도 하지 않았어요. 지금 정책대로라면 이렇게 했을 거예요.",
    counts: (name, yesterday, week) => `${name}: ${yesterday}건 (최근 7일 ${week}건)`,
    categories: "종류",
    places: "장소",
    within: (perDay, budget) => `하루 약 ${perDay}건으로, 하루 ${budget}건 예산 안이에요.`,
    over: (perDay, budget, threshold) =>
      `하루 약 ${perDay}건이에요. 기준을 \`${threshold}\`로 하면 하루 ${budget}건을 넘지 않아요.`,
    highest: "가능성이 가장 높은 사건이에요.",
    message: "메시지",
    leave:
      "바꾸기 전에 정밀도와 재현율을 보려면 `npm run maru -- calibrate`를 실행하세요. 정책에서 `mode: active`로 바꾸면 그 장소는 섀도 모드를 벗어나요.",
    direct: "일대일 대화",
    step: {
      log: "기록",
      note: "작성자에게 알림",
      queue: "운영진에게 묻기",
      remove: "숨김 또는 삭제",
      timeout: "일시 차단",
    },
    category: {
      hate: "혐오",
      abuse: "모욕",
      threat: "위협",
      sexual: "성적인 내용",
      "self-harm": "자해",
      privacy: "개인정보",
      crime: "범죄",
      spam: "스팸",
      "own-rule": "이 공간의 자체 규칙",
      other: "기타",
    },
  },
};
