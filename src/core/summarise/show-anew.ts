import type { KeptAboutPeople } from "../kept.ts";
import type { Logger, Model, Moderation, ShownSummary, Summaries } from "../ports/index.ts";
import { PlatformError } from "../ports/index.ts";
import type { Replies } from "../replies.ts";
import { type DigestRecords, withTitle } from "./digest-records.ts";
import { framed } from "./frame.ts";
import { screenLines } from "./screen-lines.ts";

/** Shows summaries anew of which something was taken out, wherever they stand. Rejects when it is worth trying again. */
export type ShowAnew = (changed: readonly ShownSummary[]) => Promise<void>;

export function createShowAnew(parts: {
  readonly summaries: Pick<Summaries, "shown">;
  readonly replies: Pick<Replies, "revise" | "questionOf" | "adapterOf">;
  readonly digests: DigestRecords;
  readonly kept: Pick<KeptAboutPeople, "frameOf" | "threadsIn">;
  readonly model: Pick<Model, "forget">;
  readonly moderation: Pick<Moderation, "screen">;
  readonly log: Logger;
}): ShowAnew {
  const { replies, digests, kept, model, log } = parts;

  /** `false`: it is not shown yet at all; whoever shows it first looks again afterwards. */
  async function show(summary: ShownSummary): Promise<boolean> {
    const digest = await digests.find(summary.key);
    const to = digest ? digest.asMessage : await replies.questionOf(summary.key);
    // Too long ago: nobody knows any more where it stands.
    if (!to) return true;
    // The model may have read it there, when somebody asked on; of a digest it is not known in which thread of its place.
    for (const thread of digest ? await kept.threadsIn(to.place.id) : [to.thread]) await model.forget(thread);
    const shown = await screenLines(summary, to, parts.moderation);
    const plain = { before: [], after: [], locale: summary.locale };
    if (!digest) return replies.revise(to, framed(shown, (await kept.frameOf(to.id)) ?? plain));
    const post = await replies.adapterOf(to.thread).openPost(to.place.id, summary.key);
    if (post.finished) await post.revise(withTitle(framed(shown, plain), to.place, summary.locale));
    return post.finished;
  }

  return async (changed) => {
    for (const summary of changed) {
      try {
        if (!(await show(summary))) continue;
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        log.warn({ summary: summary.key, err: error }, "summary not shown anew");
      }
      await parts.summaries.shown(summary.key);
    }
  };
}
