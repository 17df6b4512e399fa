import { randomBytes } from "node:crypto";
import type { ModerationActions, Observation, Store } from "../../../src/core/ports/index.ts";
import type { Message } from "../../../src/core/types.ts";
import { openAudit } from "../../../src/moderation/audit/index.ts";
import { openCases } from "../../../src/moderation/cases/index.ts";
import type { PolicyOf } from "../../../src/moderation/cases/policy-of.ts";
import { FakeModerationActions } from "../../fakes/moderation-actions.ts";
import { silentLog } from "../../store/silent-log.ts";
import { policyOf } from "./terms.ts";

/** Cases on a store, whose messages are of the platform `fake`. */
export async function openCasesOn(
  store: Store,
  {
    connect = () => new FakeModerationActions().connect(),
    now = Date.now,
    policies = policyOf,
    contextOf = async () => [],
  }: {
    readonly connect?: () => ModerationActions | undefined;
    readonly now?: () => number;
    readonly policies?: PolicyOf;
    readonly contextOf?: (message: Message, count: number) => Promise<readonly Message[]>;
  } = {},
) {
  const port = connect();
  const observed: Observation[] = [];
  const audit = openAudit({ store, now });
  const cases = await openCases({
    store,
    audit,
    actionsOf: (platform) => (platform === "fake" ? port : undefined),
    policyOf: policies,
    contextOf,
    samples: async () => [],
    report: async () => {
      throw new Error("no report here");
    },
    guardBacklog: () => undefined,
    log: silentLog,
    observe: (observation) => void observed.push(observation),
    now,
    random: () => randomBytes(16).toString("hex"),
  });
  return { cases, audit, observed };
}
