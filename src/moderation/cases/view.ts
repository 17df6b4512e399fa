import type { CaseDecision, Findings, ModerationAbilities, ReviewCase } from "../../core/ports/index.ts";
import type { Author, Message, PersonId } from "../../core/types.ts";
import type { OutcomeCounts } from "./author-history.ts";
import { type CaseRecord, claimAt, type Decided, isNotedOnly, tabOf } from "./case-record.ts";
import { movesOf } from "./check-move.ts";
import type { JudgedWords, SaidWords } from "./words.ts";

/** What a case is shown with. */
interface ViewParts {
  readonly judged: JudgedWords | undefined;
  readonly said: SaidWords | undefined;
  readonly history: OutcomeCounts;
  readonly can: ModerationAbilities | undefined;
  /** Unix ms. */
  readonly now: number;
}

/** A case as people see it: what it stands at, and the words as long as they are kept. */
export function viewOf(record: CaseRecord, parts: ViewParts): ReviewCase {
  const { judged, said, now } = parts;
  const { claim, escalated, proposal, decision, appeal } = { ...record, claim: claimAt(record, now) };
  const author = (id: PersonId): Author => ({ id, name: said?.names[id] ?? "", kind: "person" });
  const wordsIn = (event: string) => said?.said[event]?.words;
  const reasonIn = (events: readonly string[]) => {
    const reason = events.map(wordsIn).find((words) => words !== undefined);
    return reason === undefined ? {} : { reason };
  };
  const asDecision = ({ move, by, seconded, events, at }: Decided): CaseDecision => ({
    move,
    by: author(by),
    ...(seconded ? { seconded: author(seconded) } : {}),
    ...reasonIn(events),
    at,
  });
  return {
    id: record.id,
    state: record.state,
    mode: record.mode,
    tab: tabOf(record),
    isNotedOnly: isNotedOnly(record),
    sources: record.sources,
    message: judged?.message ?? withoutWords(record),
    ...(record.edited && judged?.edited
      ? { edited: { text: judged.edited.text, at: record.edited.at } }
      : {}),
    ...(record.isGone ? { gone: true } : {}),
    context: judged?.context ?? [],
    hasText: judged !== undefined,
    findings: findingsOf(record, judged),
    history: parts.history,
    reports: record.reports.map(({ by, at, event }) => ({ by, words: wordsIn(event) ?? "", at })),
    proposed: record.proposed,
    done: record.done,
    policy: record.policy,
    models: record.models,
    ...(claim ? { claim: { by: author(claim.by), until: claim.until } } : {}),
    ...(proposal ? { proposal: asDecision(proposal) } : {}),
    ...(escalated ? { escalated: { by: author(escalated.by), ...reasonIn([escalated.event]) } } : {}),
    ...(decision ? { decision: asDecision(decision) } : {}),
    ...(appeal
      ? {
          appeal: {
            words: wordsIn(appeal.event) ?? "",
            at: appeal.at,
            ...(appeal.outcome ? { outcome: appeal.outcome } : {}),
            ...(appeal.by ? { by: author(appeal.by) } : {}),
          },
        }
      : {}),
    deciders: record.state === "appealed" ? (appeal?.deciders ?? []) : [],
    twoPersons: record.twoPersons,
    openedAt: record.openedAt,
    changedAt: record.changedAt,
    moves: movesOf(record, parts.can, now),
  };
}

/** The message without a word of anybody's. */
export function withoutWords({ message, terms }: CaseRecord): Message {
  return {
    id: message.id,
    thread: message.thread,
    startsThread: terms.message.startsThread,
    place: { ...message.place, name: "" },
    author: { id: message.author, name: "", ...terms.message.author },
    text: "",
    mentions: [],
    sentAt: message.sentAt,
    link: terms.message.link,
  };
}

function findingsOf({ findings }: CaseRecord, judged: JudgedWords | undefined): Findings {
  const { router, ...others } = findings;
  if (!router) return others;
  const evidence = router.evidence.map((part, at) => ({ text: judged?.evidence[at] ?? "", ...part }));
  return { ...others, router: { ...router, evidence } };
}
