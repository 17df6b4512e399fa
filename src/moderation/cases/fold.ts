import type { AuditEntry, NumberedEntry } from "../audit/index.ts";
import {
  type CaseRecord,
  type CaseTerms,
  CLAIM_MS,
  type DecidingMove,
  type DoingStep,
  isDoing,
} from "./case-record.ts";
import { tasksFor } from "./tasks.ts";

type EntryOf<Type extends AuditEntry["type"]> = Extract<AuditEntry, { readonly type: Type }>;
type Judged = EntryOf<"opened" | "judged-again">;

/**
 * What a case comes to by one more entry of the audit log. Pure: the same entries always come to the same case.
 *
 * @param terms of an opening, or of a judging again
 */
export function fold(
  record: CaseRecord | undefined,
  { seq, entry }: NumberedEntry,
  terms?: CaseTerms,
): CaseRecord | undefined {
  if (record === undefined) return entry.type === "opened" && terms ? opened(entry, seq, terms) : undefined;
  const next = { ...record, seq, changedAt: entry.at };
  switch (entry.type) {
    case "judged-again":
      return judgedAgain(next, entry, terms ?? record.terms);
    case "reported":
      return {
        ...next,
        sources: withOne(record.sources, "report"),
        reports: [...record.reports, { by: entry.by, at: entry.at, event: entry.event }],
        events: [...record.events, entry.event],
        ...(terms ? { terms } : {}),
      };
    case "moved":
      return { ...moved(next, entry), events: [...record.events, entry.event] };
    case "acted":
      return { ...next, ...withoutFirst(record), done: withAction(record, entry) };
    case "told": {
      const takesNoteBack = entry.what === "undone" || entry.what === "appeal-overturned";
      const done = takesNoteBack ? record.done.map(asUndone("note")) : record.done;
      const told = entry.reached ? [...record.told, entry.what] : record.told;
      return { ...next, ...withoutFirst(record), done, told };
    }
    case "appealed":
      return appealed({ ...next, ...(terms ? { terms } : {}) }, entry);
    case "edited":
      return {
        ...next,
        edited: entry.words === undefined ? undefined : { at: entry.at, words: entry.words },
      };
    case "gone":
      if (entry.stays) return { ...next, isGone: true };
      return {
        ...next,
        state: "gone",
        due: [],
        attempted: false,
        claim: undefined,
        proposal: undefined,
        escalated: undefined,
      };
    case "opened":
    case "sampled":
    case "labelled":
    case "policy":
      return next;
    default:
      return entry satisfies never;
  }
}

const withOne = <Item>(list: readonly Item[], item: Item): readonly Item[] =>
  list.includes(item) ? list : [...list, item];

const withoutFirst = ({ due }: CaseRecord) => ({ due: due.slice(1), attempted: false });

const asUndone =
  (step: DoingStep) =>
  (action: CaseRecord["done"][number]): CaseRecord["done"][number] =>
    action.step === step && action.outcome === "done" ? { ...action, undone: true } : action;

const whatWasJudged = (entry: Judged) => ({
  language: entry.language,
  mode: entry.mode,
  findings: entry.findings,
  proposed: entry.proposed,
  policy: entry.policy,
  models: entry.models,
  twoPersons: entry.twoPersons,
  words: entry.words,
});

function opened(entry: Judged, seq: number, terms: CaseTerms): CaseRecord {
  const record: CaseRecord = {
    id: entry.case,
    seq,
    terms,
    state: "open",
    ...whatWasJudged(entry),
    sources: entry.sources,
    message: {
      id: entry.message,
      thread: entry.thread,
      place: entry.place,
      author: entry.author,
      sentAt: entry.sentAt,
    },
    byItself: entry.mode === "active" ? entry.proposed.filter(isDoing) : [],
    judgings: 1,
    reports: [],
    done: [],
    due: [],
    attempted: false,
    told: [],
    events: [],
    openedAt: entry.at,
    changedAt: entry.at,
  };
  return { ...record, due: tasksFor(record, { at: entry.at, by: "policy" }) };
}

