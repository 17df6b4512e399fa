import type { ModelHealth } from "../../core/ports/index.ts";
import type { ServerFault } from "./server-fault.ts";

/** For operators: why no server can be used, and what to do. @param section where they stand in maru.yaml */
export function whyNone(
  faults: readonly ServerFault[],
  section: string,
): Extract<ModelHealth, { state: "failed" }> {
  const problem = `No model server can be used: ${faults.map(({ message }) => message).join("; ")}.`;
  return { state: "failed", problem, remedy: remedyFor(faults, section) };
}

/** Of several kinds of trouble, the one that somebody has to do something about. */
function remedyFor(faults: readonly ServerFault[], section: string): string {
  const statuses = new Set(faults.map(({ status }) => status));
  if (statuses.has(401) || statuses.has(403)) {
    return `The server wants a key: put it into the environment and name its variable in ${section}.servers (keyVariable).`;
  }
  if (faults.some(({ kind }) => kind === "refused")) {
    return `Correct ${section}.servers in maru.yaml: url is where the server answers, model what it calls its model.`;
  }
  if (faults.some(({ kind }) => kind === "loading")) return "Wait until the server has loaded its model.";
  return `Start the server, or correct ${section}.servers in maru.yaml. Maru goes on asking, and uses it as soon as it answers.`;
}
