import type { Message } from "../../../src/core/types.ts";
import { remember } from "../../../src/platform/remember.ts";
import type { Api } from "../api.ts";
import { unless } from "../api-error.ts";
import type { AsMessage } from "../as-message.ts";
import type { Attachments } from "../attachments.ts";
import { type SlackId, type Spot, type Ts, threadId } from "../ids.ts";
import { UNREADABLE } from "../pages.ts";
import type { People } from "../people.ts";
import type { Places, Where } from "../places.ts";
import { isWritten, parseMessage, type RawMessage } from "../raw-message.ts";
import type { Rules } from "../rules.ts";
import type { Shortcut } from "../shortcut.ts";

/** Messages that members report. */
export interface Reported {
  /** It was chosen to be reported. `false`: nobody wrote it, or it is none of Maru's business, or that of who chose it. */
  note(shortcut: Shortcut): Promise<boolean>;
  /** `undefined`: it is gone, or Maru cannot read it. */
  read(spot: Spot): Promise<Message | undefined>;
}

/** From choosing to sending people take a while. */
const REMEMBERED = 200;

export function createReported(parts: {
  readonly api: Pick<Api, "history" | "replies">;
  readonly people: Pick<People, "isForeign">;
  readonly places: Pick<Places, "find">;
  readonly rules: Rules;
  readonly asMessage: Pick<AsMessage, "message">;
  readonly attachments: Pick<Attachments, "name">;
}): Reported {
  const { api, people, places, rules, asMessage, attachments } = parts;
  const chosen = new Map<string, RawMessage>();
  const keyOf = ({ channel, ts }: Spot) => threadId(channel, ts);

  async function whereIs(channel: SlackId): Promise<Where | undefined> {
    const where = await places.find(channel);
    return where && rules.mayWorkIn(where) ? where : undefined;
  }

  /** After a restart: outside of threads, or the first of one. */
  async function fetched({ channel, ts }: Spot): Promise<RawMessage | undefined> {
    const bounds = { oldest: ts, latest: ts, inclusive: true, limit: 2 };
    const isIt = (raw: RawMessage | undefined): raw is RawMessage => raw?.ts === (ts as Ts);
    const inChannel = await unless(UNREADABLE, api.history(channel, bounds));
    const found = inChannel?.items.map(parseMessage).find(isIt);
    if (found) return found;
    const inThread = await unless(UNREADABLE, api.replies(channel, ts, bounds));
    return inThread?.items.map(parseMessage).find(isIt);
  }

  return {
    async note({ channel, user, message }) {
      const where = await whereIs(channel);
      if (!where || !isWritten(message)) return false;
      const { isShared } = where;
      if (!rules.answersForeigners && (await people.isForeign(user, { isShared }))) return false;
      remember(chosen, keyOf({ channel, ts: message.ts }), message, REMEMBERED);
      return true;
    },
    async read(spot) {
      const where = await whereIs(spot.channel);
      const raw = where && (chosen.get(keyOf(spot)) ?? (await fetched(spot)));
      if (!where || !raw || !isWritten(raw)) return undefined;
      return asMessage.message(raw, where, attachments.name(raw.files ?? []));
    },
  };
}
