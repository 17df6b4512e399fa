import type {
  Consequence,
  ModerationEvent,
  MoveOutcome,
  ReviewCase,
  ReviewDesk,
} from "../../core/ports/index.ts";
import type { CaseId, Message, MessageId, PersonId } from "../../core/types.ts";
import { createCasesByMessage } from "./by-message.ts";
import { type CaseRecord, isOpen, isUndecided, outlivesMessage } from "./case-record.ts";
import { type CaseWorkParts, openCaseWork } from "./case-work.ts";
import { followEdit } from "./follow-edit.ts";
import { createForgetting } from "./forgetting.ts";
import { createOpenCase } from "./open-case.ts";
import type { CaseOpening } from "./opening.ts";
import type { PolicyOf } from "./policy-of.ts";
import { createTakeAppeal } from "./take-appeal.ts";
import { createTakeMove, type Taken } from "./take-move.ts";
import { createTakeReport } from "./take-report.ts";

interface CasesParts extends CaseWorkParts {
  readonly policyOf: PolicyOf;
  /** The last `count` messages before this one in its thread or conversation, oldest first; nothing where the platform does not give them. */
  readonly contextOf: (message: Message, count: number) => Promise<readonly Message[]>;
}

/** What can happen to a case by an event. */
export type CaseEvent = Extract<ModerationEvent, { readonly type: "move" | "appeal" | "report" }>;

/**
 * Cases from their opening to their end. All of it is noted in the audit log first, then stored, then done on the platform, then
 * shown; whatever a crash leaves is done by the next `resume`.
 */
export interface Cases {
  /**
   * Opens a case, or brings the open one up to date when its message was edited; opening it with the same words again is harmless.
   * Resolves when it is stored, and what the policy does by itself was done or has failed once: that is tried again
   * later. Rejects with a `StoreError`.
   */
  open(opening: CaseOpening): Promise<ReviewCase>;
  /**
   * The message was edited, and its judging opens no case: one that somebody is yet to decide shows from now on how it reads. Rejects
   * with a `StoreError`.
   */
  edited(message: Message): Promise<void>;
  /**
   * The author deleted the message: its case is closed if nobody decided it, unless Maru itself removed it. One that was reported, or that
   * one moderator of two has decided, stays to be decided.
   */
  gone(message: MessageId): Promise<void>;
  /**
   * Takes a moderator's move, an appeal or a report, and answers whoever made it. The same event again is harmless. Rejects with
   * a `StoreError`.
   */
  take(event: CaseEvent): Promise<Consequence>;
  readonly desk: ReviewDesk;
  /** How many cases hold words of this person. */
  count(person: PersonId): Promise<number>;
  /**
   * Erases this person's words from cases: at once where the case is settled, else when it is. @returns in how many cases
   */
  erase(person: PersonId): Promise<number>;
  /** Cases of which something could not be done or shown so far. */
  failing(): number;
  /** Does what a former run left. Resolves when each of it was tried once; the rest is tried again later. */
  resume(): Promise<void>;
  /** Tries nothing again any more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Opens the cases of a store and brings them up to date with the audit log, without doing anything on a platform yet. */
export async function openCases(parts: CasesParts): Promise<Cases> {
  const { store, log } = parts;
  const work = await openCaseWork(parts);
  const byMessage = createCasesByMessage(store);
  const forgetting = createForgetting({ store, work });
  const openCase = createOpenCase({ ...parts, work, byMessage });
  const takeMove = createTakeMove({ ...parts, work, settled: forgetting.settled });
  const takeReport = createTakeReport({ ...parts, work, byMessage, openCase });
  const takeAppeal = createTakeAppeal({ ...parts, work });

  function takeEvent(event: CaseEvent): Promise<Taken> {
    switch (event.type) {
      case "move":
        return takeMove(event);
      case "appeal":
        return takeAppeal(event);
      case "report":
        return takeReport(event);
      default:
        return event satisfies never;
    }
  }

  /** Answers on the platform that the event came from, which need not be the message's. */
  async function answer(event: string, outcome: MoveOutcome): Promise<void> {
    try {
      await work.actionsFor(event)?.answer(event, outcome);
    } catch (error) {
      log.warn({ event, outcome: outcome.type, err: error }, "move not answered");
    }
  }

  async function follow(id: CaseId, message: Message): Promise<void> {
    const record = await work.load(id);
    if (record?.message.id === message.id) await followEdit(work, record, message);
  }

  async function close(id: CaseId, message: MessageId): Promise<void> {
    const record = await work.load(id);
    if (record?.message.id !== message || !isUndecided(record) || isRemoval(record) || record.isGone) return;
    const after = await work.change(record, {
      entry: { type: "gone", case: id, ...(outlivesMessage(record) ? { stays: true } : {}) },
      key: `gone ${id}`,
    });
    if (!isOpen(after)) await forgetting.settled(after);
  }

  return {
    open: (opening) => work.inTurn(opening.message.id, async () => work.view(await openCase.open(opening))),
    edited: (message) =>
      work.inTurn(message.id, async () => {
        const id = await byMessage.of(message.id);
        if (id) await work.inTurn(id, () => follow(id, message));
      }),
    gone: (message) =>
      work.inTurn(message, async () => {
        const id = await byMessage.of(message);
        if (id) await work.inTurn(id, () => close(id, message));
      }),
    async take(event) {
      const { outcome, consequence } = await takeEvent(event);
      await answer(event.id, outcome);
      return consequence;
    },
    desk: work.desk,
    count: forgetting.count,
    erase: forgetting.erase,
    failing: work.failing,
    resume: work.resume,
    stop: work.stop,
  };
}

/** Whether Maru removed the message, or is about to: that it is gone then is no news. */
const isRemoval = ({ done, due }: CaseRecord): boolean =>
  due.some((task) => "do" in task && task.do === "remove") ||
  done.some(({ step, outcome, undone }) => step === "remove" && outcome === "done" && !undone);
