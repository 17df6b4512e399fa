import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { readRecords } from "./csv.ts";
import { readingOf } from "./labels.ts";

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

/** A text and whether people called it harmful. */
export interface Labelled {
  readonly text: string;
  readonly harmful: 0 | 1;
  /** The name of the file that it stands in. */
  readonly set: string;
  readonly language: "en" | "ko";
  /** The function of language that it shows, where its set says. */
  readonly shows?: string;
}

/** Columns and labels that are not called what this knows. */
interface TableOptions {
  readonly text?: string | undefined;
  readonly label?: string | undefined;
  /** The labels that mean yes; all others mean no. */
  readonly positive?: readonly string[] | undefined;
}

/**
 * The labelled texts in the CSV and TSV files of a folder, and what could not be read, in words. `refused`: how many files have texts
 * but no labels that are surely read right.
 */
export async function readTables(
  folder: string,
  options: TableOptions = {},
): Promise<{
  readonly texts: readonly Labelled[];
  readonly faults: readonly string[];
  readonly refused: number;
}> {
  const texts: Labelled[] = [];
  const faults: string[] = [];
  let refused = 0;
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    return { texts, faults: [`There is no folder ${folder}.`], refused };
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => /\.(csv|tsv|txt)$/i.test(path))
    .sort();
  for (const path of paths) {
    const content = await readFile(join(folder, path), "utf8");
    const firstLine = content.split("\n", 1)[0] as string;
    const records = readRecords(content, firstLine.includes("\t") ? "\t" : ",");
    const names = Object.keys(records[0] ?? {});
    const find = (wanted: readonly string[]) =>
      wanted
        .map((name) => names.find((own) => own.toLowerCase() === name.toLowerCase()))
        .find((own) => own !== undefined);
    const wantedText = options.text === undefined ? textNames : [options.text];
    const wantedLabel = options.label === undefined ? labelNames : [options.label];
    const [text, label, shows] = [find(wantedText), find(wantedLabel), find(functionNames)];
    if (text === undefined || label === undefined) {
      faults.push(
        `${path}: no column of ${text === undefined ? `text (${wantedText.join(", ")})` : `labels (${wantedLabel.join(", ")})`}. Name it with --${text === undefined ? "text" : "label"}.`,
      );
      continue;
    }
    const read = readingOf(
      records.map((record) => record[label] ?? ""),
      options.positive,
    );
    if (typeof read === "string") {
      refused++;
      faults.push(`${path}, column ${label}: ${read}. Say which mean yes with --positive.`);
      continue;
    }
    let unread = 0;
    for (const record of records) {
      const answer = record[label]?.trim() ?? "";
      const words = record[text]?.trim() ?? "";
      if (answer === "" || words === "") {
        unread++;
        continue;
      }
      const language = /[가-힣]/.test(words) ? "ko" : "en";
      const set = basename(path).replace(/\.\w+$/, "");
      const named = shows === undefined ? {} : { shows: record[shows] ?? "" };
      texts.push({ text: words, harmful: read(answer), set, language, ...named });
    }
    if (unread > 0) faults.push(`${path}: ${unread} of ${records.length} rows have no text or no label.`);
  }
  return { texts, faults, refused };
}
