import type { Config } from "../config/index.ts";
import { type Logger, OperatorError } from "../core/ports/index.ts";
import { type Environment, isOnThisMachine, type ServerSettings } from "../model/index.ts";

/** The servers as the config names them, with the keys that it names, and no other secrets. @throws OperatorError when a key is missing */
export function configuredServers(
  servers: Config["model"]["servers"],
  environment: Environment,
): readonly ServerSettings[] {
  return servers.map(({ url, model, parallel, keyVariable, sees }) => {
    const key = keyVariable === undefined ? undefined : environment[keyVariable]?.trim();
    if (keyVariable !== undefined && !key) {
      throw new OperatorError(
        `The environment has no ${keyVariable}, the key of the model server ${url}. Put it there or into .env; see .env.example.`,
      );
    }
    return {
      url,
      ...(model === undefined ? {} : { model }),
      ...(parallel === undefined ? {} : { parallel }),
      ...(sees === undefined ? {} : { sees }),
      ...(key === undefined ? {} : { key }),
    };
  });
}

/** That people's words leave the machine is said at every start. */
export function warnOfServersElsewhere(
  servers: readonly { readonly url: string }[],
  { log, print }: { readonly log: Logger; readonly print: (line: string) => void },
): void {
  for (const { url } of servers) {
    if (isOnThisMachine(url)) continue;
    log.warn({ host: new URL(url).host }, "a model server is not on this machine");
    print(elsewhere(url));
  }
}

/** The same sentence at the start and by `doctor`. */
export function elsewhere(url: string): string {
  const open = url.startsWith("http:") ? ", and nothing hides them on the way (http, not https)" : "";
  return `The model server ${new URL(url).host} is not on this machine: what people say goes there${open}.`;
}
