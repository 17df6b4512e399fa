import type { ModerationEvent } from "../../core/ports/index.ts";
import type { CaseId, Message } from "../../core/types.ts";
import { detectLocale } from "../../text/language.ts";
import type { CasesByMessage } from "./by-message.ts";
import { type CaseRecord, isOpen } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";
import { followEdit } from "./follow-edit.ts";
import type { OpenCase } from "./open-case.ts";
import type { PolicyOf } from "./policy-of.ts";
import { createReportLimit } from "./report-limit.ts";
import { refused, type Taken } from "./take-move.ts";

type Report = Extract<ModerationEvent, { readonly type: "report" }>;

const reported: Taken = { outcome: { type: "reported" }, consequence: {} };

/**
 * Takes a member's report: it joins the message's open case, or opens one. Whoever reports the same message twice is counted once,
 * and is told no more than that it arrived. Whoever reports more than anybody could look at is refused.
 */
export function createTakeReport(parts: {
  readonly work: CaseWork;
  readonly byMessage: CasesByMessage;
  readonly openCase: OpenCase;
  readonly policyOf: PolicyOf;
  readonly contextOf: (message: Message, count: number) => Promise<readonly Message[]>;
  readonly now: () => number;
}): (event: Report) => Promise<Taken> {
  const { work, byMessage, policyOf, contextOf, now } = parts;
  const isTaken = createReportLimit(now);

  return (event) =>
    work.inTurn(event.message.id, async () => {
      const known = await caseOf(event.message);
      if (known?.reports.some(({ by }) => by === event.by.id)) {
        await work.inTurn(known.id, async () => work.makeUp((await work.load(known.id)) ?? known));
        return reported;
      }
      if (!isTaken(event.by.id, event.id)) return refused("too-many-reports");
      const id = known && isOpen(known) ? known.id : (await openReported(event.message, known)).id;
      return work.inTurn(id, () => join(id, event));
    });

  /** The open case of the message, or else the settled one of the same words: who reported others before may do so again. */
  async function caseOf(message: Message): Promise<CaseRecord | undefined> {
    const id = await byMessage.of(message.id);
    const record = id && (await work.inTurn(id, () => work.load(id)));
    if (record?.message.id !== message.id) return undefined;
    return isOpen(record) || (await work.words.isSame(record.id, message, record.words)) ? record : undefined;
  }

  async function openReported(message: Message, before: CaseRecord | undefined): Promise<CaseRecord> {
    const policy = policyOf(message.place);
    return parts.openCase.openAnew({
      message,
      context: await contextOf(message, policy.contextMessages),
      language: detectLocale(message.text, message.author.locale ?? "en"),
      sources: ["report"],
      mode: policy.mode === "active" ? "active" : "shadow",
      findings: before ? (await work.view(before)).findings : { part: "text", categories: [], rules: [] },
      proposed: ["queue"],
      policy: policy.version,
      models: before?.models ?? [],
      twoPersons: policy.twoPersons,
      timeoutMs: policy.timeoutMs,
      retentionMs: policy.retentionMs,
      quiet: policy.isQuiet(now()),
    });
  }

  /** Whoever reports speaks of the words as they read now, also where Maru never heard of the edit. */
  async function asReported(record: CaseRecord, message: Message): Promise<CaseRecord> {
    const judged = await work.words.judged(record.id);
    const known = record.edited && judged?.edited ? judged.edited : judged?.message;
    return known === undefined || known.text === message.text ? record : followEdit(work, record, message);
  }

  async function join(id: CaseId, event: Report): Promise<Taken> {
    const loaded = await work.load(id);
    if (!loaded) throw new Error(`case ${id} was opened and is not there`);
    const record = await asReported(loaded, event.message);
    const { retentionMs } = record.terms;
    const words = await work.words.keepSaid(id, event.by, event.id, event.words, retentionMs);
    const terms = { ...record.terms, quiet: policyOf(event.message.place).isQuiet(now()) };
    const changed = await work.change(record, {
      entry: { type: "reported", case: id, by: event.by.id, ...(words ? { words } : {}), event: event.id },
      key: `reported ${id} ${event.by.id}`,
      terms,
    });
    await work.workOff(changed);
    return reported;
  }
}
