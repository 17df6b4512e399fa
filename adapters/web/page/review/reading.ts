import type { CaseId } from "../../../../src/core/types.ts";
import type { CaseTab } from "../../shared/moderation-wire.ts";
import { faultOf } from "../chat/teller.ts";
import type { ReviewTab } from "../route.ts";
import type { ReviewParts } from "./review-parts.ts";
import { caseTab } from "./review-state.ts";
import type { Sampling } from "./sampling.ts";

/** Reads what moderators see from the server into the state, as it is needed. */
export interface ReviewReading {
  readTab(tab: ReviewTab): Promise<void>;
  readMore(): Promise<void>;
  readReport(days: number): Promise<void>;
  /** Opens a case, wherever it is listed. */
  find(id: CaseId): Promise<void>;
  /** Reads again what is shown. */
  refresh(): Promise<void>;
}

export function createReviewReading(
  { store, page, api, keepsakes, words, teller }: ReviewParts,
  sampling: Sampling,
): ReviewReading {
  const token = () => keepsakes.token() ?? "";

  async function readList(tab: CaseTab, before?: CaseId): Promise<void> {
    const { platform } = store.get();
    store.dispatch({ type: "reading", tab });
    try {
      const found = await api.cases(token(), {
        tab,
        ...(platform === undefined ? {} : { platform }),
        ...(before === undefined ? {} : { before }),
      });
      // Another platform was asked for meanwhile.
      if (store.get().platform !== platform) return;
      store.dispatch({ type: "page", tab, page: found, older: before !== undefined });
    } catch {
      store.dispatch({ type: "failed", tab });
    }
  }

  async function readReport(days: number): Promise<void> {
    store.dispatch({ type: "report", report: { state: "reading", days } });
    try {
      const [figures, { posts }] = await Promise.all([api.report(token(), days), api.posts(token())]);
      if (store.get().report.days !== days) return;
      store.dispatch({ type: "report", report: { state: "ready", figures, posts } });
    } catch {
      store.dispatch({ type: "report", report: { state: "failed" } });
    }
  }

  async function readTab(tab: ReviewTab): Promise<void> {
    switch (tab) {
      case "waiting":
      case "shadow":
      case "settled":
        return readList(tab);
      case "sample":
        return sampling.read();
      case "report":
        return readReport(store.get().report.days);
      default:
        return tab satisfies never;
    }
  }

  async function refresh(): Promise<void> {
    const { tab } = store.get();
    const told = api.backlog(token()).then(
      (backlog) => store.dispatch({ type: "backlog", backlog }),
      () => {},
    );
    // The counts of the tabs come from the lists.
    const shown =
      page.get().review === undefined ? [] : [...new Set([tab, "waiting", "shadow", "sample"] as const)];
    await Promise.all([told, ...shown.map(readTab)]);
  }

  async function readMore(): Promise<void> {
    const tab = caseTab(store.get().tab);
    const list = tab && store.get().lists[tab];
    const oldest = list?.ids.at(-1);
    if (tab && list?.state === "ready" && list.more && oldest) await readList(tab, oldest);
  }

  async function find(id: CaseId): Promise<void> {
    try {
      const found = await api.find(token(), id);
      const { tab } = found;
      store.dispatch({ type: "tab", tab });
      store.dispatch({ type: "case", case: found });
      store.dispatch({ type: "select", tab, case: id, read: true });
    } catch (error) {
      if (faultOf(error) === "not-found") teller.toast(words.say("refusal.no-such-case"), "bad");
      else teller.failed("review.failed", error);
    }
  }

  return { readTab, readMore, readReport, find, refresh };
}