/** What was done for the words as they stood before stays done: whether it should, a person decides. */
function judgedAgain(before: CaseRecord, entry: Judged, terms: CaseTerms): CaseRecord {
  const record: CaseRecord = {
    ...before,
    ...whatWasJudged(entry),
    terms,
    sources: [...new Set([...before.sources, ...entry.sources])],
    byItself:
      entry.mode === "active"
        ? [...new Set([...before.byItself, ...entry.proposed.filter(isDoing)])]
        : before.byItself,
    judgings: before.judgings + 1,
    edited: undefined,
  };
  return { ...record, due: tasksFor(record, { at: entry.at, by: "policy" }), attempted: false };
}

function moved(before: CaseRecord, entry: EntryOf<"moved">): CaseRecord {
  const { move, by, at, event, state } = entry;
  switch (move) {
    case "claim":
      return { ...before, claim: { by, until: new Date(Date.parse(at) + CLAIM_MS).toISOString() } };
    case "release":
      return { ...before, claim: undefined };
    case "escalate":
      return { ...before, claim: undefined, escalated: { by, event } };
    case "undo":
      return undone(before, entry);
    case "uphold":
    case "dismiss":
    case "warn":
    case "delete":
    case "timeout":
      if (state === "seconding")
        return { ...before, state, claim: undefined, proposal: { move, by, events: [event], at } };
      return decided(before, entry, move);
    default:
      return move satisfies never;
  }
}

function decided(before: CaseRecord, entry: EntryOf<"moved">, move: DecidingMove): CaseRecord {
  const { proposal, appeal } = before;
  const { by, at, event, state } = entry;
  const isSeconded = proposal?.move === move && proposal.by !== by;
  const decision = isSeconded
    ? { move, by: proposal.by, seconded: by, events: [event, ...proposal.events], at }
    : { move, by, events: [event], at };
  const outcome = move === "dismiss" ? "overturned" : "confirmed";
  const record: CaseRecord = {
    ...before,
    state,
    claim: undefined,
    escalated: undefined,
    proposal: undefined,
    decision: before.state === "appealed" ? before.decision : decision,
    ...(appeal ? { appeal: { ...appeal, outcome, by } } : {}),
  };
  const news = appeal && (`appeal-${outcome}` as const);
  return { ...record, due: tasksFor(record, { at, by, because: decision.events, news }), attempted: false };
}

/** Takes the last decision back: the case stands as it stood before. */
function undone(before: CaseRecord, entry: EntryOf<"moved">): CaseRecord {
  const record: CaseRecord = {
    ...before,
    state: entry.state,
    claim: undefined,
    proposal: undefined,
    decision: entry.state === "appealed" ? before.decision : undefined,
    ...(before.appeal ? { appeal: { ...before.appeal, outcome: undefined, by: undefined } } : {}),
  };
  if (before.state === "seconding") return record;
  const { at, by, event } = entry;
  return { ...record, due: tasksFor(record, { at, by, because: [event] }), attempted: false };
}

function withAction(record: CaseRecord, entry: EntryOf<"acted">): CaseRecord["done"] {
  const { step, outcome, at, why, until } = entry;
  if (!isDoing(step)) return record.done;
  if (outcome === "undone") return record.done.map(asUndone(step));
  const action = { step, at, outcome, ...(why ? { why } : {}), ...(until ? { until } : {}) };
  return [...record.done, action];
}

function appealed(before: CaseRecord, entry: EntryOf<"appealed">): CaseRecord {
  const { decision } = before;
  const deciders = decision ? [decision.by, ...(decision.seconded ? [decision.seconded] : [])] : [];
  return {
    ...before,
    state: decision ? "appealed" : before.state,
    appeal: { at: entry.at, event: entry.event, deciders, afterDecision: decision !== undefined },
    due: [...before.due, { tell: "appeal-received" }],
    events: [...before.events, entry.event],
  };
}
