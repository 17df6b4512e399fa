import type { Findings, Store } from "../../core/ports/index.ts";
import type { Author, CaseId, Message, PersonId } from "../../core/types.ts";
import { messageDigest, wordsDigest } from "../audit/index.ts";

/** What a case is about, in people's words. */
export interface JudgedWords {
  readonly salt: string;
  /** Until when it is kept. Unix ms. */
  readonly until: number;
  readonly message: Message;
  readonly context: readonly Message[];
  /** Texts of the evidence, in its order. */
  readonly evidence: readonly string[];
  /** The message as it reads since. */
  readonly edited?: Message;
}

/** What people said about a case, and their names. */
export interface SaidWords {
  readonly salt: string;
  /** Until when it is kept. Unix ms. */
  readonly until: number;
  /** Moderators, by id. */
  readonly names: Readonly<Record<PersonId, string>>;
  /** Reasons, reports and appeals, by the event that brought them. */
  readonly said: Readonly<Record<string, { readonly by: PersonId; readonly words: string }>>;
}

/**
 * The words of cases: all that the audit log and the case itself do not hold. They vanish by themselves when the time for which text
 * is kept is over: a message's, counted from its judging; what was said about it, from the last time that something was.
 */
export interface CaseWords {
  judged(id: CaseId): Promise<JudgedWords | undefined>;
  /** @returns the salted digest for the audit log */
  keepJudged(id: CaseId, judged: Omit<JudgedWords, "salt" | "until">, keepMs: number): Promise<string>;
  /**
   * Keeps how the message reads now beside what was judged, as long as that.
   *
   * @returns the digest, salted as that of the judged words; `undefined` once those are kept no longer, and then keeps nothing
   */
  keepEdited(id: CaseId, message: Message): Promise<string | undefined>;
  forgetJudged(id: CaseId): Promise<void>;
  /** Whether these are the words that were kept; `false` too once they are kept no longer. */
  isSame(id: CaseId, message: Message, digest: string): Promise<boolean>;
  said(id: CaseId): Promise<SaidWords | undefined>;
  /** Keeps who made a move and what they said. @returns the salted digest of the words, if there were any */
  keepSaid(
    id: CaseId,
    by: Author,
    event: string,
    words: string | undefined,
    keepMs: number,
  ): Promise<string | undefined>;
  /** Cases that hold words of this person: their message, one in the context, an appeal or a report. */
  of(person: PersonId): AsyncIterable<CaseId>;
  /** Erases them in one case. */
  erase(id: CaseId, person: PersonId): Promise<void>;
}

export const evidenceOf = (findings: Findings): readonly string[] =>
  findings.router?.evidence.map(({ text }) => text) ?? [];

/** @param parts.now Unix ms. @param parts.random unguessable text, another one each time */
export function createCaseWords(parts: {
  readonly store: Store;
  readonly now: () => number;
  readonly random: () => string;
}): CaseWords {
  const { store, now, random } = parts;
  const allJudged = store.records<JudgedWords>("moderation/case-words");
  const allSaid = store.records<SaidWords>("moderation/case-said");

  const isOf = (person: PersonId, { message, context }: JudgedWords) =>
    [message, ...context].some(({ author }) => author.id === person);
  const saysIn = (person: PersonId, { said }: SaidWords) =>
    Object.values(said).some(({ by }) => by === person);

  return {
    judged: (id) => allJudged.get(id),
    async keepJudged(id, judged, keepMs) {
      const salt = random();
      await allJudged.set(id, { salt, until: now() + keepMs, ...judged }, keepMs);
      return messageDigest(salt, judged.message);
    },
    async keepEdited(id, message) {
      const judged = await allJudged.get(id);
      if (!judged) return undefined;
      await allJudged.set(id, { ...judged, edited: message }, judged.until - now());
      return messageDigest(judged.salt, message);
    },
    async forgetJudged(id) {
      await allJudged.delete(id);
    },
    async isSame(id, message, digest) {
      const judged = await allJudged.get(id);
      return judged !== undefined && messageDigest(judged.salt, message) === digest;
    },
    said: (id) => allSaid.get(id),
    async keepSaid(id, by, event, words, keepMs) {
      const known = (await allSaid.get(id)) ?? { salt: random(), names: {}, said: {} };
      const until = now() + keepMs;
      const said = words ? { ...known.said, [event]: { by: by.id, words } } : known.said;
      await allSaid.set(id, { ...known, until, names: { ...known.names, [by.id]: by.name }, said }, keepMs);
      return words ? wordsDigest(known.salt, words) : undefined;
    },
    async *of(person) {
      const found = new Set<string>();
      for await (const [id, words] of iterate<JudgedWords>(allJudged)) if (isOf(person, words)) found.add(id);
      for await (const [id, words] of iterate<SaidWords>(allSaid)) if (saysIn(person, words)) found.add(id);
      yield* found as Set<CaseId>;
    },
    async erase(id, person) {
      const judged = await allJudged.get(id);
      if (judged?.message.author.id === person) await allJudged.delete(id);
      else if (judged && isOf(person, judged)) {
        const context = judged.context.filter(({ author }) => author.id !== person);
        await allJudged.set(id, { ...judged, context }, judged.until - now());
      }
      const said = await allSaid.get(id);
      if (said && saysIn(person, said)) {
        const others = Object.entries(said.said).filter(([, { by }]) => by !== person);
        await allSaid.set(id, { ...said, said: Object.fromEntries(others) }, said.until - now());
      }
    },
  };
}

function iterate<Value>(records: ReturnType<Store["records"]>): AsyncIterable<[string, Value]> {
  // "Nothing is kept about you" may never mean "it cannot be looked up".
  if (!records.iterator) throw new Error("The store cannot list its records.");
  return records.iterator(undefined) as AsyncIterable<[string, Value]>;
}
