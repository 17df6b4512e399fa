import type {
  GuardBacklog,
  Logger,
  ModerationActions,
  Observe,
  ReviewCase,
  ReviewDesk,
  Store,
} from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import { platformOf } from "../../text/platform-of.ts";
import { createInTurn, type InTurn } from "../../waiting/in-turn.ts";
import type { Audit } from "../audit/index.ts";
import { type Cards, createCards } from "./cards.ts";
import { type CaseChange, createCaseFiles } from "./case-files.ts";
import { type CaseRecord, isForPeople, isOpen } from "./case-record.ts";
import { openDerived } from "./derived.ts";
import { createDesk } from "./desk.ts";
import { MAX_TRIES } from "./pauses.ts";
import { gaveUp, perform } from "./perform.ts";
import { createRetries } from "./retries.ts";
import { viewOf, withoutWords } from "./view.ts";
import { type CaseWords, createCaseWords } from "./words.ts";

export interface CaseWorkParts {
  readonly store: Store;
  readonly audit: Audit;
  /** What Maru can do as a moderator on a platform, by its name. */
  readonly actionsOf: (platform: string) => ModerationActions | undefined;
  readonly samples: ReviewDesk["samples"];
  readonly report: ReviewDesk["report"];
  /** How the guard is loaded; nothing while it is off. */
  readonly guardBacklog: () => GuardBacklog | undefined;
  readonly log: Logger;
  readonly observe: Observe;
  /** Unix ms. */
  readonly now: () => number;
  /** Text that nobody can guess, another one each time: 16 bytes or more of it. */
  readonly random: () => string;
}

/** What all that happens to cases is made of: changing a case, doing what follows from it, showing it. */
export interface CaseWork {
  /** One at a time for each case, and for each message. */
  readonly inTurn: InTurn;
  readonly words: CaseWords;
  readonly desk: ReviewDesk;
  /** The case, up to date with the log. Within its turn. */
  load(id: CaseId): Promise<CaseRecord | undefined>;
  /** The id for a new case. Within the turn of openings. */
  nextId(): Promise<CaseId>;
  expect: ReturnType<typeof createCaseFiles>["expect"];
  /** Notes something of a case, and has it shown. Within its turn. */
  change(record: CaseRecord | undefined, change: CaseChange): Promise<CaseRecord>;
  /** Does what is to be done, as far as it can be done now; the rest is tried again later. Within the case's turn. */
  workOff(record: CaseRecord): Promise<CaseRecord>;
  /** The same, after an event that came before: whatever failed or was cut off then is made up for. Within the case's turn. */
  makeUp(record: CaseRecord): Promise<CaseRecord>;
  view(record: CaseRecord): Promise<ReviewCase>;
  actionsFor(id: string): ModerationActions | undefined;
  /** Does what a former run left. */
  resume(): Promise<void>;
  /** How many cases could not be shown or finished so far. */
  failing(): number;
  stop(): Promise<void>;
}

