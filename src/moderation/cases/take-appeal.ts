import type { ModerationEvent } from "../../core/ports/index.ts";
import { isUndecided } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";
import type { PolicyOf } from "./policy-of.ts";
import { refused, type Taken } from "./take-move.ts";
import { stepsTaken } from "./tasks.ts";
import { withoutWords } from "./view.ts";

type Appeal = Extract<ModerationEvent, { readonly type: "appeal" }>;

const appealed: Taken = { outcome: { type: "appealed" }, consequence: {} };

/** Takes an author's appeal, once for each case, when there is something to appeal against. */
export function createTakeAppeal(parts: {
  readonly work: CaseWork;
  readonly policyOf: PolicyOf;
  readonly now: () => number;
}): (event: Appeal) => Promise<Taken> {
  const { work, policyOf, now } = parts;

  return (event) =>
    work.inTurn(event.case, async () => {
      const record = await work.load(event.case);
      if (!record) return refused("no-such-case");
      if (record.message.author !== event.by.id) return refused("not-the-author");
      if (record.events.includes(event.id)) {
        await work.makeUp(record);
        return appealed;
      }
      if (record.appeal) return refused("appealed-before");
      const isStanding = record.state === "decided" || isUndecided(record);
      if (!isStanding || stepsTaken(record).size === 0) return refused("not-possible");
      const { terms } = record;
      const words = await work.words.keepSaid(record.id, event.by, event.id, event.words, terms.retentionMs);
      const { place } = withoutWords(record);
      const changed = await work.change(record, {
        entry: {
          type: "appealed",
          case: record.id,
          by: event.by.id,
          words: words ?? "",
          event: event.id,
        },
        key: `appealed ${record.id}`,
        terms: { ...terms, quiet: policyOf(place).isQuiet(now()) },
      });
      await work.workOff(changed);
      return appealed;
    });
}
