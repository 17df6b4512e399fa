import { onTestFinished } from "vitest";
import type { ModerationActions, Store } from "../../../src/core/ports/index.ts";
import type { Author, CaseId, CaseMove, Message } from "../../../src/core/types.ts";
import type { PolicyOf } from "../../../src/moderation/cases/policy-of.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeModerationActions } from "../../fakes/moderation-actions.ts";
import { silentLog } from "../../store/silent-log.ts";
import { openCasesOn } from "./on-store.ts";
import { START } from "./terms.ts";

export * from "./terms.ts";

/** Cases on a store, with a clock that stands still until it is moved. */
export async function begin(
  given: {
    readonly store?: Store;
    readonly actions?: FakeModerationActions;
    readonly clock?: { now: number };
    readonly connect?: () => ModerationActions | undefined;
    readonly policyOf?: PolicyOf;
    readonly contextOf?: (message: Message, count: number) => Promise<readonly Message[]>;
  } = {},
) {
  const clock = given.clock ?? { now: START };
  const now = () => clock.now;
  const store = given.store ?? (await openStore("memory:", { dataFolder: "", now, log: silentLog }));
  const actions = given.actions ?? new FakeModerationActions();
  const { cases, audit, observed } = await openCasesOn(store, {
    connect: given.connect ?? (() => actions.connect()),
    now,
    ...(given.policyOf ? { policies: given.policyOf } : {}),
    ...(given.contextOf ? { contextOf: given.contextOf } : {}),
  });
  if (!given.store)
    onTestFinished(async () => {
      await cases.stop();
      await store.close();
    });

  let events = 0;
  const move = async (made: CaseMove, by: Author, reason?: string, id: CaseId = "c1") => {
    const event = `fake:move/${++events}`;
    const consequence = await cases.take({
      type: "move",
      id: event,
      case: id,
      move: made,
      by,
      ...(reason ? { reason } : {}),
    });
    const outcome = actions.answers.findLast((answer) => answer.event === event)?.outcome;
    return { consequence, outcome, event };
  };
  const entries = () => Array.fromAsync(audit.scan(), ({ entry }) => entry);
  return { cases, store, audit, actions, clock, observed, move, entries };
}
