import type { ModerationReport, ReviewCase } from "../../../src/core/ports/index.ts";
import type { Author, CaseId, Message } from "../../../src/core/types.ts";

/** A person of the web chat. */
export const person = (number: number, name: string): Author => ({
  id: `web:p${number}`,
  name,
  kind: "person",
});

export function message(seq: number, author: Author, text: string, more: Partial<Message> = {}): Message {
  return {
    id: `web:general/${seq}`,
    thread: `web:general/${seq}`,
    startsThread: true,
    place: { id: "web:general", name: "general", kind: "channel" },
    author,
    text,
    mentions: [],
    sentAt: "2026-11-20T00:10:00.000Z",
    link: `http://127.0.0.1:7227/#/general/${seq}`,
    ...more,
  };
}

/** A case that waits, with nothing unusual about it. */
export function reviewCase(number: number, about: Message, more: Partial<ReviewCase> = {}): ReviewCase {
  return {
    id: `c${number}` as CaseId,
    state: "open",
    mode: "active",
    tab: "waiting",
    isNotedOnly: false,
    sources: ["router", "guard"],
    message: about,
    context: [],
    hasText: true,
    findings: {
      part: "text",
      categories: ["abuse"],
      router: { score: 0.81, threshold: 0.62, labels: ["insult"], evidence: [] },
      guard: { probability: 0.87, categories: ["abuse"], codes: ["S10"] },
      rules: [],
    },
    history: { cases: 0, upheld: 0, dismissed: 0 },
    reports: [],
    proposed: ["queue", "remove"],
    done: [],
    policy: "9f2c41d07ab3",
    models: ["router-2:5d1fe6c2", "qwen3guard-0.6b-strict:a77c09e1"],
    deciders: [],
    twoPersons: false,
    openedAt: "2026-11-20T00:12:00.000Z",
    changedAt: "2026-11-20T00:12:00.000Z",
    moves: ["claim", "uphold", "dismiss", "warn", "delete", "timeout", "escalate"],
    ...more,
  };
}

/** Evidence for words in a text, where they stand. */
export const evidence = (text: string, weights: Readonly<Record<string, number>>) =>
  Object.entries(weights).map(([words, weight]) => {
    const start = text.indexOf(words);
    return { text: words, start, end: start + words.length, weight };
  });

const share = (hits: number, of: number, low: number, high: number) => ({
  value: { hits, of, share: hits / of, low, high },
});
const counts = (opened: number, upheld: number, dismissed: number, overturned: number, gone: number) => ({
  opened,
  upheld,
  dismissed,
  overturned,
  gone,
  waiting: opened - upheld - dismissed - overturned - gone,
});
const sample = {
  sampled: 1_240,
  labelled: 1_100,
  harmful: 7,
  disputed: 3,
  messages: 118_400,
  prevalence: share(7, 1_100, 0.00256, 0.01306),
};

/** The report of a month, as a team of some dozens might see it. */
export function monthReport(): ModerationReport {
  const days = Array.from({ length: 30 }, (_, index) => {
    const opened = [3, 5, 2, 7, 4, 1, 0][index % 7]! + (index % 4);
    const upheld = Math.floor(opened * 0.5);
    const dismissed = Math.floor(opened * 0.35);
    return {
      day: new Date(Date.UTC(2026, 9, 22 + index)).toISOString().slice(0, 10),
      counts: counts(opened, upheld, dismissed, 0, 0),
      shadow: Math.floor(opened * 0.3),
      sampled: 40,
      labelled: 36,
      harmful: index % 5 === 0 ? 1 : 0,
    };
  });
  const slice = <Name>(name: Name, opened: number, upheld: number, dismissed: number) => ({
    name,
    counts: counts(opened, upheld, dismissed, 1, 0),
    precision: share(upheld, upheld + dismissed + 1, 0.4, 0.8),
  });
  const ground = <Name>(name: Name, opened: number, upheld: number, dismissed: number) => ({
    ...slice(name, opened, upheld, dismissed),
    sample,
    proactive: share(20, 28, 0.51, 0.86),
  });
  return {
    from: "2026-10-21T15:00:00.000Z",
    to: "2026-11-20T00:24:00.000Z",
    timeZone: "Asia/Seoul",
    sample,
    cases: {
      counts: counts(128, 64, 41, 4, 3),
      precision: share(59, 100, 0.487, 0.687),
      proactive: share(49, 64, 0.643, 0.863),
      decisionMs: { median: { value: 38 * 60_000 }, p90: { value: 5.2 * 3_600_000 } },
    },
    shadow: {
      cases: 31,
      steps: [
        { step: "queue", cases: 31 },
        { step: "note", cases: 14 },
        { step: "remove", cases: 9 },
        { step: "timeout", cases: 2 },
      ],
    },
    appeals: { made: 9, open: 1, overturned: share(4, 8, 0.157, 0.843) },
    undone: 2,
    actions: [{ step: "remove", done: 40, failed: 1, undone: 5 }],
    guard: {
      answered: 119,
      unavailable: [{ why: "unavailable", cases: 6 }],
      availability: { value: 119 / 125 },
    },
    bySource: [slice("router", 98, 45, 33), slice("rule", 21, 14, 4), slice("report", 9, 5, 4)],
    byCategory: [
      slice("abuse", 62, 31, 20),
      slice("hate", 30, 18, 8),
      slice("spam", 24, 15, 5),
      slice("other", 12, 2, 8),
    ],
    byLanguage: [ground("en", 81, 40, 27), ground("ko", 47, 24, 14)],
    byPlace: [
      ground("web:general", 70, 38, 20),
      ground("discord:812004711", 39, 18, 15),
      ground("web:direct", 19, 8, 6),
    ],
    days,
  };
}
