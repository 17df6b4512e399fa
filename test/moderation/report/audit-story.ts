import type { CaseSource, CaseState, Findings, LadderStep } from "../../../src/core/ports/index.ts";
import type { CaseId, CaseMove, Category, Locale, MessageId, PersonId } from "../../../src/core/types.ts";
import type { AuditEntry } from "../../../src/moderation/audit/index.ts";

interface CaseStory {
  readonly at?: string;
  readonly place?: string;
  readonly kind?: "channel" | "direct";
  readonly language?: Locale;
  readonly mode?: "shadow" | "active";
  readonly sources?: readonly CaseSource[];
  readonly categories?: readonly Category[];
  readonly router?: number;
  readonly guard?: number | string;
  readonly proposed?: readonly LadderStep[];
}

/** Writes an audit log as moderation does, a few words for each entry. */
export function auditStory(start = "2026-11-20T10:00:00.000Z") {
  const entries: AuditEntry[] = [];
  let events = 0;
  let now = Date.parse(start);

  /** The time of the next entry; each comes a minute after the one before unless told. */
  const at = (told?: string) => {
    now = told === undefined ? now + 60_000 : Date.parse(told);
    return new Date(now).toISOString();
  };
  const judged = (type: "opened" | "judged-again", number: number, story: CaseStory): AuditEntry => {
    const { place = "web:general", kind = "channel", guard, router = 0.7 } = story;
    const said: Findings["guard"] =
      typeof guard === "number"
        ? {
            probability: guard,
            categories: guard < 0.5 ? [] : [...(story.categories ?? ["hate"])],
            codes: [],
          }
        : guard === undefined
          ? undefined
          : { unavailable: guard };
    return {
      at: at(story.at),
      type,
      case: `c${number}`,
      message: `${place as MessageId}/${number}`,
      thread: `${place as MessageId}/${number}`,
      place: { id: place as MessageId, kind },
      author: "web:somebody",
      language: story.language ?? "en",
      mode: story.mode ?? "active",
      sources: story.sources ?? ["router"],
      findings: {
        part: "text",
        categories: story.categories ?? ["hate"],
        router: { score: router, threshold: 0.5, labels: ["hate"], evidence: [] },
        ...(said === undefined ? {} : { guard: said }),
        rules: [],
      },
      proposed: story.proposed ?? ["log", "queue"],
      twoPersons: false,
      policy: "p1",
      models: [],
      sentAt: start,
      words: "0",
    };
  };

  return {
    entries,
    opened: (number: number, story: CaseStory = {}) => void entries.push(judged("opened", number, story)),
    judgedAgain: (number: number, story: CaseStory = {}) =>
      void entries.push(judged("judged-again", number, story)),
    moved(number: number, move: CaseMove, state: CaseState, when?: string) {
      const event = `web:e${++events}`;
      entries.push({ at: at(when), type: "moved", case: `c${number}`, move, by: "web:mina", state, event });
    },
    reported: (number: number) =>
      void entries.push({
        at: at(),
        type: "reported",
        case: `c${number}`,
        by: "web:jun",
        event: `web:e${++events}`,
      }),
    appealed: (number: number) =>
      void entries.push({
        at: at(),
        type: "appealed",
        case: `c${number}`,
        by: "web:somebody",
        words: "0",
        event: `web:e${++events}`,
      }),
    gone: (number: number) => void entries.push({ at: at(), type: "gone", case: `c${number}` as CaseId }),
    acted: (number: number, step: LadderStep, outcome: "done" | "failed" | "undone") =>
      void entries.push({ at: at(), type: "acted", case: `c${number}`, step, outcome, by: "policy" }),
    sampled(
      number: number,
      story: {
        at?: string;
        place?: string;
        language?: Locale;
        share?: number;
        router?: number;
        guard?: number;
      } = {},
    ) {
      const { place = "web:general", language = "en", share = 0.01, router = 0.1, guard } = story;
      entries.push({
        at: at(story.at),
        type: "sampled",
        message: `${place as MessageId}/${number}`,
        place: { id: place as MessageId, kind: "channel" },
        language,
        share,
        router,
        ...(guard === undefined ? {} : { guard }),
        words: "0",
      });
    },
    labelled(
      number: number,
      label: "fine" | "harmful",
      { by = "web:mina", place = "web:general" }: { by?: PersonId; place?: string } = {},
    ) {
      const event = `web:e${++events}`;
      entries.push({
        at: at(),
        type: "labelled",
        message: `${place as MessageId}/${number}`,
        label,
        by,
        event,
      });
    },
  };
}
