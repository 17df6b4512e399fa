import type { Message } from "../../core/types.ts";
import { type CaseRecord, isOpen } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";

/**
 * Notes how the message of a case that somebody is yet to decide reads now: an apology instead of what was judged, or worse. What was
 * judged stays beside it. The same words again change nothing. Within the case's turn.
 */
export async function followEdit(
  work: Pick<CaseWork, "words" | "change">,
  record: CaseRecord,
  message: Message,
): Promise<CaseRecord> {
  if (!isOpen(record)) return record;
  const isAsJudged = await work.words.isSame(record.id, message, record.words);
  if (isAsJudged && !record.edited) return record;
  const words = isAsJudged ? undefined : await work.words.keepEdited(record.id, message);
  if (!isAsJudged && (words === undefined || words === record.edited?.words)) return record;
  return work.change(record, {
    entry: { type: "edited", case: record.id, ...(words === undefined ? {} : { words }) },
    key: `edited ${record.id} ${record.seq}`,
  });
}
