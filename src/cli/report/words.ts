import type { CaseSource, LadderStep, WhyUnknown } from "../../core/ports/index.ts";
import type { Category, Locale } from "../../core/types.ts";

/** What becomes of cases, in the order in which it is drawn. */
export const fates = ["upheld", "overturned", "dismissed", "gone", "waiting"] as const;
type Fate = (typeof fates)[number];

/** All that the report says, in one language. */
export interface ReportWords {
  readonly title: string;
  /** @param from, to dates as people write them */
  readonly span: (from: string, to: string, timeZone: string) => string;
  readonly basis: string;
  readonly prevalence: { readonly name: string; readonly means: string };
  readonly precision: { readonly name: string; readonly means: string };
  readonly proactive: { readonly name: string; readonly means: string };
  readonly decisionTime: { readonly name: string; readonly means: string };
  readonly appeals: { readonly name: string; readonly means: string };
  readonly guard: { readonly name: string; readonly means: string };
  /** Of `of` things `hits` were; whole numbers, written. */
  readonly outOf: (hits: string, of: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly fewerThan: (high: string) => string;
  readonly moreThan: (low: string) => string;
  readonly unknown: Readonly<Record<WhyUnknown, string>>;
  readonly p90: (time: string) => string;
  readonly appealsMade: (made: string, open: string) => string;
  readonly undone: (count: string) => string;
  readonly sample: (sampled: string, labelled: string, messages: string) => string;
  readonly disputed: (count: string) => string;
  readonly casesByDay: string;
  readonly sampleByDay: string;
  readonly byLanguage: string;
  readonly byPlace: string;
  readonly bySource: string;
  readonly byCategory: string;
  readonly shadow: {
    readonly name: string;
    readonly none: string;
    readonly cases: (count: string) => string;
  };
  readonly actions: string;
  readonly nothingDone: string;
  readonly unavailable: string;
  readonly table: string;
  readonly more: (count: string) => string;
  readonly fates: Readonly<Record<Fate, string>>;
  readonly heads: {
    readonly day: string;
    readonly opened: string;
    readonly sampled: string;
    readonly labelled: string;
    readonly unlabelled: string;
    readonly harmful: string;
    readonly cases: string;
    readonly step: string;
    readonly done: string;
    readonly failed: string;
    readonly undone: string;
    readonly reason: string;
  };
  readonly sources: Readonly<Record<CaseSource, string>>;
  readonly steps: Readonly<Record<LadderStep, string>>;
  readonly categories: Readonly<Record<Category, string>>;
  readonly languages: Readonly<Record<Locale, string>>;
  readonly direct: (platform: string) => string;
}

const en: ReportWords = {
  title: "Moderation report",
  span: (from, to, timeZone) => `${from} to ${to} (${timeZone})`,
  basis:
    "From the audit log alone: cases opened and messages sampled in this time, as they stood at its end. Ranges hold the true figure 95 times in 100.",
  prevalence: { name: "Prevalence", means: "of all messages are harmful, by the random sample" },
  precision: { name: "Precision", means: "of what Maru found and people decided was upheld" },
  proactive: { name: "Found first", means: "of what was upheld, Maru had found before anybody reported it" },
  decisionTime: {
    name: "Time to decision",
    means: "from a case's opening to its first decision, in the middle",
  },
  appeals: { name: "Appeals overturned", means: "of the appeals that were decided" },
  guard: { name: "Guard at hand", means: "of the cases on which it was asked" },
  outOf: (hits, of) => `${hits} of ${of}`,
  between: (low, high) => `${low} to ${high}`,
  fewerThan: (high) => `fewer than ${high}`,
  moreThan: (low) => `more than ${low}`,
  unknown: {
    "nothing-sampled": "nothing was sampled",
    "nothing-labelled": "nobody has labelled any of the sample",
    "nothing-decided": "nothing was decided",
    "nothing-upheld": "nothing was upheld",
    "nothing-appealed": "nobody appealed",
    "too-few-decided": "fewer than ten were decided",
    "guard-never-asked": "it was not asked",
  },
  p90: (time) => `nine of ten within ${time}`,
  appealsMade: (made, open) => `${made} made, ${open} open`,
  undone: (count) => `decisions taken back: ${count}`,
  sample: (sampled, labelled, messages) =>
    `${sampled} messages sampled of about ${messages}; ${labelled} of them labelled`,
  disputed: (count) => `${count} on which people disagree, not counted`,
  casesByDay: "Cases by day",
  sampleByDay: "Random sample by day",
  byLanguage: "By language",
  byPlace: "By place",
  bySource: "By what found them",
  byCategory: "By category",
  shadow: {
    name: "In shadow mode",
    none: "No case was opened in shadow mode.",
    cases: (count) =>
      `Cases opened in shadow mode: ${count}. Nothing was done; this is what the policy would have done.`,
  },
  actions: "What was done",
  nothingDone: "Nothing was done on any platform.",
  unavailable: "Why the guard could not be asked",
  table: "As a table",
  more: (count) => `and ${count} more`,
  fates: {
    upheld: "upheld",
    overturned: "overturned",
    dismissed: "dismissed",
    gone: "deleted by the author",
    waiting: "undecided",
  },
  heads: {
    day: "Day",
    opened: "opened",
    sampled: "sampled",
    labelled: "labelled",
    unlabelled: "not labelled",
    harmful: "harmful",
    cases: "cases",
    step: "Step",
    done: "done",
    failed: "failed",
    undone: "taken back",
    reason: "Reason",
  },
  sources: { router: "router", guard: "guard", rule: "own rules", report: "members' reports" },
  steps: {
    log: "log",
    note: "note to the author",
    queue: "queue",
    remove: "hide or delete",
    timeout: "timeout",
  },
  categories: {
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
  languages: { en: "English", ko: "Korean" },
  direct: (platform) => `${platform}: direct conversations`,
};

const ko: ReportWords = {
  title: "모더레이션 보고서",
  span: (from, to, timeZone) => `${from} ~ ${to} (${timeZone})`,
  basis:
    "감사 기록만으로 계산했어요. 이 기간에 열린 사건과 표본으로 뽑힌 메시지가 기간 끝에 어떤 상태였는지를 보여 줘요. 범위는 100번 중 95번 참값을 포함해요.",
  prevalence: { name: "유해 메시지 비율", means: "무작위 표본으로 추정한, 전체 메시지 중 유해한 메시지" },
  precision: { name: "정밀도", means: "마루가 찾고 사람이 판단한 사건 중 인정된 사건" },
  proactive: { name: "먼저 찾은 비율", means: "인정된 사건 중 신고보다 마루가 먼저 찾은 사건" },
  decisionTime: { name: "판단까지 걸린 시간", means: "사건이 열린 뒤 첫 판단까지의 중앙값" },
  appeals: { name: "번복된 이의 제기", means: "판단이 끝난 이의 제기 중 번복된 것" },
  guard: { name: "가드 응답률", means: "가드에게 물은 사건 중 답을 받은 사건" },
  outOf: (hits, of) => `${of}건 중 ${hits}건`,
  between: (low, high) => `${low} ~ ${high}`,
  fewerThan: (high) => `${high} 미만`,
  moreThan: (low) => `${low} 초과`,
  unknown: {
    "nothing-sampled": "뽑힌 표본이 없어요",
    "nothing-labelled": "아직 아무도 표본에 답하지 않았어요",
    "nothing-decided": "판단된 것이 없어요",
    "nothing-upheld": "인정된 사건이 없어요",
    "nothing-appealed": "이의 제기가 없었어요",
    "too-few-decided": "판단된 사건이 열 건이 안 돼요",
    "guard-never-asked": "가드에게 물은 적이 없어요",
  },
  p90: (time) => `열에 아홉은 ${time} 안에`,
  appealsMade: (made, open) => `접수 ${made}건, 진행 중 ${open}건`,
  undone: (count) => `되돌린 판단: ${count}건`,
  sample: (sampled, labelled, messages) =>
    `메시지 약 ${messages}건 중 ${sampled}건을 뽑았고, 그중 ${labelled}건에 답이 있어요`,
  disputed: (count) => `의견이 갈린 ${count}건은 세지 않았어요`,
  casesByDay: "날짜별 사건",
  sampleByDay: "날짜별 무작위 표본",
  byLanguage: "언어별",
  byPlace: "장소별",
  bySource: "찾은 경로별",
  byCategory: "종류별",
  shadow: {
    name: "섀도 모드",
    none: "섀도 모드에서 열린 사건이 없어요.",
    cases: (count) =>
      `섀도 모드에서 열린 사건: ${count}건. 실제로는 아무 조치도 하지 않았고, 정책대로라면 했을 일이에요.`,
  },
  actions: "실제로 한 조치",
  nothingDone: "어느 플랫폼에서도 조치하지 않았어요.",
  unavailable: "가드에게 묻지 못한 이유",
  table: "표로 보기",
  more: (count) => `그 밖에 ${count}곳`,
  fates: {
    upheld: "인정",
    overturned: "번복",
    dismissed: "기각",
    gone: "작성자가 삭제",
    waiting: "미결",
  },
  heads: {
    day: "날짜",
    opened: "열림",
    sampled: "뽑힘",
    labelled: "답함",
    unlabelled: "답 없음",
    harmful: "유해",
    cases: "사건",
    step: "단계",
    done: "완료",
    failed: "실패",
    undone: "되돌림",
    reason: "이유",
  },
  sources: { router: "라우터", guard: "가드", rule: "자체 규칙", report: "멤버 신고" },
  steps: {
    log: "기록",
    note: "작성자에게 알림",
    queue: "검토 대기",
    remove: "숨김 또는 삭제",
    timeout: "일시 차단",
  },
  categories: {
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
  languages: { en: "영어", ko: "한국어" },
  direct: (platform) => `${platform}: 일대일 대화`,
};

export const reportWords: Readonly<Record<Locale, ReportWords>> = { en, ko };
