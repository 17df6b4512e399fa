import type { Author, CaseId, CaseMove, Category, Locale, Message } from "../types.ts";
import type { LadderStep, ReviewCase } from "./review.ts";

/** What a platform lets Maru do as a moderator. What it cannot do is said at start and by `policy check`. */
export interface ModerationAbilities {
  /** `hide`: it can be shown again as it was. `delete`: it is gone, and `restore` posts a copy. */
  readonly remove: "hide" | "delete" | false;
  readonly timeout: boolean;
  /** A private word to the author. */
  readonly tell: boolean;
  /** Cards for moderators, in a channel of their own. */
  readonly cards: boolean;
  /** Of whose messages moderators can be told there once a day (`post`): the platform's own, or all platforms', where all cases stand. */
  readonly reports: "own" | "all" | false;
  /** Why something of it is missing, and what an operator could do about it: one sentence each. */
  readonly missing: readonly string[];
}

/** What the author of a message is told. Rendered by the adapter in the author's language, else in the message's. */
export interface AuthorNotice {
  readonly case: CaseId;
  readonly message: Message;
  /** What happened; the adapter has the words for it. */
  readonly kind: /** Something was done (`done`), or only said (`warn`): with the reason, and a way to appeal. */
    | { readonly type: "acted"; readonly done: readonly LadderStep[]; readonly until?: string }
    | { readonly type: "warned" }
    /** What was done was taken back. */
    | { readonly type: "undone" }
    | { readonly type: "appeal-received" }
    | { readonly type: "appeal-confirmed" }
    | { readonly type: "appeal-overturned" };
  /** What a person who decided wrote for the author. */
  readonly reason?: string;
  /** How long the reason may be kept, in milliseconds: as long as the case keeps it. Given with it. */
  readonly keepMs?: number;
  /**
   * What the message was found to be, for the author of one that was acted on or warned about: it says why where there is no
   * `reason`, as with all that the policy does by itself. Empty otherwise, and where nothing was found, as with a report.
   */
  readonly categories: readonly Category[];
  /** Whether the notice has a button to appeal. */
  readonly mayAppeal: boolean;
  /** How many notices of this kind there were before in this case: what was taken back can be done once more. Absent: none. */
  readonly earlier?: number;
}

/**
 * What Maru can do as a moderator on a platform. Each call is safe to make again after a crash that left its outcome unknown.
 * Rejects with a `PlatformError` (`forbidden`, `gone`), or with any other error when trying again may help.
 * `about`: the case, for the platform's own audit log.
 */
export interface ModerationActions {
  readonly can: ModerationAbilities;
  /** Nobody reads it any more. Removed already: nothing. */
  remove(message: Message, about?: CaseId): Promise<void>;
  /** Takes `remove` back: shows it again, or posts a copy that names its author. Done already: nothing. */
  restore(message: Message, about?: CaseId): Promise<void>;
  /** The author cannot write until then. @param until Unix ms */
  timeout(message: Message, until: number, about?: CaseId): Promise<void>;
  endTimeout(message: Message, about?: CaseId): Promise<void>;
  /** Tells the author alone. At most once for the same case, kind and `earlier`. `false`: this person cannot be reached alone. */
  tell(notice: AuthorNotice): Promise<boolean>;
  /**
   * Shows the case to moderators as it now stands: posts its card, or edits the one that is there. @param quiet without a ping
   */
  showCard(shown: ReviewCase, quiet: boolean): Promise<void>;
  /** Posts a text for moderators (the daily report) where cards are shown. Markdown, trusted. At most once for the same key. */
  post(key: string, markdown: Readonly<Record<Locale, string>>): Promise<void>;
  /**
   * Tells somebody, privately where that is still possible, how the move, appeal or report ended that came as this event: e.g. that
   * another moderator was first. No way to do so any more: nothing.
   */
  answer(event: string, outcome: MoveOutcome): Promise<void>;
}

/** How a moderator's move, an appeal or a report ended. */
export type MoveOutcome =
  | { readonly type: "done"; readonly move: CaseMove; readonly case: CaseId }
  | { readonly type: "refused"; readonly why: MoveRefusal; readonly by?: Author }
  | { readonly type: "reported" }
  | { readonly type: "appealed" }
  | { readonly type: "labelled" };

export type MoveRefusal =
  | "no-such-case"
  /** Somebody else has claimed it (`by`). */
  | "claimed"
  /** It was decided meanwhile (`by`). */
  | "decided"
  /** The policy asks for a second person, and this is the first one again. */
  | "same-person"
  /** Whoever decided does not decide on the appeal. */
  | "own-decision"
  /** Nobody decides on their own message. */
  | "own-message"
  | "not-possible"
  | "not-the-author"
  | "appealed-before"
  /** This person has reported so much lately that nobody could look at it all. */
  | "too-many-reports";
