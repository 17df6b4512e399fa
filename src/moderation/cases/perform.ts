import {
  type ActionFailure,
  type AuthorNotice,
  type ModerationActions,
  PlatformError,
} from "../../core/ports/index.ts";
import type { Message } from "../../core/types.ts";
import type { NewEntry } from "../audit/index.ts";
import type { CaseRecord, Task } from "./case-record.ts";

/** What a task is carried out with. */
interface PerformParts {
  /** Absent: the platform cannot be reached by Maru at all. */
  readonly actions: ModerationActions | undefined;
  readonly message: Message;
  /** Whether its words are still kept. */
  readonly hasText: boolean;
  /** In the words of whoever decided. */
  readonly reason: { readonly words: string; readonly keepMs: number } | undefined;
  /** Unix ms. */
  readonly now: number;
}

type TaskEnd = Extract<NewEntry, { readonly type: "acted" | "told" }>;

/**
 * Carries out the first task of a case, and says what the audit log is to hold of it. A refusal of the platform is an outcome
 * too; any other error is thrown, and the task may be tried again.
 */
export async function perform(record: CaseRecord, task: Task, parts: PerformParts): Promise<TaskEnd> {
  if ("tell" in task) return tell(record, task, parts);
  if ("undo" in task) return takeBack(record, task, parts);
  const { actions, message, now } = parts;
  const until = task.until === undefined ? {} : { until: task.until };
  const acted = { type: "acted", case: record.id, step: task.do, by: task.by } as const;
  const failed = (why: ActionFailure): TaskEnd => ({ ...acted, outcome: "failed", why });
  if (!actions) return failed("unsupported");
  switch (task.do) {
    case "note": {
      const isTold = await say(record, { type: "warned" }, parts);
      return isTold ? { ...acted, outcome: "done" } : failed("unreachable");
    }
    case "remove": {
      if (!actions.can.remove) return failed("unsupported");
      // Its author was faster: nobody reads it any more, and that is what was asked for.
      const refused = await refusal(() => actions.remove(message, record.id));
      return refused && refused !== "gone" ? failed(refused) : { ...acted, outcome: "done" };
    }
    case "timeout": {
      if (!actions.can.timeout) return failed("unsupported");
      const end = Date.parse(task.until ?? "");
      if (!(end > now)) return failed("late");
      const refused = await refusal(() => actions.timeout(message, end, record.id));
      return refused ? failed(refused) : { ...acted, outcome: "done", ...until };
    }
    default:
      return task.do satisfies never;
  }
}

/** What is recorded of a task that could not be carried out in all its tries. */
export function gaveUp(record: CaseRecord, task: Task): TaskEnd {
  if ("tell" in task) return { type: "told", case: record.id, what: task.tell, reached: false };
  const step = "do" in task ? task.do : task.undo;
  return { type: "acted", case: record.id, step, by: task.by, outcome: "failed", why: "unreachable" };
}

async function takeBack(
  record: CaseRecord,
  { undo, by }: Extract<Task, { readonly undo: unknown }>,
  { actions, message, hasText }: PerformParts,
): Promise<TaskEnd> {
  const acted = { type: "acted", case: record.id, step: undo, by } as const;
  if (!actions) return { ...acted, outcome: "failed", why: "unsupported" };
  // What was deleted comes back as a copy, and there is nothing left to copy.
  if (undo === "remove" && actions.can.remove === "delete" && !hasText)
    return { ...acted, outcome: "failed", why: "gone" };
  const refused = await refusal(() =>
    undo === "remove" ? actions.restore(message, record.id) : actions.endTimeout(message, record.id),
  );
  return refused ? { ...acted, outcome: "failed", why: refused } : { ...acted, outcome: "undone" };
}

async function tell(
  record: CaseRecord,
  task: Extract<Task, { readonly tell: unknown }>,
  parts: PerformParts,
): Promise<TaskEnd> {
  const told = (reached: boolean): TaskEnd => ({ type: "told", case: record.id, what: task.tell, reached });
  if (task.tell !== "acted") return told(await say(record, { type: task.tell }, parts));
  const standing = record.done.filter(({ step, outcome, undone }) => {
    return step !== "note" && outcome === "done" && !undone;
  });
  if (standing.length > 0) {
    const done = standing.map(({ step }) => step);
    const until = standing.findLast((action) => action.until !== undefined)?.until;
    return told(await say(record, { type: "acted", done, ...(until ? { until } : {}) }, parts));
  }
  if (!task.elseNote) return told(false);
  const isTold = await say(record, { type: "warned" }, parts);
  return {
    type: "acted",
    case: record.id,
    step: "note",
    by: record.decision?.by ?? "policy",
    ...(isTold ? { outcome: "done" } : { outcome: "failed", why: "unreachable" }),
  };
}

/** Tells the author. `false`: they cannot be reached alone. */
async function say(
  record: CaseRecord,
  kind: AuthorNotice["kind"],
  { actions, message, reason }: PerformParts,
): Promise<boolean> {
  if (!actions?.can.tell) return false;
  const earlier = earlierNotices(record, kind.type);
  const isReproach = kind.type === "acted" || kind.type === "warned";
  const notice: AuthorNotice = {
    case: record.id,
    message,
    kind,
    ...(reason === undefined ? {} : { reason: reason.words, keepMs: reason.keepMs }),
    categories: isReproach ? record.findings.categories : [],
    mayAppeal: record.appeal === undefined && isReproach,
    ...(earlier > 0 ? { earlier } : {}),
  };
  let reached = false;
  const refused = await refusal(async () => {
    reached = await actions.tell(notice);
  });
  return refused === undefined && reached;
}

function earlierNotices(record: CaseRecord, type: AuthorNotice["kind"]["type"]): number {
  if (type === "warned") return record.done.filter(({ step }) => step === "note").length;
  return record.told.filter((what) => what === type).length;
}

/** Why the platform refused, if it did. */
async function refusal(call: () => Promise<void>): Promise<ActionFailure | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof PlatformError) return error.code;
    throw error;
  }
}
