import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { readRecords } from "../../src/moderation/training/index.ts";
import type { Labelled } from "./labelled.ts";

const textNames = [
  "text",
  "test_case",
  "comment",
  "comments",
  "sentence",
  "document",
  "tweet",
  "content",
  "message",
  "post",
];
const labelNames = [
  "label_gold",
  "label",
  "labels",
  "hate",
  "hateful",
  "is_hate",
  "is_hateful",
  "hs",
  "class",
  "toxic",
  "offensive",
  "harmful",
  "off",
  "category",
];
const functionNames = ["functionality", "function", "shows"];

const yes =
  /^(1|1\.0|true|yes|y|hate|hateful|toxic|offensive|off|abusive|sexist|racist|unsafe|harmful|bad|hs|spoiled)$/i;
const no =
  /^(0|0\.0|false|no|n|none|not|nothate|nonhate|non-hate|not-hate|not_hate|normal|clean|neither|safe|ok|good|benign|non-?hateful|non-?toxic|not[ _-].*|non[ _-].*|default)$/i;

/** The labelled texts in the CSV and TSV files of a folder, and what could not be read, in words. */
export async function readTables(
  folder: string,
): Promise<{ readonly texts: readonly Labelled[]; readonly faults: readonly string[] }> {
  const texts: Labelled[] = [];
  const faults: string[] = [];
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => /\.(csv|tsv|txt)$/i.test(path))
    .sort();
  for (const path of paths) {
    const content = await readFile(join(folder, path), "utf8");
    const firstLine = content.slice(0, content.indexOf("\n"));
    const records = readRecords(content, firstLine.includes("\t") ? "\t" : ",");
    const names = Object.keys(records[0] ?? {});
    const find = (wanted: readonly string[]) =>
      wanted.map((name) => names.find((own) => own.toLowerCase() === name)).find((own) => own !== undefined);
    const [text, label, shows] = [find(textNames), find(labelNames), find(functionNames)];
    if (text === undefined || label === undefined) {
      faults.push(
        `${path}: no column of ${text === undefined ? `text (${textNames.join(", ")})` : `labels (${labelNames.join(", ")})`}.`,
      );
      continue;
    }
    let unread = 0;
    for (const record of records) {
      const answer = record[label]?.trim() ?? "";
      const harmful = yes.test(answer) ? 1 : no.test(answer) ? 0 : undefined;
      const words = record[text]?.trim() ?? "";
      if (harmful === undefined || words === "") {
        unread++;
        continue;
      }
      const language = /[가-힣]/.test(words) ? "ko" : "en";
      const set = basename(path).replace(/\.\w+$/, "");
      const named = shows === undefined ? {} : { shows: record[shows] ?? "" };
      texts.push({ text: words, harmful, set, language, ...named });
    }
    if (unread > 0)
      faults.push(
        `${path}: ${unread} of ${records.length} rows have no text or a label that is neither yes nor no.`,
      );
  }
  return { texts, faults };
}
