import type { Author, Message } from "../../../src/core/types.ts";
import type { CaseOpening } from "../../../src/moderation/cases/index.ts";
import type { PolicyOf } from "../../../src/moderation/cases/policy-of.ts";

export const DAY = 24 * 60 * 60 * 1000;
export const START = Date.UTC(2026, 0, 1);

export const person = (name: string): Author => ({
  id: `fake:${name}`,
  name: name.charAt(0).toUpperCase() + name.slice(1),
  kind: "person",
});
export const [author, mona, nils, rita] = ["author", "mona", "nils", "rita"].map(person) as [
  Author,
  Author,
  Author,
  Author,
];

export const message = (over: Partial<Message> = {}): Message => ({
  id: "fake:general/1",
  thread: "fake:general/1",
  startsThread: true,
  place: { id: "fake:general", name: "general", kind: "channel" },
  author,
  text: "those people are vermin",
  mentions: [],
  sentAt: new Date(START).toISOString(),
  link: "https://chat.example/1",
  ...over,
});

export const opening = (over: Partial<CaseOpening> = {}): CaseOpening => ({
  message: message(),
  context: [message({ id: "fake:general/0", author: rita, text: "what do you think?" })],
  language: "en",
  sources: ["router"],
  mode: "active",
  findings: {
    part: "text",
    categories: ["hate"],
    router: {
      score: 0.9,
      threshold: 0.5,
      labels: ["hate"],
      evidence: [{ text: "vermin", start: 17, end: 23, weight: 2.5 }],
    },
    rules: [],
  },
  proposed: ["queue"],
  policy: "0123456789ab",
  models: ["router 1"],
  twoPersons: false,
  timeoutMs: 60 * 60 * 1000,
  retentionMs: 30 * DAY,
  quiet: false,
  ...over,
});

export const policyOf: PolicyOf = () => ({
  mode: "shadow",
  contextMessages: 2,
  twoPersons: false,
  timeoutMs: 60 * 60 * 1000,
  retentionMs: 30 * DAY,
  isQuiet: () => false,
  version: "0123456789ab",
});
