import type { ReviewDesk } from "../../../src/core/ports/review.ts";
import type { Author, CaseId, CaseMove, ChatEvent, Locale } from "../../../src/core/types.ts";
import { caseWishOf, isCaseId } from "../../../src/platform/case-moves.ts";
import type { Api } from "../api.ts";
import type { Arrivals } from "../arrivals.ts";
import type { AsMessage } from "../as-message.ts";
import { ADAPTER_NAME } from "../ids.ts";
import type { Press } from "../press.ts";
import { type Shortcut, threadIn } from "../shortcut.ts";
import { showId } from "./card.ts";
import { caseWindow } from "./case-window.ts";
import { appealForm, type Opened, REPORT_ID, reasonForm, reportForm, type Sent } from "./forms.ts";
import type { Moderators } from "./moderators.ts";
import type { Reported } from "./reported.ts";
import type { Waiter, Waiting } from "./waiting.ts";
import { moderationWords } from "./words.ts";

/**
 * Takes what people do about moderation: opens forms and windows, and has stored what is wanted by them. Each resolves to what is to be
 * said at once, to who did it alone, if anything; how a move ends, the core tells by `answer`.
 */
export interface TakeModeration {
  /** Whether a button is one of moderation's. */
  isFor(action: string): boolean;
  press(press: Press): Promise<string | undefined>;
  sent(sent: Sent): Promise<string | undefined>;
  report(shortcut: Shortcut): Promise<string | undefined>;
  /** Tells who sent a form something alone, once the form is closed. */
  tell(sent: Sent, text: string): Promise<void>;
}

export function createTakeModeration(parts: {
  readonly api: Pick<Api, "openView">;
  readonly desk: Pick<ReviewDesk, "find">;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly moderators: Pick<Moderators, "isOne">;
  readonly waiting: Waiting;
  readonly reported: Reported;
  /** Unix ms. */
  readonly now: () => number;
}): TakeModeration {
  const { api, desk, arrivals, asMessage, moderators, waiting, reported, now } = parts;

  /** Has the event stored, and notes before who waits for its end. */
  async function hand(event: ChatEvent, { id: _, ...waiter }: Asking): Promise<string | undefined> {
    await waiting.wait(event.id, waiter);
    if (await arrivals.deliver(event)) return undefined;
    await waiting.drop(event.id);
    return moderationWords[waiter.locale].answer.notStored;
  }

  /** Where nobody has replied, nobody sees what is whispered in the thread. */
  function whereOf({ message, responseUrl, user }: Press): Opened {
    const { channel = user, ts, thread } = message ?? {};
    return { channel, responseUrl, thread: thread === ts ? undefined : thread, at: now() };
  }

  async function openForm(press: Press, form: (from: Opened) => Parameters<Api["openView"]>[1]) {
    await api.openView(press.trigger, form(whereOf(press)));
    return undefined;
  }

  async function show(press: Press, id: CaseId, locale: Locale): Promise<string | undefined> {
    const shown = await desk.find(id);
    if (!shown) return moderationWords[locale].answer.refused["no-such-case"](undefined);
    await api.openView(press.trigger, caseWindow(shown, locale));
    return undefined;
  }

  const moveOf = (move: CaseMove, id: CaseId, by: Author, reason: string, event: string): ChatEvent => ({
    type: "move",
    id: event,
    case: id,
    move,
    ...(reason === "" ? {} : { reason }),
    by,
  });

  return {
    isFor: (action) => caseWishOf(action) !== undefined || shownCase(action) !== undefined,

    async press(press) {
      const { action, user, trigger } = press;
      const wish = caseWishOf(action);
      const isAppeal = wish?.does === "appeal";
      // A trigger serves for 3 s: what has to be asked before is asked at once.
      const [by, mayDecide] = await Promise.all([asMessage.author(user), isAppeal || moderators.isOne(user)]);
      const locale = by.locale ?? "en";
      if (isAppeal) return openForm(press, (from) => appealForm(wish.case, locale, from));
      if (!mayDecide) return moderationWords[locale].answer.mayNot;
      const toShow = shownCase(action);
      if (toShow) return show(press, toShow, locale);
      if (!wish) return undefined;
      if (wish.asksReason) return openForm(press, (from) => reasonForm(wish.move, wish.case, locale, from));
      const asking = { id: `${ADAPTER_NAME}:press/${trigger}`, user, locale, from: whereOf(press) };
      return hand(moveOf(wish.move, wish.case, by, "", asking.id), asking);
    },

    async sent(sent) {
      const { form, user, words, from } = sent;
      const by = await asMessage.author(user);
      const locale = by.locale ?? "en";
      const { answer } = moderationWords[locale];
      const asking = { id: `${ADAPTER_NAME}:form/${sent.view}`, user, locale, from };
      if (form === REPORT_ID) {
        const { channel, message: ts } = from;
        const message = ts === undefined ? undefined : await reported.read({ channel, ts });
        if (!message) return answer.noMessage;
        return hand(
          { type: "report", id: asking.id, message, ...(words === "" ? {} : { words }), by },
          asking,
        );
      }
      const wish = caseWishOf(form);
      switch (wish?.does) {
        case "appeal":
          if (words === "") return answer.blankAppeal;
          return hand({ type: "appeal", id: asking.id, case: wish.case, words, by }, asking);
        case "move":
          if (!(await moderators.isOne(user))) return answer.mayNot;
          return hand(moveOf(wish.move, wish.case, by, words, asking.id), asking);
        case undefined:
          return undefined;
        default:
          return wish satisfies never;
      }
    },

    async report(shortcut) {
      const { channel, message, responseUrl, trigger, user } = shortcut;
      const locale = (await asMessage.author(user)).locale ?? "en";
      if (!(await reported.note(shortcut))) return moderationWords[locale].answer.noMessage;
      const thread = threadIn(message);
      const from: Opened = { channel, message: message.ts, responseUrl, thread, at: now() };
      await api.openView(trigger, reportForm(locale, from));
      return undefined;
    },

    async tell({ user, from }, text) {
      await waiting.say({ user, locale: "en", from }, text);
    },
  };
}

type Asking = Waiter & { readonly id: string };

const shownCase = (action: string): CaseId | undefined => {
  const id = action.slice(action.indexOf(":") + 1);
  return isCaseId(id) && action === showId(id) ? id : undefined;
};
