import type { Config } from "../config/index.ts";
import type { Logger, Model, Observe } from "../core/ports/index.ts";
import { createServerModel, type Environment } from "../model/index.ts";
import { configuredServers, warnOfServersElsewhere } from "./configured-servers.ts";
import { createLateModel, type LateModel } from "./late-model.ts";

interface OpenServerModelParts {
  readonly settings: Config["model"];
  readonly environment: Environment;
  readonly log: Logger;
  readonly observe: Observe;
  /** For the person at the terminal, one line at a time. */
  readonly print: (line: string) => void;
}

/** The model that the config's servers run; they are asked once it is begun. @throws OperatorError when a key is missing */
export function openServerModel(parts: OpenServerModelParts): LateModel {
  const { settings, environment, log, observe, print } = parts;
  const servers = configuredServers(settings.servers, environment);
  warnOfServersElsewhere(servers, parts);
  const where = servers.map(({ url }) => new URL(url).host).join(", ");
  return createLateModel(() => {
    const model = createServerModel(
      {
        servers,
        contextTokens: settings.contextTokens,
        deadlineMs: settings.deadlineSeconds * 1000,
        section: "model",
      },
      { log, observe },
    );
    print(`Asking the model server ${where} …`);
    return tellOfAnswer(model, where, print);
  });
}

/** The person at the terminal hears what came of it, unless Maru ends first. */
function tellOfAnswer(model: Model, where: string, print: (line: string) => void): Model {
  const ended = new AbortController();
  model.ready(ended.signal).then(
    () => {
      const health = model.health();
      if (health.state === "ready") print(`The model ${health.name} of ${where} is ready.`);
    },
    (error: unknown) => {
      if (!ended.signal.aborted) print(error instanceof Error ? error.message : String(error));
    },
  );
  return {
    ...model,
    stop() {
      ended.abort();
      return model.stop();
    },
  };
}
