import type { GuardBacklog, ReviewCase, ReviewDesk } from "../../core/ports/index.ts";
import type { CaseId } from "../../core/types.ts";
import type { Listing } from "./listing.ts";

/** The desk, and what tells those who watch it. */
interface Desk {
  readonly desk: ReviewDesk;
  isWatched(): boolean;
  tell(changed: ReviewCase): void;
}

/** So many cases are listed at a time, whatever is asked for. */
const MAX_PAGE = 200;

export function createDesk(parts: {
  readonly listing: Pick<Listing, "page" | "waiting">;
  readonly find: (id: CaseId) => Promise<ReviewCase | undefined>;
  readonly samples: ReviewDesk["samples"];
  readonly report: ReviewDesk["report"];
  readonly guardBacklog: () => GuardBacklog | undefined;
  readonly failed: (error: unknown) => void;
}): Desk {
  const { listing, find } = parts;
  const watchers = new Set<(changed: ReviewCase) => void>();
  return {
    isWatched: () => watchers.size > 0,
    tell(changed) {
      for (const watcher of watchers) {
        try {
          watcher(changed);
        } catch (error) {
          parts.failed(error);
        }
      }
    },
    desk: {
      async list(query) {
        const { ids, more } = listing.page({ ...query, last: Math.min(query.last, MAX_PAGE) });
        const cases = await Promise.all(ids.map(find));
        return { cases: cases.filter((one) => one !== undefined), more };
      },
      find,
      samples: parts.samples,
      report: parts.report,
      backlog() {
        const guard = parts.guardBacklog();
        return { ...listing.waiting(), ...(guard ? { guard } : {}) };
      },
      watch(onChange) {
        // One watcher may be there twice.
        const watcher = (changed: ReviewCase) => onChange(changed);
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
    },
  };
}
