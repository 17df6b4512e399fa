import type { Config } from "../../config/index.ts";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { type Environment, isOnThisMachine, lookAtServer } from "../../model/index.ts";
import { configuredServers, elsewhere } from "../configured-servers.ts";

/** How long a server may take to say what it is. */
const PATIENCE_MS = 5_000;

interface CheckServersParts {
  /** What the findings are called: `model`. */
  readonly check: string;
  /** Where the servers stand in maru.yaml. */
  readonly section: string;
  readonly environment: Environment;
}

/** Whether each server answers, what it serves, and whether people's words leave the machine for it. */
export async function* checkServers(
  list: Config["model"]["servers"],
  { check, section, environment }: CheckServersParts,
): AsyncGenerator<Finding> {
  for (const configured of list) {
    const { url } = configured;
    if (!isOnThisMachine(url)) {
      const remedy = "Run the server here, or see to it that this is what your team wants.";
      yield { check, level: "warn", detail: elsewhere(url), remedy };
    }
    try {
      for (const server of configuredServers([configured], environment)) {
        const look = await lookAtServer(server, section, PATIENCE_MS);
        if (!look.ok) {
          yield { check, level: "fail", detail: look.problem, remedy: look.remedy };
          continue;
        }
        const { kind, name, slots, contextTokens, sees } = look.facts;
        const what = kind === "other" ? "" : ` (${kind})`;
        const room = contextTokens === undefined ? "" : `, ${contextTokens} tokens`;
        const detail = `${url}${what} serves ${name}: ${slots} at a time${room}${sees ? ", sees images" : ""}.`;
        yield { check, level: "ok", detail };
      }
    } catch (error) {
      if (!(error instanceof OperatorError)) throw error;
      yield { check, level: "fail", detail: error.message, remedy: "Then try again." };
    }
  }
}
