import { availableParallelism } from "node:os";
import { silentLog } from "../../src/cli/silent-log.ts";
import { createLlamaModel, hasOpenMpBuild, type LlamaSettings } from "../../src/model/index.ts";
import { type Tunable, tune } from "../../src/model/tune/index.ts";

const ROUNDS = 2;

/** What `maru tune` would write into the config for this file on this machine; with the build with OpenMP where one was made. */
export async function tunedFor(settings: LlamaSettings): Promise<Tunable> {
  const { changes, noise, relative } = await tune({
    settings,
    cores: availableParallelism(),
    rounds: ROUNDS,
    hasOpenMpBuild: await hasOpenMpBuild(),
    signal: new AbortController().signal,
    now: () => performance.now(),
    log: silentLog,
    open: createLlamaModel,
    onNoise: () => undefined,
    onRow: (row) => process.stderr.write(`  ${JSON.stringify(row)}\n`),
  });
  process.stderr.write(
    `  tuned: ${JSON.stringify(changes)}; × ${relative.toFixed(2)}, noise ${noise.toFixed(2)}\n`,
  );
  return changes;
}
