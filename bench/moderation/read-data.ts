import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { dataSets, type Example, writeExamples } from "../../src/moderation/training/index.ts";

/** The seed of the templates' sentences and of the order in which the trainer sees its examples. */
export const SEED = 20;
/** So many sentences for each function of each language. */
const PER_FAMILY = 900;
/** Of the long logs of chat, which are much alike, every so many lines are taken. */
const EVERY_LINE: Readonly<Record<string, number>> = { "ubuntu-irc": 6 };

/** Chat and summaries lie beside a folder named moderation. */
const rootOf = (folder: string) =>
  basename(resolve(folder)) === "moderation" ? dirname(resolve(folder)) : folder;

/** All examples: what lies in the folder, in a fixed order, and what the project's templates write. */
export async function readData(folderGiven: string): Promise<readonly Example[]> {
  const folder = rootOf(folderGiven);
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.split(sep).join("/")).sort();
  const examples: Example[] = [];
  for (const set of dataSets) {
    let found = 0;
    for (const path of paths.filter((path) => set.takes(`/${path}`))) {
      for (const example of set.read(path, await readFile(join(folder, path), "utf8"))) {
        if (example.text.trim() === "") continue;
        if (found++ % (EVERY_LINE[set.name] ?? 1) === 0) examples.push(example);
      }
    }
    if (found === 0)
      console.error(`No file of ${set.name} lies in ${folder}: trained and measured without it.`);
  }
  return [...examples, ...writeExamples(SEED, PER_FAMILY)];
}
