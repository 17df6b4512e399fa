import type { CaseId, CaseMove } from "../../../../src/core/types.ts";
import type { ModerationEvent, WireSample } from "../../shared/moderation-wire.ts";
import { faultOf } from "../chat/teller.ts";
import { formatReviewRoute, type ReviewRoute, type ReviewTab } from "../route.ts";
import type { StoreOf } from "../state/store.ts";
import { createMoving } from "./moving.ts";
import { createReviewReading } from "./reading.ts";
import type { ReviewParts } from "./review-parts.ts";
import type { ReviewDialog, ReviewHappening, ReviewState } from "./review-state.ts";
import { createSampling } from "./sampling.ts";

/** Everything that a moderator can do on the page. What comes of it is seen in the state. */
export interface Review {
  readonly store: StoreOf<ReviewState, ReviewHappening>;
  /** Shows what the address bar says. */
  show(route: ReviewRoute): Promise<void>;
  /** Resolves with whether the key was right. */
  become(key: string): Promise<boolean>;
  /** Reads again what is shown: something may have been missed. */
  refresh(): Promise<void>;
  /** Something was told over the live connection. */
  take(event: ModerationEvent): void;
  setTab(tab: ReviewTab): void;
  setPlatform(platform: string | undefined): void;
  readMore(): Promise<void>;
  /** @param read on a narrow screen, the case covers the list from then on */
  select(id: CaseId, read: boolean): void;
  step(by: 1 | -1): void;
  back(): void;
  reveal(revealed: boolean): void;
  setVeiled(veiled: boolean): void;
  /** Begins a move: asks for the reason where one is asked for, and otherwise makes it. */
  begin(move: CaseMove): void;
  make(id: CaseId, move: CaseMove, reason: string): Promise<void>;
  label(sample: WireSample, label: "fine" | "harmful"): Promise<void>;
  readReport(days: number): Promise<void>;
  showDialog(dialog: ReviewDialog | undefined): void;
}

export function createReview(parts: ReviewParts): Review {
  const { store, page, api, keepsakes, words, teller } = parts;
  const sampling = createSampling(parts);
  const reading = createReviewReading(parts, sampling);
  const moving = createMoving(parts, reading.readMore);
  const token = () => keepsakes.token() ?? "";
  const mayReview = () => page.get().phase === "in" && page.get().me?.moderator === true;
  /** A key that came in with the address, until the person is known. */
  let waitingKey: string | undefined;

  async function refresh(): Promise<void> {
    if (mayReview()) await reading.refresh();
  }

  async function become(key: string): Promise<boolean> {
    try {
      const me = await api.open(token(), key);
      page.dispatch({ type: "entered", me, seen: {} });
      teller.toast(words.say("review.welcome"), "plain");
      await refresh();
      return true;
    } catch (error) {
      if (faultOf(error) === "wrong-key") teller.toast(words.say("review.door.wrong"), "bad");
      else teller.failed("review.door.failed", error);
      return false;
    }
  }

  page.subscribe((state, before) => {
    if (state.phase === "joining" && before.phase === "in") store.dispatch({ type: "left" });
    const entered = state.phase === "in" && before.phase !== "in";
    const key = waitingKey;
    if (entered && key !== undefined) {
      waitingKey = undefined;
      if (!state.me?.moderator) void become(key);
    }
    if (entered && state.review?.case !== undefined && state.me?.moderator)
      void reading.find(state.review.case);
  });

  return {
    store,
    become,
    refresh,
    readMore: reading.readMore,
    readReport: reading.readReport,
    select: moving.select,
    step: moving.step,
    begin: moving.begin,
    make: moving.make,
    label: sampling.label,
    async show(route) {
      page.dispatch({ type: "review", review: route });
      const known = mayReview();
      if (route.key !== undefined && !known) {
        if (page.get().phase === "in") await become(route.key);
        else waitingKey = route.key;
      }
      store.dispatch({ type: "tab", tab: route.tab });
      if (!mayReview() || !known) return;
      if (route.case !== undefined) await reading.find(route.case);
      await refresh();
    },
    take(event) {
      switch (event.type) {
        case "case":
          store.dispatch(event);
          return;
        case "posted":
          store.dispatch(event);
          return;
        case "outcome":
          moving.told(event.nonce, event.outcome);
          return;
        case "notice":
        case "silence":
          return;
        default:
          event satisfies never;
      }
    },
    setTab(tab) {
      store.dispatch({ type: "tab", tab });
      parts.setAddress(formatReviewRoute({ tab }));
      void reading.readTab(tab);
    },
    setPlatform(platform) {
      store.dispatch({ type: "platform", platform });
      void refresh();
    },
    back: () => store.dispatch({ type: "back" }),
    reveal: (revealed) => store.dispatch({ type: "reveal", revealed }),
    setVeiled(veiled) {
      store.dispatch({ type: "veil", veiled });
      keepsakes.setVeiled(veiled);
    },
    showDialog: (dialog) => store.dispatch({ type: "dialog", dialog }),
  };
}
