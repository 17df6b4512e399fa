import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { dataSets, type Example, writeExamples } from "../../src/moderation/training/index.ts";

/** The seed of the templates' sentences and of the order in which the trainer sees its examples. */
export const SEED = 20;
/** So many sentences for each function of each language. */
export const PER_FAMILY = 900;
/** Of the long logs of chat, which are much alike, every so many lines are taken. */
const EVERY_LINE: Readonly<Record<string, number>> = { "ubuntu-irc": 6 };

/** Chat and summaries lie beside a folder named moderation. */
const rootOf = (folder: string) =>
  basename(resolve(folder)) === "moderation" ? dirname(resolve(folder)) : folder;

interface Data {
  /** What lies in the folder, in a fixed order, and what the project's templates write. */
  readonly examples: readonly Example[];
  /** Names of the sets of which no file was found. */
  readonly missing: readonly string[];
}

/** Reads all sets below a folder. Rejects, in words for whoever named it, where there is no such folder. */
async function readData(folderGiven: string): Promise<Data> {
  if (!(await stat(folderGiven).catch(() => undefined))?.isDirectory())
    throw new NoData(`There is no folder ${folderGiven}.`);
  const folder = rootOf(folderGiven);
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.split(sep).join("/")).sort();
  const examples: Example[] = [];
  const missing: string[] = [];
  for (const set of dataSets) {
    let found = 0;
    for (const path of paths.filter((path) => set.takes(`/${path}`))) {
      for (const example of set.read(path, await readFile(join(folder, path), "utf8"))) {
        if (example.text.trim() === "") continue;
        if (found++ % (EVERY_LINE[set.name] ?? 1) === 0) examples.push(example);
      }
    }
    if (found === 0) missing.push(set.name);
  }
  return { examples: [...examples, ...writeExamples(SEED, PER_FAMILY)], missing };
}

/** All sets, or none: rejects in words where one is missing, unless that is allowed; then it is told. */
export async function readAllData(
  folder: string,
  allow: { readonly missing: boolean },
): Promise<readonly Example[]> {
  const { examples, missing } = await readData(folder);
  if (missing.length > 0) {
    const told = `No file of ${missing.join(", ")} lies in ${folder}`;
    if (!allow.missing)
      throw new NoData(`${told}. Name the folder that holds all sets, or add --allow-missing to do without.`);
    console.error(`${told}: done without.`);
  }
  return examples;
}

/** The data that was named is not there; the message says what to do. */
export class NoData extends Error {}

/** For the end of a command: tells what is missing and exits with 2; any other error is thrown on. */
export function exitWithoutData(error: unknown): never {
  if (!(error instanceof NoData)) throw error;
  console.error(error.message);
  process.exit(2);
}
