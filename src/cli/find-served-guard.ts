import { createHash } from "node:crypto";
import type { Config } from "../config/index.ts";
import {
  createServerVerdictModel,
  type Environment,
  lookAtServer,
  type ServerSettings,
} from "../model/index.ts";
import { chooseFormat, createGuard, type GuardFormat, guardExamples } from "../moderation/guard/index.ts";
import { configuredServers } from "./configured-servers.ts";
import type { GuardChoice } from "./find-guard.ts";

const SECTION = "moderation.guard";
/** How long one of the servers may take to say what it serves, which decides how it is asked. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 3_000;
const BETWEEN_LOOKS_MS = 500;

/**
 * The guard that servers run, if one of them answers. Rejects with an `OperatorError` when a key is missing or it cannot be told how
 * the model is asked.
 */
export async function findServedGuard(
  settings: Config["moderation"]["guard"],
  environment: Environment,
  readFormats: () => Promise<readonly GuardFormat[]>,
): Promise<GuardChoice> {
  const servers = configuredServers(settings.servers, environment);
  const look = await firstLook(servers);
  if (!look.ok) return { state: "absent", reason: "unusable", hint: `${look.problem} ${look.remedy}` };
  const { name, path = name, model, kind, chatTemplate } = look.facts;
  const fingerprint = createHash("sha256").update(JSON.stringify([kind, model, path, chatTemplate]));
  const file = {
    name,
    path,
    fingerprint: fingerprint.digest("hex").slice(0, 12),
    ...(chatTemplate === undefined ? {} : { chatTemplate }),
  };
  const format = chooseFormat(await readFormats(), file, settings.format);
  const examples = guardExamples(format, file);
  return {
    state: "found",
    name: `${name} (${format.name}) of ${servers.map(({ url }) => new URL(url).host).join(", ")}`,
    path,
    begin({ log }) {
      const { contextTokens, backlog, deadlineSeconds } = settings;
      const served = createServerVerdictModel(
        { servers, contextTokens, section: SECTION, examples },
        { log },
      );
      const guard = createGuard({
        ...{ model: served, format, file, log },
        settings: { backlog, deadlineMs: deadlineSeconds * 1000 },
        now: () => performance.now(),
      });
      return { guard, ready: served.ready };
    },
  };
}

/** The first server that says what it serves; what is wrong with the first, when none does in time. */
async function firstLook(servers: readonly ServerSettings[]) {
  const until = performance.now() + PATIENCE_MS;
  while (true) {
    const looks = await Promise.all(servers.map((server) => lookAtServer(server, SECTION, LOOK_MS)));
    const [first] = looks;
    const answering = looks.find(({ ok }) => ok) ?? first;
    if (answering === undefined) throw new Error("no server is configured");
    if (answering.ok || performance.now() > until) return answering;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}
