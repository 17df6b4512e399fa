import type { ChatEvent, MessageId, ThreadId } from "../../src/core/types.ts";
import { forgetOldest } from "../../src/platform/remember.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { pressOf } from "./buttons.ts";
import type { Home } from "./home.ts";
import { FORGET_ACTION } from "./home-view.ts";
import { ADAPTER_NAME, parseSpot, threadId, writtenId } from "./ids.ts";
import type { Press } from "./press.ts";
import type { ReplyRecords } from "./reply-records.ts";
import { words } from "./words.ts";

/** Has stored what somebody wants by pressing a button. Resolves to what is to be said to them alone, in Markdown, if anything. */
export type TakePress = (press: Press) => Promise<string | undefined>;

const MAX_THANKED = 5_000;

export function createTakePress(parts: {
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly records: Pick<ReplyRecords, "get">;
  readonly home: Pick<Home, "forget">;
}): TakePress {
  const { arrivals, asMessage, records, home } = parts;
  const thanked = new Set<string>();

  return async (press) => {
    if (press.action === FORGET_ACTION) {
      await home.forget(press.user, press.trigger);
      return undefined;
    }
    const event = await eventOf(press);
    if (!event) return undefined;
    const { locale = "en" } = await asMessage.author(press.user);
    if (!(await arrivals.deliver(event))) return words[locale].tryAgain;
    return event.type === "feedback" && isFirstOf(event) ? words[locale].thanks : undefined;
  };

  /** Slack shows nothing by itself when one of 👍 and 👎 is pressed; to be thanked for each change of mind would be tiresome. */
  function isFirstOf({ reply, by }: ChatEvent & { type: "feedback" }): boolean {
    const key = `${reply} ${by.id}`;
    if (thanked.has(key)) return false;
    thanked.add(key);
    forgetOldest(thanked, MAX_THANKED);
    return true;
  }

  /** What the core is to be told; nothing when the button is none of Maru's, or leads somewhere. */
  async function eventOf(press: Press): Promise<ChatEvent | undefined> {
    const pressed = pressOf(press.action, press.value);
    if (!pressed) return undefined;
    const id = `${ADAPTER_NAME}:press/${press.trigger}`;
    const by = await asMessage.author(press.user);
    switch (pressed.does) {
      case "stop": {
        const { question } = pressed;
        const record = await records.get(question);
        const thread: ThreadId = record?.thread ?? threadOf(question, press.message);
        return { type: "stop", id, thread, question, by };
      }
      case "rate":
        return { type: "feedback", id, reply: writtenId(pressed.question), by, rating: pressed.rating };
      default:
        return pressed satisfies never;
    }
  }
}

/** Where a question stands of which there is no record yet. A command's answer is a conversation of its own. */
function threadOf(question: MessageId, shown: Press["message"]): ThreadId {
  const spot = parseSpot(question);
  if (!spot) return question;
  return threadId(spot.channel, shown?.channel === spot.channel ? shown.thread : spot.ts);
}
