import type { Finding } from "../../core/ports/chat-adapter.ts";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { type FindGuardParts, findGuard } from "../find-guard.ts";
import { checkServers } from "./servers.ts";

const CHECK = "guard";
const WITHOUT = "There is none: moderators judge what the router finds.";

/** Whether the guard that the config asks for is there, or its servers answer, and known how it is asked. Nothing is loaded. */
export async function* checkGuard(parts: FindGuardParts): AsyncGenerator<Finding> {
  const { config, environment } = parts;
  const { servers } = config.moderation.guard;
  let answering = 0;
  for await (const finding of checkServers(servers, {
    check: CHECK,
    section: "moderation.guard",
    environment,
  })) {
    if (finding.level === "ok") answering += 1;
    yield finding;
  }
  if (servers.length === 0 || answering > 0) yield await checkChoice(parts);
}

async function checkChoice(parts: FindGuardParts): Promise<Finding> {
  try {
    const found = await findGuard(parts);
    if (found.state === "found")
      return { check: CHECK, level: "ok", detail: `${found.name} judges what the router sends on.` };
    const { reason, hint } = found;
    if (reason === "unwanted") return { check: CHECK, level: "ok", detail: "The config wants none." };
    const level = reason === "unknown" || reason === "unusable" ? "fail" : "warn";
    return { check: CHECK, level, detail: WITHOUT, remedy: hint };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return { check: CHECK, level: "fail", detail: WITHOUT, remedy: error.message };
  }
}
