import type { Reply } from "../../src/core/ports/chat-adapter.ts";
import { PlatformError } from "../../src/core/ports/chat-adapter.ts";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Author, Message, MessageId } from "../../src/core/types.ts";
import { remember } from "../../src/platform/remember.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusal } from "./api-error.ts";
import type { Identity } from "./api-types.ts";
import type { Arrivals } from "./arrivals.ts";
import type { AsMessage } from "./as-message.ts";
import { homeView } from "./home-view.ts";
import { ADAPTER_NAME, parsePersonId, placeId, type SlackId } from "./ids.ts";
import type { SuggestPrompts } from "./prompts.ts";
import type { Telling } from "./telling.ts";
import { words } from "./words.ts";

/**
 * The app's own page in Slack, one for each person. What stands there is asked of the core like a command, and its answer
 * becomes the page.
 */
export interface Home {
  /**
   * Somebody has opened it. `tab`: which part; `channel`: their conversation with Maru; `event`: the event's id. Rejects when it
   * could not be stored.
   */
  opened(event: HomeOpened): Promise<void>;
  /** Somebody wants to be forgotten. `trigger`: of the pressed button. What could not be stored is told on the page. */
  forget(user: SlackId, trigger: string): Promise<void>;
  /** `ChatAdapter.openReply` for what was asked of the core here; `undefined` for any other message. */
  replyTo(to: Message): Reply | undefined;
}

export interface HomeOpened {
  readonly user: SlackId;
  readonly channel: SlackId;
  readonly tab: "home" | "messages";
  readonly event: string;
}

/** People switch to and fro between the tabs: what Maru knows of them has not changed then. */
const REFRESH_MS = 60_000;
const REMEMBERED = 1_000;

export function createHome(parts: {
  readonly api: Pick<Api, "publishHome">;
  readonly self: Identity;
  readonly selfName: string;
  readonly asMessage: Pick<AsMessage, "author">;
  readonly arrivals: Pick<Arrivals, "deliver">;
  readonly suggestPrompts: SuggestPrompts;
  readonly telling: Pick<Telling, "ofScope">;
  /** Unix ms. */
  readonly now: () => number;
  readonly log: Logger;
}): Home {
  const { api, self, selfName, asMessage, arrivals, suggestPrompts, telling, now, log } = parts;
  const inTurn = createInTurn();
  const publishedAt = new Map<SlackId, number>();

  /** One id for all times that they open it: so the core's note of the reply is one note. */
  const messageFor = (author: Author, command: "privacy" | "forget"): Message => {
    const id: MessageId = `${PREFIX}${command}/${parsePersonId(author.id)}`;
    return {
      id,
      thread: id,
      startsThread: false,
      place: { id: placeId(parsePersonId(author.id)!), name: author.name, kind: "direct" },
      author,
      text: "",
      mentions: [],
      command,
      sentAt: new Date(now()).toISOString(),
      link: self.url,
    };
  };

  const publish = (user: SlackId, locale: Author["locale"], known: string): Promise<void> =>
    inTurn(user, () => publishNow(user, locale, known));

  async function publishNow(user: SlackId, locale: Author["locale"], known: string): Promise<void> {
    try {
      await api.publishHome(user, homeView({ self, selfName, locale: locale ?? "en", known }));
    } catch (error) {
      const reason = refusal(error);
      if (reason === undefined) throw error;
      throw new PlatformError("forbidden", `The Home tab of ${user} cannot be written (${reason}).`, {
        cause: error,
      });
    }
    remember(publishedAt, user, now(), REMEMBERED);
  }

  return {
    async opened({ user, channel, tab, event }) {
      const author = await asMessage.author(user);
      if (tab === "messages") {
        await suggestPrompts(channel, author.locale ?? "en").catch(async (error: unknown) => {
          log.warn({ channel, reason: refusal(error), err: error }, "slack prompts not suggested");
          await telling.ofScope(error);
        });
        return;
      }
      if (now() - (publishedAt.get(user) ?? Number.NEGATIVE_INFINITY) < REFRESH_MS) return;
      const message = messageFor(author, "privacy");
      const stored = await arrivals.deliver({ type: "message", id: `${PREFIX}${event}`, message });
      if (!stored) throw new Error(`The event ${event} was not stored.`);
    },
    async forget(user, trigger) {
      const author = await asMessage.author(user);
      const message = messageFor(author, "forget");
      const stored = await arrivals.deliver({ type: "message", id: `${PREFIX}${trigger}`, message });
      if (!stored) await publish(user, author.locale, words[author.locale ?? "en"].tryAgain);
    },
    replyTo(to) {
      const user = parsePersonId(to.author.id);
      if (!user || !to.id.startsWith(PREFIX)) return undefined;
      return {
        id: to.id,
        // Each time that they open the page, it is written anew.
        finished: false,
        async status() {},
        async update() {},
        finish: (markdown) => publish(user, to.author.locale, markdown),
        async revise() {},
        async remove() {},
      };
    },
  };
}

const PREFIX: `${string}:${string}` = `${ADAPTER_NAME}:home/`;
