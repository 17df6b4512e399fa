import { randomBytes } from "node:crypto";
import type { ModerationActions, ReviewDesk, Store } from "../../src/core/ports/index.ts";
import type { ChatEvent } from "../../src/core/types.ts";
import { openAudit } from "../../src/moderation/audit/index.ts";
import { type Cases, openCases } from "../../src/moderation/cases/index.ts";
import { FakeCore } from "../fakes/core.ts";
import { policyOf } from "../moderation/cases/terms.ts";
import { listeningLog } from "./listening-log.ts";

/** The real cases behind an adapter, for tests of the whole. */
export interface RealCases {
  /** For the adapter. */
  readonly core: FakeCore;
  readonly desk: ReviewDesk;
  readonly now: Cases;
  /** Before the adapter is asked for anything, and again after each restart of it. */
  open(store: Store, actions: () => ModerationActions): Promise<Cases>;
  close(): Promise<void>;
}

/** A core that hands moderation's events on to real cases, one after the other. */
export function realCases(): RealCases {
  const core = new FakeCore();
  const { deliver } = core;
  let taking: Cases | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const opened = (): Cases => {
    if (!taking) throw new Error("The cases are not open.");
    return taking;
  };
  const handOn = async (event: ChatEvent) => {
    if (event.type === "move" || event.type === "appeal" || event.type === "report")
      await taking?.take(event);
    if (event.type === "deleted") await taking?.gone(event.message);
  };
  Object.assign(core, {
    deliver: async (event: ChatEvent) => {
      await deliver(event);
      last = last.then(() => handOn(event));
    },
  });
  return {
    core,
    desk: {
      list: (query) => opened().desk.list(query),
      find: (id) => opened().desk.find(id),
      samples: (most) => opened().desk.samples(most),
      report: (days) => opened().desk.report(days),
      backlog: () => opened().desk.backlog(),
      watch: () => () => {},
    },
    get now() {
      return opened();
    },
    async open(store, actions) {
      taking = await openCases({
        store,
        audit: openAudit({ store, now: Date.now }),
        actionsOf: actions,
        policyOf,
        contextOf: async () => [],
        samples: async () => [],
        report: () => Promise.reject(new Error("no report")),
        guardBacklog: () => undefined,
        log: listeningLog(),
        observe: () => {},
        now: Date.now,
        random: () => randomBytes(16).toString("hex"),
      });
      return taking;
    },
    async close() {
      const ending = taking;
      taking = undefined;
      await ending?.stop();
    },
  };
}