export async function openCaseWork(parts: CaseWorkParts): Promise<CaseWork> {
  const { store, audit, log, observe, now } = parts;
  const files = createCaseFiles({ store, audit });
  const words = createCaseWords(parts);
  const derived = await openDerived(store);
  const inTurn = createInTurn();
  const retries = createRetries();
  const failing = new Set<CaseId>();

  const cards: Cards = createCards({
    async show(id) {
      const record = await files.peek(id);
      const actions = record && actionsFor(record.message.id);
      if (!record || !actions?.can.cards || !isForPeople(record)) return;
      await actions.showCard(await view(record), record.terms.quiet);
    },
    shown: (id) => inTurn(id, () => noteIfFinished(id)),
    async isNeedless(id) {
      const record = await files.peek(id);
      return record === undefined || !isOpen(record);
    },
    failed: (id, tries, error) => log.warn({ case: id, tries, err: error }, "card not shown"),
  });

  const { desk, isWatched, tell } = createDesk({
    ...parts,
    listing: derived.listing,
    find: async (id) => {
      const record = await files.peek(id);
      return record && view(record);
    },
    failed: (error) => log.error({ err: error }, "watcher of the desk failed"),
  });

  function actionsFor(id: string): ModerationActions | undefined {
    return parts.actionsOf(platformOf(id));
  }

  async function view(record: CaseRecord): Promise<ReviewCase> {
    const [judged, said, earlier] = await Promise.all([
      words.judged(record.id),
      words.said(record.id),
      derived.before(record),
    ]);
    const can = actionsFor(record.message.id)?.can;
    return viewOf(record, { judged, said, history: earlier, can, now: now() });
  }

  async function nextId(): Promise<CaseId> {
    for (;;) {
      const id = derived.next();
      const taken = await inTurn(id, () => files.load(id));
      if (!taken) return id;
      // Its opening came into the log, and then something failed.
      await derived.put(taken);
    }
  }

  async function change(record: CaseRecord | undefined, noted: CaseChange): Promise<CaseRecord> {
    try {
      const next = await files.append(record, noted);
      await derived.put(next);
      cards.changed(next.id);
      if (isWatched()) tell(await view(next));
      return next;
    } catch (error) {
      // It may be in the log by now: what follows from that is made up for, whoever else tries again.
      tryAgain(noted.entry.case);
      throw error;
    }
  }

  function tryAgain(id: CaseId): void {
    failing.add(id);
    retries.failed(id, () => void again(id));
  }

  function isFine(id: CaseId): void {
    failing.delete(id);
    retries.succeeded(id);
  }

  async function noteIfFinished(id: CaseId): Promise<void> {
    const record = await files.load(id);
    // What is to be tried again may be in the log, but not on the card.
    const isBehind = cards.isBehind(id) || failing.has(id);
    if (record && record.due.length === 0 && !isBehind) await files.finished(id);
  }

  async function workOff(first: CaseRecord): Promise<CaseRecord> {
    let record = first;
    const actions = actionsFor(record.message.id);
    for (let task = record.due[0]; task; task = record.due[0]) {
      try {
        record = await files.begin(record);
        const [judged, said] = await Promise.all([words.judged(record.id), words.said(record.id)]);
        const message = judged?.message ?? withoutWords(record);
        const because = "because" in task ? (task.because ?? []) : [];
        const why = because.map((event) => said?.said[event]?.words).find(Boolean);
        const reason = said && why ? { words: why, keepMs: said.until - now() } : undefined;
        const hasText = judged !== undefined;
        const entry = await perform(record, task, { actions, message, hasText, reason, now: now() });
        record = await finish(record, entry);
      } catch (error) {
        const tries = retries.tries(record.id) + 1;
        log.warn({ case: record.id, tries, err: error }, "moderation not carried out");
        if (tries >= MAX_TRIES) {
          record = await finish(record, gaveUp(record, task));
          continue;
        }
        tryAgain(record.id);
        return record;
      }
    }
    isFine(record.id);
    return record;
  }

  async function finish(record: CaseRecord, entry: CaseChange["entry"]): Promise<CaseRecord> {
    const next = await change(record, { entry, key: `task ${record.id} ${record.seq}` });
    if (entry.type === "acted") observe({ type: "case-action", step: entry.step, outcome: entry.outcome });
    return next;
  }

  async function makeUp(record: CaseRecord): Promise<CaseRecord> {
    await derived.put(record);
    cards.changed(record.id);
    return workOff(record);
  }

  /** Takes a case up again that was left. */
  async function again(id: CaseId): Promise<void> {
    try {
      await inTurn(id, async () => {
        const record = await files.load(id);
        if (record) await makeUp(record);
        else isFine(id);
      });
    } catch (error) {
      log.error({ case: id, err: error }, "case not taken up");
      tryAgain(id);
    }
  }

  // What a crash left between the log and what is derived from it, before anything new comes.
  for (const id of await files.unfinished()) {
    const record = await files.load(id);
    if (record) await derived.put(record);
    else {
      // Its opening never came into the log: what was to be kept for it goes.
      await words.forgetJudged(id);
      await files.finished(id);
    }
  }

  return {
    inTurn,
    words,
    desk,
    load: files.load,
    nextId,
    expect: files.expect,
    change,
    workOff,
    makeUp,
    view,
    actionsFor,
    async resume() {
      const left = await files.unfinished();
      if (left.length > 0) log.info({ cases: left.length }, "took up unfinished cases");
      await Promise.all(left.map(again));
    },
    failing: () => failing.size + cards.failing(),
    async stop() {
      retries.stop();
      await cards.stop();
      await inTurn.ended();
    },
  };
}
