import type { CaseId } from "../../../../src/core/types.ts";
import type { ModerationEvent, WireNotice } from "../../shared/moderation-wire.ts";
import { putAwayWith } from "../state/standing-notices.ts";
import type { Chat } from "./chat.ts";
import type { ChatParts } from "./parts.ts";
import type { Teller } from "./teller.ts";

/** What moderation and this person have to say to each other. */
export type Concerns = Pick<Chat, "report" | "dismissNotice" | "appeal"> & {
  /** Something of moderation was told over the live connection. */
  take(event: ModerationEvent): void;
  /** Reads what may have been missed. */
  refresh(): Promise<void>;
};

export function createConcerns(
  { store, api, words, review, nonce }: ChatParts,
  { token, teller }: { token(): string | undefined; teller: Teller },
): Concerns {
  /** Appeals on their way, by nonce. */
  const appeals = new Map<string, CaseId>();

  return {
    take(event) {
      switch (event.type) {
        case "notice":
          store.dispatch({ type: "noticed", notice: event.notice });
          return;
        case "silence":
          store.dispatch({ type: "silence", until: event.until });
          return;
        case "outcome":
          if (
            event.outcome.type === "refused" &&
            (appeals.has(event.nonce) || event.outcome.why === "too-many-reports")
          ) {
            teller.toast(
              words.say(`refusal.${event.outcome.why}`, { name: event.outcome.by?.name ?? "" }),
              "bad",
            );
            return;
          }
          review.take(event);
          return;
        case "case":
        case "posted":
          review.take(event);
          return;
        default:
          event satisfies never;
      }
    },
    async refresh() {
      if (!store.get().about.moderation) return;
      const known = token();
      if (known === undefined) return;
      if (store.get().me?.moderator) void review.refresh();
      const told = await api.notices(known).catch(() => undefined);
      if (told !== undefined && token() === known) {
        store.dispatch({ type: "notices", notices: told.notices });
      }
    },
    async report(message, said) {
      try {
        const trimmed = said.trim();
        await api.report(token() ?? "", message, trimmed === "" ? undefined : trimmed);
        teller.toast(words.say("report.thanks"), "plain");
        return true;
      } catch (error) {
        teller.failed("report.failed", error);
        return false;
      }
    },
    async dismissNotice(notice: WireNotice) {
      try {
        for (const { id } of putAwayWith(store.get().notices, notice)) {
          await api.dismissNotice(token() ?? "", id);
          store.dispatch({ type: "notice-dismissed", id });
        }
      } catch (error) {
        teller.failed("notice.dismiss.failed", error);
      }
    },
    async appeal(notice, said) {
      const key = nonce();
      try {
        appeals.set(key, notice.case);
        await api.appeal(token() ?? "", notice.case, said.trim(), key);
        store.dispatch({ type: "appealed", case: notice.case });
        teller.toast(words.say("appeal.sent"), "plain");
        return true;
      } catch (error) {
        teller.failed("appeal.failed", error);
        return false;
      }
    },
  };
}
