import { resolve } from "node:path";
import { type Config, summaryTimeZone } from "../config/index.ts";
import { admittedPlaces, COMMANDS, createMaru, preparePrompts } from "../core/index.ts";
import type {
  AdapterModule,
  AdapterParts,
  ChatAdapter,
  Logger,
  Observe,
  Store,
} from "../core/ports/index.ts";
import { createDigests } from "../digests/index.ts";
import { createAbsentModel, type Environment } from "../model/index.ts";
import { isOffEverywhere } from "../moderation/policy/index.ts";
import { createHealth, createLogger, createMetrics } from "../ops/index.ts";
import { createPace, createRetrieval } from "../search/index.ts";
import { openStore } from "../store/index.ts";
import { createSummaries, prepareSummaryPrompts } from "../summary/index.ts";
import type { LateModel } from "./late-model.ts";
import { openChatModel } from "./open-chat-model.ts";
import { openModeration } from "./open-moderation.ts";
import { readPromptFiles, readSummaryPromptFiles } from "./read-prompt-files.ts";
import { secretsFor } from "./secrets-for.ts";

interface StartParts {
  readonly config: Config;
  /** Relative paths of the config start here. */
  readonly baseFolder: string;
  readonly adapters: readonly AdapterModule[];
  readonly environment: Environment;
  readonly version: string;
  /** The file of the router's weights; absent: the one that ships with Maru. */
  readonly routerFile?: URL;
  /** For the person at the terminal, one line at a time. */
  readonly print: (line: string) => void;
}

/** A running Maru. */
interface Running {
  /** Ends it: answers in flight get the configured grace, the rest is taken up at the next start. Idempotent. */
  stop(): Promise<void>;
}

/**
 * Puts the parts together and starts them in order: store, platforms, model. Rejects, with everything closed again,
 * when the store or a platform cannot be opened, before a model is loaded for nothing; a model that cannot be loaded is
 * no reason not to start.
 */
export async function start(parts: StartParts): Promise<Running> {
  const { config, environment, print } = parts;
  const log = createLogger(config.log);
  const metrics = createMetrics();
  const dataFolder = resolve(parts.baseFolder, config.data.folder);
  const prompts = preparePrompts(await readPromptFiles(), config.assistant.name);
  const summaryPrompts = prepareSummaryPrompts(await readSummaryPromptFiles());
  const timeZone = summaryTimeZone(config);

  const store = await openStore(config.data.store, { dataFolder, now: Date.now, log });
  const closing: (() => Promise<void>)[] = [() => store.close()];
  try {
    const model = await openModel(parts, dataFolder, log, metrics.observe);
    closing.unshift(() => model.stop());
    const running = await openMaru(model, store);
    return running;
  } catch (error) {
    await closeAll(closing, log);
    throw error;
  }

  async function openMaru(model: LateModel, store: Store): Promise<Running> {
    let phase: "starting" | "serving" | "stopping" = "starting";
    const health = createHealth({
      version: parts.version,
      store,
      model: () => model.health(),
      queue: () => maru.counts(),
      moderation: () => ({ ...opened.desk.backlog(), failing: opened.failing() }),
      platforms: () => (phase === "serving" ? adapters : []),
      stopping: () => phase === "stopping",
      now: () => performance.now(),
    });
    const opened = await openModeration({
      ...{ config, baseFolder: parts.baseFolder, dataFolder, environment, store, log, print },
      routerFile: parts.routerFile,
      adapters: () => adapters,
      observe: metrics.observe,
    });
    closing.unshift(() => opened.stop());
    const isModerated = !isOffEverywhere(config.moderation.policy);
    const adapters = await createAdapters(store, health, isModerated ? { desk: opened.desk } : {});
    const maru = createMaru({
      store,
      adapters,
      model,
      retrieval: createRetrieval(),
      summaries: createSummaries({
        ...{ store, model, prompts: summaryPrompts, timeZone, log },
        pace: () => createPace(() => performance.now()),
        now: () => performance.now(),
        unixNow: Date.now,
      }),
      timeZone,
      moderation: opened.moderation,
      prompts,
      selfName: config.assistant.name,
      maxAnswerTokens: config.model.maxAnswerTokens,
      admission: config.answers,
      queue: config.queue,
      log,
      observe: metrics.observe,
      now: () => performance.now(),
      unixNow: Date.now,
    });
    await maru.start();
    await opened.start();
    const digests = createDigests({
      ...{ digests: config.summaries.digests, timeZone, adapters, store, log },
      deliver: maru.deliver,
      now: Date.now,
    });
    digests.start();
    model.begin(opened.hasGuard);
    phase = "serving";
    log.info({ platforms: adapters.map(({ name }) => name) }, "ready");
    const addresses = adapters.flatMap(({ address }) => address ?? []);
    print(addresses.length > 0 ? `Maru is ready at ${addresses.join(", ")}` : "Maru is ready");
    for (const { reviewAddress } of adapters)
      if (reviewAddress !== undefined) print(`Moderators review at ${reviewAddress}`);

    let stopped: Promise<void> | undefined;
    const stop = async () => {
      phase = "stopping";
      await digests.stop();
      await maru.stop(config.shutdown.graceSeconds * 1000);
      await closeAll(closing, log);
      log.info({}, "stopped");
    };
    return {
      stop: () => {
        stopped ??= stop();
        return stopped;
      },
    };
  }

  async function createAdapters(
    store: Store,
    healthz: () => Promise<Response>,
    moderating: Pick<AdapterParts, "desk">,
  ): Promise<readonly ChatAdapter[]> {
    const adapters: ChatAdapter[] = [];
    for (const module of parts.adapters) {
      const section = config.platforms[module.name];
      if (section === null || section === undefined) continue;
      const adapter = await module.create(section, {
        store,
        log,
        now: Date.now,
        selfName: config.assistant.name,
        commands: COMMANDS,
        ...moderating,
        mayAnswerIn: admittedPlaces(config.answers),
        secrets: secretsFor(module, environment),
        routes: { "/healthz": healthz, "/metrics": metrics.expose },
      });
      adapters.push(adapter);
    }
    return adapters;
  }
}

/** Closes one after the other, the rest also when one fails. */
async function closeAll(closing: readonly (() => Promise<void>)[], log: Logger): Promise<void> {
  for (const close of closing)
    await close().catch((error: unknown) => log.error({ err: error }, "part not closed"));
}

/** The model that the config asks for, not loaded yet; or one that says what to do to have one. */
async function openModel(
  { config, baseFolder, environment, print }: StartParts,
  dataFolder: string,
  log: Logger,
  observe: Observe,
): Promise<LateModel> {
  const opened = await openChatModel({
    ...{ config, baseFolder, dataFolder, environment, log, observe, print },
    keeps: true,
  });
  if (opened.state === "found") return opened.model;
  log.warn({ reason: opened.reason }, "no model");
  print(`Maru answers with earlier messages: ${opened.hint}`);
  return { ...createAbsentModel(opened.hint), begin() {} };
}
