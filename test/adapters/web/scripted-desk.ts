import type {
  CaseQuery,
  ModerationReport,
  ReviewCase,
  ReviewDesk,
  SampledMessage,
} from "../../../src/core/ports/index.ts";
import type { CaseId, MessageId } from "../../../src/core/types.ts";
import { monthReport } from "./review-cases.ts";

/** Plays the desk: cases are put on it and changed, and whoever watches is told. */
export interface ScriptedDesk extends ReviewDesk {
  /** Puts a case on the desk, or what became of it. */
  put(shown: ReviewCase): void;
  /** Changes a case. */
  change(id: CaseId, change: Partial<ReviewCase>): ReviewCase;
  sample(drawn: SampledMessage): void;
  labelled(message: MessageId): void;
  /** What was asked of it. */
  readonly queries: readonly CaseQuery[];
  /** How many watch. */
  readonly watchers: number;
}

export function createScriptedDesk(figures: ModerationReport = monthReport()): ScriptedDesk {
  const cases = new Map<CaseId, ReviewCase>();
  const watching = new Set<(changed: ReviewCase) => void>();
  const queries: CaseQuery[] = [];
  let samples: readonly SampledMessage[] = [];

  function put(shown: ReviewCase): void {
    cases.set(shown.id, shown);
    for (const tell of watching) tell(shown);
  }

  return {
    put,
    queries,
    get watchers() {
      return watching.size;
    },
    change(id, change) {
      const changed = { ...cases.get(id)!, ...change };
      put(changed);
      return changed;
    },
    sample(drawn) {
      samples = [...samples, drawn];
    },
    labelled(message) {
      samples = samples.filter((sample) => sample.message.id !== message);
    },
    async list(query) {
      queries.push(query);
      const number = (id: CaseId) => Number(id.slice(1));
      const found = [...cases.values()]
        .filter(({ tab }) => tab === query.tab)
        .filter(({ message }) => query.platform === undefined || message.id.startsWith(`${query.platform}:`))
        .filter(({ id }) => query.before === undefined || number(id) < number(query.before))
        .sort((a, b) => number(b.id) - number(a.id));
      return { cases: found.slice(0, query.last), more: found.length > query.last };
    },
    find: async (id) => cases.get(id),
    samples: async (last) => samples.slice(0, last),
    report: async () => figures,
    backlog() {
      const waiting = [...cases.values()].filter(({ tab }) => tab === "waiting");
      const oldestAt = waiting.map(({ openedAt }) => openedAt).sort()[0];
      return {
        waiting: waiting.length,
        ...(oldestAt === undefined ? {} : { oldestAt }),
        guard: { waiting: 2, running: 0, oldestMs: 0, shed: 0, state: "ready" },
      };
    },
    watch(onChange) {
      watching.add(onChange);
      return () => watching.delete(onChange);
    },
  };
}
