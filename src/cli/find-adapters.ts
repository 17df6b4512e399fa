import { readdir } from "node:fs/promises";
import { type AdapterModule, OperatorError } from "../core/ports/index.ts";

/**
 * The platforms there are: each folder of `folder` is one, with an `index.ts` that exports `adapter`.
 * Sorted by name.
 */
export async function findAdapters(folder: URL): Promise<readonly AdapterModule[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const { adapter } = (await import(new URL(`${name}/index.ts`, folder).href)) as {
        adapter?: AdapterModule;
      };
      if (adapter?.name !== name)
        throw new OperatorError(
          `adapters/${name}/index.ts must export "adapter", an AdapterModule named "${name}".`,
        );
      return adapter;
    }),
  );
}
