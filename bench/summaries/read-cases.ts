import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { SourceMessage } from "../../src/summary/index.ts";

/** Something said, and what people wrote in summary of it. */
export interface Case {
  readonly messages: readonly SourceMessage[];
  readonly references: readonly string[];
}

/** The cases of one file. */
export interface CaseSet {
  readonly name: string;
  readonly shape: "meetings" | "dialogues";
  readonly cases: readonly Case[];
}

/** QMSum (Zhong et al. 2021), the parts that are read. */
const meetingSchema = z.object({
  general_query_list: z.array(z.object({ answer: z.string() })),
  meeting_transcripts: z.array(z.object({ speaker: z.string(), content: z.string() })),
});
/** DialogSum (Chen et al. 2021): "#Person1#: …" in lines; its test part has three summaries. */
const dialogueSchema = z.object({
  dialogue: z.string(),
  summary: z.string().optional(),
  summary1: z.string().optional(),
  summary2: z.string().optional(),
  summary3: z.string().optional(),
});

/** What transcribers noted beside the words: {vocalsound}, {disfmarker}, {pause}. Taken out for every system, as QMSum's authors do. */
const transcribersNotes = /\{[a-z ]+\}\s*/g;

/** The cases of all JSON Lines files below `folder`, each file a set. Lines of another shape are none. */
export async function readCases(folder: string): Promise<readonly CaseSet[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".jsonl")).sort();
  const sets: CaseSet[] = [];
  for (const name of names) {
    const lines = (await readFile(join(folder, name), "utf8"))
      .split("\n")
      .filter((line) => line.trim() !== "");
    const values = lines.map((line) => JSON.parse(line) as unknown);
    const meetings = values.flatMap((value) => meetingSchema.safeParse(value).data ?? []);
    const dialogues = values.flatMap((value) => dialogueSchema.safeParse(value).data ?? []);
    if (meetings.length > 0)
      sets.push({
        name,
        shape: "meetings",
        cases: meetings.map(({ general_query_list, meeting_transcripts }) => ({
          // "Summarize the whole meeting." The queries on a part of it ask something of a summary that is none.
          references: general_query_list.map(({ answer }) => answer),
          messages: meeting_transcripts.map(({ speaker, content }, at) => said(speaker, content, at)),
        })),
      });
    if (dialogues.length > 0)
      sets.push({
        name,
        shape: "dialogues",
        cases: dialogues.map(({ dialogue, summary, summary1, summary2, summary3 }) => ({
          references: [summary, summary1, summary2, summary3].filter((each) => each !== undefined),
          messages: dialogue.split("\n").flatMap((line, at) => {
            const match = /^\s*([^:]{1,40}):\s*(.*)$/.exec(line);
            return match === null ? [] : [said(match[1] as string, match[2] as string, at)];
          }),
        })),
      });
  }
  return sets;
}

function said(speaker: string, text: string, at: number): SourceMessage {
  return {
    id: `eval:${at}`,
    author: { id: `eval:${speaker}`, name: speaker, kind: "person" },
    text: text.replace(transcribersNotes, "").trim(),
    link: "",
  };
}
