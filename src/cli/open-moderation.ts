import { randomUUID } from "node:crypto";
import type { Config } from "../config/index.ts";
import {
  type ChatAdapter,
  type Guard,
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
import { openAudit } from "../moderation/audit/index.ts";
import { type Cases, openCases } from "../moderation/cases/index.ts";
import {
  createCascade,
  createModeration,
  createRouting,
  createSuspecting,
  createThresholds,
  suspectNothing,
} from "../moderation/index.ts";
import { createPolicies, openBudgets, type Policies } from "../moderation/policy/index.ts";
import { createDailyReport, createReports, createSample } from "../moderation/report/index.ts";
import { createAnswerJudge, createScreen } from "../moderation/screen/index.ts";
import { findGuard, type GuardChoice } from "./find-guard.ts";
import { createLateGuard } from "./late-guard.ts";
import { machineMemory } from "./machine-memory.ts";
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
  /** As the guard's; nothing without one. */
  readonly guard: Pick<Guard, "health" | "load"> | undefined;
  /** Cases of which something could not be done or shown so far. */
  readonly failing: Cases["failing"];
  /** Once the platforms are connected: does what a former run left, and tells the daily report. */
  start(): Promise<void>;
  /** Stores what was learned, ends the guard. Before the store is closed. */
  stop(): Promise<void>;
}

/** The daily report suggests the threshold that finds about so many cases. */
const CASES_A_DAY = 10;

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

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
  const found = await findGuard({ ...parts, memory: machineMemory() });
  const guard = found.state === "found" ? createLateGuard(() => load(found)) : undefined;
  if (found.state === "absent") tellAbsent(found);

  const timeZone = timeZoneOf(config);
  const cases = await openCases({
    ...{ ...shared, audit, observe },
    actionsOf: (platform) => parts.adapters().find(({ name }) => name === platform)?.moderation,
    policyOf: (place) => ({ ...policies.for(place), version: policies.version }),
    samples: sample.open,
    report: createReports({ scan: audit.scan, now: Date.now, timeZone, pause }),
    guardLoad: () => guard && { ...guard.load(), state: guard.health().state },
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
    guard,
    failing: cases.failing,
    async start() {
      guard?.begin();
      await notePolicy();
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

  function load({ name, begin }: FoundGuard): Guard {
    const { guard, ready } = begin(parts);
    print(`Loading the guard ${name} …`);
    ready(new AbortController().signal).then(
      () => print(`The guard ${name} is ready.`),
      (error: unknown) => print(`The guard ${name} cannot be used: ${messageOf(error)}`),
    );
    return guard;
  }

  /** That none is installed is no news at every start: `doctor` tells. */
  function tellAbsent({ reason, hint }: AbsentGuard): void {
    log.info({ reason }, "no guard");
    if (reason === "unwanted" || config.moderation.guard.use === "auto") return;
    print(`Moderators judge without a guard: ${hint}`);
  }

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

  function openThresholds({ header, id }: ShippedRouter) {
    return createThresholds({ store, log, budget, standard: standardOf(header), weights: id });
  }

  function suspecting({ router, header }: ShippedRouter, thresholds: ReturnType<typeof openThresholds>) {
    const routing = createRouting({ router, thresholds, log, observe, now: () => performance.now(), pause });
    return createSuspecting({ router, routing, standard: standardOf(header) });
  }

  function judging({ router, header }: ShippedRouter) {
    const seconded = guard ? { guard } : {};
    return createAnswerJudge({ router, thresholds: standardOf(header), log, observe, ...seconded });
  }

  async function contextOf({ id, thread, place, startsThread }: Message, last: number) {
    const scope = startsThread ? { place: place.id } : { thread };
    const before = adapterOf(id)?.history(scope, { before: id, last });
    return before ? Array.fromAsync(before) : [];
  }

  async function answer(event: string, outcome: MoveOutcome): Promise<void> {
    await adapterOf(event)?.moderation?.answer(event, outcome);
  }

  /** Notes in the audit log from when on a policy counts, when it is not the one that counted before. */
  async function notePolicy(): Promise<void> {
    const { version, digest }: Policies = policies;
    const known = store.records<string>("moderation/policy");
    if ((await known.get("digest")) === digest) return;
    await audit.append({ type: "policy", version, digest }, `policy ${digest} ${Date.now()}`);
    await known.set("digest", digest);
  }

  async function* logEntries() {
    for await (const { entry } of audit.scan()) yield entry;
  }
}

type FoundGuard = Extract<GuardChoice, { readonly state: "found" }>;
type AbsentGuard = Extract<GuardChoice, { readonly state: "absent" }>;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const newSalt = () => randomUUID() + randomUUID();

const standardOf = ({ threshold }: ShippedRouter["header"]) => ({
  en: threshold.en.look,
  ko: threshold.ko.look,
});
