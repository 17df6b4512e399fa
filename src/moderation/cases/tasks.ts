import { asksPeople } from "../../core/ports/index.ts";
import type { CaseMove, PersonId } from "../../core/types.ts";
import {
  type CaseRecord,
  type DoingStep,
  isDoing,
  isNotedOnly,
  type Task,
  type Told,
} from "./case-record.ts";

/** What a decision by this move asks for, beside what the policy has done by itself. */
function stepsOf(record: CaseRecord, move: CaseMove): readonly DoingStep[] {
  if (isNotedOnly(record)) return [];
  switch (move) {
    case "uphold":
      return record.proposed.filter(isDoing).filter((step) => canStillBe(step, record));
    case "warn":
      return ["note"];
    case "delete":
      return ["remove"];
    case "timeout":
      return ["timeout"];
    case "dismiss":
    case "claim":
    case "release":
    case "escalate":
    case "undo":
      return [];
    default:
      return move satisfies never;
  }
}

/** What its author has deleted is not removed any more. */
const canStillBe = (step: DoingStep, { isGone }: CaseRecord): boolean => !(isGone && step === "remove");

/** Steps that hold as the case stands. */
function wantedSteps(record: CaseRecord): ReadonlySet<DoingStep> {
  const { decision, appeal, byItself } = record;
  if (decision?.move === "dismiss" || appeal?.outcome === "overturned") return new Set();
  const steps = [...byItself, ...(decision ? stepsOf(record, decision.move) : [])];
  return new Set(steps.filter((step) => canStillBe(step, record)));
}

/** Steps that were taken and not taken back. */
export function stepsTaken({ done }: CaseRecord): ReadonlySet<DoingStep> {
  return new Set(done.filter(({ outcome, undone }) => outcome === "done" && !undone).map(({ step }) => step));
}

/** Whether a decision would do something that has not been done. */
export function wouldDo(record: CaseRecord, move: CaseMove): boolean {
  const taken = stepsTaken(record);
  return stepsOf(record, move).some((step) => !taken.has(step));
}

/** What brought a case to where it stands. */
interface Cause {
  /** ISO 8601. */
  readonly at: string;
  readonly by: PersonId | "policy";
  /** The events whose words are the reason, if people said any. */
  readonly because?: readonly string[];
  /** What the author is told of a decision beside what is done. */
  readonly news?: Told | undefined;
}

/**
 * What is to be done now that the case has come to stand as it does: what holds and was not done, and what was done and holds no more.
 * What was begun and whose end is not known may have been done.
 */
export function tasksFor(record: CaseRecord, { at, by, because, news }: Cause): readonly Task[] {
  const wanted = wantedSteps(record);
  const taken = new Set(stepsTaken(record));
  const begun = record.attempted ? record.due[0] : undefined;
  if (begun && "do" in begun && begun.do !== "note" && !wanted.has(begun.do)) taken.add(begun.do);
  if (begun && "undo" in begun && wanted.has(begun.undo)) taken.delete(begun.undo);

  const tasks: Task[] = [];
  const said = because ? { because } : {};
  for (const undo of ["remove", "timeout"] as const)
    if (taken.has(undo) && !wanted.has(undo)) tasks.push({ undo, by });
  const takesBack = tasks.length > 0;

  const isLacking = (step: DoingStep) => wanted.has(step) && !taken.has(step);
  const acts = isLacking("remove") || isLacking("timeout");
  const wasTold = record.told.lastIndexOf("acted") > record.told.lastIndexOf("undone");
  const noteIsLacking = isLacking("note") && (!wasTold || record.decision?.move === "warn");
  if (isLacking("remove")) tasks.push({ do: "remove", by });
  if (isLacking("timeout")) {
    const until = new Date(Date.parse(at) + record.terms.timeoutMs).toISOString();
    tasks.push({ do: "timeout", by, until });
  }
  // They were told with the flood's first message, and their time out only goes on.
  const isFurther = by === "policy" && isLacking("timeout") && !asksPeople(record.proposed);
  if (acts && !isFurther)
    tasks.push({ tell: "acted", ...(noteIsLacking ? { elseNote: true } : {}), ...said });
  else if (noteIsLacking) tasks.push({ do: "note", by, ...said });
  if (news) tasks.push({ tell: news, ...said });
  else if (takesBack || (taken.has("note") && !wanted.has("note"))) tasks.push({ tell: "undone", ...said });
  return tasks;
}
