import type { Locale, MessageId } from "../../core/types.ts";
import type { Ids } from "./ids.ts";
import { inSections, itemsMerged, mergingSchema, noteOf, notesOf } from "./merging.ts";
import type { Item, PartialSummary } from "./partial.ts";
import type { Reader } from "./reader.ts";
import { withoutRepetitions } from "./similar.ts";

export interface MergeOptions {
  readonly reader: Reader;
  readonly ids: Ids;
  readonly locale: Locale;
  /** Merges that are made at the same time. */
  readonly parallel: number;
  readonly kept: (id: string) => Promise<PartialSummary | undefined>;
  readonly keep: (merged: PartialSummary, of: readonly PartialSummary[]) => Promise<void>;
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Joins the partial summaries of successive parts into one, level by level, as many at a time as the model can read. Groups are filled from
 * the beginning on, so that what comes later leaves the earlier merges as they were.
 */
export async function mergeAll(
  partials: readonly PartialSummary[],
  options: MergeOptions,
): Promise<PartialSummary> {
  let level = partials;
  let made = 0;
  while (level.length > 1) {
    const groups = await grouped(level, options.reader);
    const todo = made + groups.filter((group) => group.length > 1).length;
    const next: PartialSummary[] = new Array(groups.length);
    options.onProgress(made, todo);
    await inParallel(groups.length, options.parallel, async (at) => {
      const group = groups[at] as readonly PartialSummary[];
      next[at] = await mergeGroup(group, options);
      if (group.length > 1) options.onProgress(++made, todo);
    });
    level = next;
  }
  const [only] = level;
  return only ?? { id: "", items: [], cited: [], authors: [] };
}

async function mergeGroup(group: readonly PartialSummary[], options: MergeOptions): Promise<PartialSummary> {
  const { reader, ids, locale } = options;
  const [first, ...others] = group as [PartialSummary, ...PartialSummary[]];
  if (others.length === 0) return first;
  const id = ids.ofMerge(group);
  const kept = await options.kept(id);
  if (kept !== undefined) return kept;
  const notes = withoutRepetitions(inSections(group.flatMap(({ items }) => items)));
  const fitting = await reader.trimmed(notes, reader.noteTokens);
  // Parts in which nothing was said leave nothing to join.
  const value =
    fitting.length === 0 ? {} : await reader.merge(notesOf(fitting), mergingSchema(fitting), locale);
  const names = new Set(group.flatMap(({ cited }) => cited.map(({ author }) => author.name)));
  const items = await reader.trimmed(
    withoutRepetitions(itemsMerged(value, fitting, names)),
    Math.floor(reader.noteTokens / 2),
  );
  const merged: PartialSummary = {
    id,
    items,
    cited: stillCited(items, group),
    authors: [...new Set(group.flatMap(({ authors }) => authors))],
  };
  await options.keep(merged, group);
  return merged;
}

function stillCited(items: readonly Item[], group: readonly PartialSummary[]) {
  const wanted = new Set(items.flatMap(({ sources }) => sources));
  const all = new Map<MessageId, PartialSummary["cited"][number]>();
  for (const message of group.flatMap(({ cited }) => cited))
    if (wanted.has(message.id)) all.set(message.id, message);
  return [...all.values()];
}

/** Successive partial summaries, each group as many as the model can read at once, but two at least. */
async function grouped(
  partials: readonly PartialSummary[],
  reader: Reader,
): Promise<readonly (readonly PartialSummary[])[]> {
  const groups: PartialSummary[][] = [];
  let tokens = 0;
  for (const partial of partials) {
    const own = await reader.count(partial.items.map((item) => noteOf(item, 100)));
    const last = groups.at(-1);
    if (last !== undefined && (last.length < 2 || tokens + own <= reader.noteTokens)) {
      last.push(partial);
      tokens += own;
    } else {
      groups.push([partial]);
      tokens = own;
    }
  }
  return groups;
}

/** Does all of `count` pieces of work, `parallel` at a time; the first failure ends it. */
async function inParallel(
  count: number,
  parallel: number,
  work: (at: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, count) }, worker));
}
