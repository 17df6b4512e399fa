import type { AuthorNotice } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import { textOf } from "../archive.ts";
import { parseSpot } from "../ids.ts";
import type { Person } from "../people.ts";
import type { Places } from "../places.ts";
import type { WireNotice } from "../shared/moderation-wire.ts";

/** A notice as it is kept: where the message stands, and none of its words; the reason stands apart, where it vanishes in its own time. */
interface Kept extends Omit<WireNotice, "place" | "text" | "reason"> {
  readonly place: string;
  readonly seq: number;
  readonly dismissed?: true;
}

/** What moderation told people about their messages. Calls reject with a `StoreError`. */
export interface Notices {
  /** `undefined` when the person was told the same of the case before. */
  add(person: Person, notice: AuthorNotice): Promise<WireNotice | undefined>;
  /** Those not dismissed, newest first. */
  of(person: Person): Promise<readonly WireNotice[]>;
  dismiss(person: Person, id: string): Promise<void>;
}

const KEEP = 50;
const KEEP_MS = 90 * 24 * 60 * 60 * 1000;
const MAX_TEXT_CHARS = 400;

const reasonKey = (person: Person, notice: string) => `${person.id} ${notice}`;

export function createNotices(parts: {
  readonly store: Store;
  readonly places: Places;
  readonly inTurn: InTurn;
  readonly now: () => number;
}): Notices {
  const records = parts.store.records<readonly Kept[]>("web/notices");
  const reasons = parts.store.records<string>("web/notice-reasons");
  const read = async (person: Person) => (await records.get<readonly Kept[]>(person.id)) ?? [];
  const change = <Result>(person: Person, work: () => Promise<Result>) =>
    parts.inTurn(`notices ${person.id}`, work);

  async function asWire(person: Person, { seq, dismissed: _, ...notice }: Kept): Promise<WireNotice> {
    const place = parts.places.find(notice.place);
    const row = await place?.archive.one(seq);
    const text = row && !row.since.deleted ? textOf(row).slice(0, MAX_TEXT_CHARS).toWellFormed() : "";
    const { name, kind } = place ?? { name: notice.place, kind: "channel" };
    const reason = await reasons.get(reasonKey(person, notice.id));
    const why = reason === undefined ? {} : { reason };
    return { ...notice, ...why, place: { name, kind }, ...(text === "" ? {} : { text }) };
  }

  return {
    add: (
      person,
      { case: id, message, kind, reason, keepMs = KEEP_MS, categories, mayAppeal, earlier = 0 },
    ) =>
      change(person, async () => {
        const told = await read(person);
        const key = `${id}.${kind.type}${earlier > 0 ? `.${earlier}` : ""}`;
        const spot = parseSpot(message.id);
        if (!spot || told.some((notice) => notice.id === key)) return undefined;
        const at = new Date(parts.now()).toISOString();
        const notice: Kept = {
          id: key,
          case: id,
          kind,
          ...(categories.length === 0 ? {} : { categories }),
          mayAppeal,
          at,
          ...spot,
        };
        if (reason !== undefined)
          await reasons.set(reasonKey(person, key), reason, Math.min(keepMs, KEEP_MS));
        await records.set(person.id, [notice, ...told].slice(0, KEEP), KEEP_MS);
        return asWire(person, notice);
      }),
    async of(person) {
      const standing = (await read(person)).filter(({ dismissed }) => !dismissed);
      return Promise.all(standing.map((notice) => asWire(person, notice)));
    },
    dismiss: (person, id) =>
      change(person, async () => {
        const told = await read(person);
        if (!told.some((notice) => notice.id === id && !notice.dismissed)) return;
        const next = told.map((notice) =>
          notice.id === id ? { ...notice, dismissed: true as const } : notice,
        );
        await reasons.delete(reasonKey(person, id));
        await records.set(person.id, next, KEEP_MS);
      }),
  };
}
