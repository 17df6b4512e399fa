/**
 * Trains the moderation router: `npm run train -- <data folder>` reads the sets below the folder and writes
 * models/router/router.bin. The same data gives the same file, to the bit. Takes about a minute and 2 GB.
 * Where a set is missing nothing is written, unless `--allow-missing` is given. `--out`: another folder to write to.
 */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { trainRouter, writeWeights } from "../../src/moderation/training/index.ts";
import { exitWithoutData, readAllData, SEED } from "./read-data.ts";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: "string", default: new URL("../../models/router", import.meta.url).pathname },
    "allow-missing": { type: "boolean", default: false },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("Say where the data lies: npm run train -- ../shared/data/moderation");
  process.exit(2);
}

const started = performance.now();
const tell = (step: string) =>
  console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${step}`);
const examples = await readAllData(folder, { missing: values["allow-missing"] }).catch(exitWithoutData);
const bytes = writeWeights(trainRouter(examples, { seed: SEED, tell }));
await mkdir(values.out, { recursive: true });
await writeFile(join(values.out, "router.bin"), bytes);
tell(`router.bin: ${bytes.length} bytes, sha256 ${createHash("sha256").update(bytes).digest("hex")}`);
