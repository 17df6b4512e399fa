import type { CatalogueModel } from "./catalogue.ts";
import { type HubUri, parseHubUri } from "./hub-uri.ts";

const HUB = "https://huggingface.co";

/** What to type to install a model; without a name the best for the machine. */
export function pullCommand(nameOrUri?: string): string {
  return `npm run maru -- models pull${nameOrUri === undefined ? "" : ` ${nameOrUri}`}`;
}

/** How to install a model without the program having internet. `what`: the model that is wanted, when one is. */
export function byHandAdvice(modelsFolder: string, what?: HubUri): string {
  return (
    `Without internet: on a machine that has it, download ${whereToFind(what)} ` +
    `and put it into ${modelsFolder}, then start Maru again.`
  );
}

/** What to do to get this entry, with and without internet. */
export function installAdvice(entry: CatalogueModel | undefined, modelsFolder: string): string {
  const uri = entry === undefined ? undefined : parseHubUri(entry.uri);
  return `Type: ${pullCommand(entry?.name)}. ${byHandAdvice(modelsFolder, uri?.ok ? uri.uri : undefined)}`;
}

/** The page of a repository, where its licence is read and accepted. */
export function repositoryPage(uri: HubUri): string {
  return `${HUB}/${uri.user}/${uri.repo}`;
}

function whereToFind(what: HubUri | undefined): string {
  if (what === undefined) return `a chat model as a .gguf file (for example from ${HUB})`;
  const path = encodeURI(`${what.user}/${what.repo}`);
  return "file" in what
    ? `${HUB}/${path}/resolve/main/${encodeURI(what.file)}`
    : `the ${what.tag} .gguf file from ${HUB}/${path}/tree/main`;
}
