import { randomUUID } from "node:crypto";
import type { Config } from "../config/index.ts";
import {
  type ChatAdapter,
  type Logger,
  type Moderation,
  type MoveOutcome,
  type Observe,
  OperatorError,
  type ReviewDesk,
  type Store,
} from "../core/ports/index.ts";
import type { Message } from "../core/types.ts";
import type { Environment } from "../model/index.ts";
import { notePolicy, openAudit } from "../moderation/audit/index.ts";
import { type Cases, openCases } from "../moderation/cases/index.ts";
import {
  createCascade,
  createContextBefore,
  createModeration,
  createRouting,
  createSuspecting,
  createThresholds,
  suspectNothing,
} from "../moderation/index.ts";
import { createPolicies, openBudgets } from "../moderation/policy/index.ts";
import { createDailyReport, createReports, createSample } from "../moderation/report/index.ts";
import { createAnswerJudge, createScreen } from "../moderation/screen/index.ts";
import { guardForStart } from "./guard-for-start.ts";
import { pause } from "./pause.ts";
import { readRouter, type ShippedRouter } from "./read-router.ts";
import { timeZoneOf } from "./report/time-zone.ts";

interface OpenModerationParts {
  readonly config: Config;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly dataFolder: string;
  readonly environment: Environment;
  readonly store: Store;
  /** The file of the router's weights; absent: the one that ships with Maru. */
  readonly routerFile?: URL | undefined;
  /** The adapters, once they are made. */
  readonly adapters: () => readonly ChatAdapter[];
  readonly log: Logger;
  readonly observe: Observe;
  /** For the person at the terminal, one line at a time. */
  readonly print: (line: string) => void;
}

/** Moderation with all its parts, over a store. */
interface OpenedModeration {
  readonly moderation: Moderation;
  readonly desk: ReviewDesk;
  /** Whether there is a guard, which then has the processor before chat's model. */
  readonly hasGuard: boolean;
  /** Cases of which something could not be done or shown so far. */
  readonly failing: Cases["failing"];
  /** Once the platforms are connected: does what a former run left, and tells the daily report. */
  start(): Promise<void>;
  /** Stores what was learned, ends the guard. Before the store is closed. */
  stop(): Promise<void>;
}

/** The daily report suggests the threshold that finds about so many cases. */
const CASES_A_DAY = 10;

/** Opens moderation with what a former run left. Rejects with an `OperatorError` when the store or a file of prompts is not readable. */
export async function openModeration(parts: OpenModerationParts): Promise<OpenedModeration> {
  const { config, store, log, observe, print } = parts;
  const { budget, answers, policy } = config.moderation;
  const shared = { store, log, now: Date.now };
  const adapterOf = (id: string) => parts.adapters().find(({ name }) => id.startsWith(`${name}:`));

  const audit = openAudit(shared);
  const budgets = await openBudgets(shared);
  const policies = createPolicies(policy, { budgets });
  const sample = await createSample({ ...shared, append: audit.append, newSalt, share: policy.sampleShare });
  const router = await openRouter();
  const thresholds = router && openThresholds(router);
  const guard = await guardForStart(parts);
  const timeZone = timeZoneOf(config);
  const contextOf = createContextBefore(readBefore, { log });
  const cases = await openCases({
    ...{ ...shared, audit, observe },
    actionsOf: (platform) => parts.adapters().find(({ name }) => name === platform)?.moderation,
    policyOf: (place) => ({ ...policies.for(place), version: policies.version }),
    samples: sample.open,
    report: createReports({ scan: audit.scan, now: Date.now, timeZone, pause }),
    guardBacklog: () => guard && { ...guard.load(), state: guard.health().state },
    contextOf,
    random: newSalt,
  });

  const moderation = createModeration({
    cases,
    sample,
    cascade: createCascade({
      ...{ policies, sample, log, observe, now: Date.now, contextOf },
      ...(guard ? { guard } : {}),
      suspect: router && thresholds ? suspecting(router, thresholds) : suspectNothing,
      open: cases.open,
      edited: cases.edited,
      router: router?.id ?? "no router",
    }),
    screen: createScreen({
      links: { allow: answers.links },
      ...(router ? { judge: judging(router) } : {}),
    }),
    answer,
  });
  let daily: ReturnType<typeof createDailyReport> | undefined;

  return {
    moderation,
    desk: cases.desk,
    hasGuard: guard !== undefined,
    failing: cases.failing,
    async start() {
      guard?.begin();
      await notePolicy(policies, { ...shared, audit });
      await cases.resume();
      daily = createDailyReport({
        ...shared,
        entries: logEntries,
        desk: cases.desk,
        platforms: new Map(
          parts.adapters().flatMap(({ name, moderation }) => (moderation ? [[name, moderation]] : [])),
        ),
        timeZone,
        casesADay: CASES_A_DAY,
        pause,
      });
      daily.start();
    },
    async stop() {
      await daily?.stop();
      await cases.stop();
      await guard?.stop();
      await thresholds?.save();
      await budgets.save();
    },
  };

  /** The router that the config asks for. Without its weights Maru works all the same. */
  async function openRouter(): Promise<ShippedRouter | undefined> {
    if (!config.moderation.router) return undefined;
    try {
      return await readRouter(parts.routerFile);
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      log.warn({ reason: error.message }, "no router");
      print(`Messages are not scored: ${error.message}`);
      return undefined;
    }
  }

  function openThresholds({ standard, id }: ShippedRouter) {
    return createThresholds({ store, log, budget, standard, weights: id });
  }

  function suspecting({ router, standard }: ShippedRouter, thresholds: ReturnType<typeof openThresholds>) {
    const routing = createRouting({ router, thresholds, log, observe, now: () => performance.now(), pause });
    return createSuspecting({ router, routing, standard });
  }

  function judging({ router, standard }: ShippedRouter) {
    const seconded = guard ? { guard } : {};
    return createAnswerJudge({ router, thresholds: standard, log, observe, ...seconded });
  }

  async function readBefore({ id, thread, place, startsThread }: Message, last: number) {
    const scope = startsThread ? { line: place.id } : { thread };
    const before = adapterOf(id)?.history(scope, { before: id, last });
    return before ? Array.fromAsync(before) : [];
  }

  async function answer(event: string, outcome: MoveOutcome): Promise<void> {
    await adapterOf(event)?.moderation?.answer(event, outcome);
  }

  async function* logEntries() {
    for await (const { entry } of audit.scan()) yield entry;
  }
}

const newSalt = () => randomUUID() + randomUUID();
