import type { Keyv } from "keyv";
import type { SampledMessage } from "../../core/ports/index.ts";
import type { MessageId } from "../../core/types.ts";
import { isOpen, type StoredSample } from "./stored-sample.ts";

/** Records read at a time. */
const BATCH = 50;

/** Which sampled messages people are still asked about, in the order in which they came. */
interface OpenSamples {
  add(id: MessageId, stored: StoredSample): Promise<void>;
  drop(id: MessageId): Promise<void>;
  /** The oldest `last`; those whose words are no longer kept are left out. */
  oldest(last: number): Promise<readonly SampledMessage[]>;
}

/** Ids and times are held in memory, read once from the records at the first call: looking through all records takes long. */
export function createOpenSamples(records: Keyv<StoredSample>): OpenSamples {
  let loading: Promise<Map<MessageId, string>> | undefined;

  async function load(): Promise<Map<MessageId, string>> {
    if (!records.iterator) throw new Error("The store cannot list its records.");
    const found: [MessageId, string][] = [];
    for await (const [id, stored] of records.iterator(undefined) as AsyncIterable<[MessageId, StoredSample]>)
      if (isOpen(stored)) found.push([id, stored.at]);
    return new Map(found.sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  function known(): Promise<Map<MessageId, string>> {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  return {
    async add(id, { at }) {
      const open = await known();
      if (open.has(id)) return;
      // A message on which people disagree comes back at the end: others wait longer for a first word.
      open.set(id, at);
    },
    async drop(id) {
      (await known()).delete(id);
    },
    async oldest(last) {
      const open = await known();
      const found: SampledMessage[] = [];
      let passed: MessageId[] = [];
      const take = async () => {
        const batch = passed;
        passed = [];
        const stored = batch.length === 0 ? [] : await records.getMany<StoredSample>(batch);
        batch.forEach((id, index) => {
          const sample = stored[index];
          if (sample === undefined) open.delete(id);
          else if (found.length < last)
            found.push({
              message: sample.message,
              at: sample.at,
              ...(sample.guard === undefined ? {} : { guard: sample.guard }),
            });
        });
      };
      for (const id of [...open.keys()]) {
        if (found.length >= last) break;
        passed.push(id);
        if (passed.length >= Math.min(BATCH, last)) await take();
      }
      if (found.length < last) await take();
      return found;
    },
  };
}
