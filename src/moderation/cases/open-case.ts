import type { Observe } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import type { AuditEntry, NewEntry, RecordedFindings } from "../audit/index.ts";
import type { CasesByMessage } from "./by-message.ts";
import { type CaseRecord, type CaseTerms, isUndecided } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";
import { followEdit } from "./follow-edit.ts";
import type { CaseOpening } from "./opening.ts";
import { evidenceOf } from "./words.ts";

/** Opens cases. Within the turn of the message. */
export interface OpenCase {
  /**
   * Opens a case, or brings the open one up to date when its message was edited. The same words judged once more change nothing,
   * also when their case is settled.
   */
  open(opening: CaseOpening): Promise<CaseRecord>;
  /** Opens a case although there may be one. */
  openAnew(opening: CaseOpening): Promise<CaseRecord>;
}

export function createOpenCase(parts: {
  readonly work: CaseWork;
  readonly byMessage: CasesByMessage;
  readonly observe: Observe;
}): OpenCase {
  const { work, byMessage, observe } = parts;

  async function openNew(opening: CaseOpening): Promise<CaseRecord> {
    const { message, findings, retentionMs } = opening;
    const terms = termsOf(opening);
    // One at a time, so that numbers have no gaps.
    const record = await work.inTurn("opening", async () => {
      const id = await work.nextId();
      await work.expect(id, terms);
      const kept = { message, context: opening.context, evidence: evidenceOf(findings) };
      const words = await work.words.keepJudged(id, kept, retentionMs);
      await byMessage.put(message.id, id);
      const entry = judgedEntry("opened", id, opening, words);
      return work.inTurn(id, () => work.change(undefined, { entry, key: `opened ${id}`, terms }));
    });
    for (const source of opening.sources) observe({ type: "case-opened", source, mode: opening.mode });
    return record;
  }

  async function judgeAgain(record: CaseRecord, opening: CaseOpening): Promise<CaseRecord> {
    const { message, context, findings, retentionMs } = opening;
    const terms = termsOf(opening);
    await work.expect(record.id, terms);
    const kept = { message, context, evidence: evidenceOf(findings) };
    const words = await work.words.keepJudged(record.id, kept, retentionMs);
    const entry = judgedEntry("judged-again", record.id, opening, words);
    return work.change(record, { entry, key: `judged ${record.id} ${record.judgings + 1}`, terms });
  }

  async function openAnew(opening: CaseOpening): Promise<CaseRecord> {
    const opened = await openNew(opening);
    return work.inTurn(opened.id, async () => work.workOff((await work.load(opened.id)) ?? opened));
  }

  async function takeUp(id: CaseId, opening: CaseOpening): Promise<CaseRecord | undefined> {
    const { message, sources } = opening;
    const loaded = await work.load(id);
    // It was to be this message's, and a crash came before it was.
    if (loaded?.message.id !== message.id) return undefined;
    const isSame = await work.words.isSame(id, message, loaded.words);
    const record = isSame ? await followEdit(work, loaded, message) : loaded;
    if (isSame && sources.every((source) => record.sources.includes(source))) return work.makeUp(record);
    if (!isUndecided(record)) return isSame ? record : undefined;
    return work.workOff(await judgeAgain(record, opening));
  }

  return {
    async open(opening) {
      const known = await byMessage.of(opening.message.id);
      const taken = known && (await work.inTurn(known, () => takeUp(known, opening)));
      return taken ?? openAnew(opening);
    },
    openAnew,
  };
}

const termsOf = ({ message, timeoutMs, retentionMs, quiet }: CaseOpening): CaseTerms => ({
  message: {
    startsThread: message.startsThread,
    link: message.link,
    author: {
      kind: message.author.kind,
      ...(message.author.locale ? { locale: message.author.locale } : {}),
    },
  },
  timeoutMs,
  retentionMs,
  quiet,
});

type Judged = Extract<
  NewEntry,
  { readonly type: Extract<AuditEntry, { readonly words: string; readonly mode: unknown }>["type"] }
>;

function judgedEntry<Type extends "opened" | "judged-again">(
  type: Type,
  id: CaseId,
  opening: CaseOpening,
  words: string,
): Judged & { readonly type: Type } {
  const { message, language, mode, sources, findings, proposed, twoPersons, policy, models } = opening;
  return {
    type,
    case: id,
    message: message.id,
    thread: message.thread,
    place: { id: message.place.id, kind: message.place.kind },
    author: message.author.id,
    language,
    mode,
    sources,
    findings: withoutTexts(findings),
    proposed,
    twoPersons,
    policy,
    models,
    sentAt: message.sentAt,
    words,
  };
}

function withoutTexts({ router, ...others }: CaseOpening["findings"]): RecordedFindings {
  if (!router) return others;
  const evidence = router.evidence.map(({ start, end, weight }) => ({ start, end, weight }));
  return { ...others, router: { ...router, evidence } };
}
