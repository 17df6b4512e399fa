import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { isUndecided } from "./api-error.ts";
import { askedMessage, readAsked } from "./asked.ts";
import { type SlackId, tsAt } from "./ids.ts";
import type { People } from "./people.ts";
import { parseMessage, type RawMessage } from "./raw-message.ts";

/** A question that somebody asks by a command. */
export interface Question {
  readonly channel: SlackId;
  readonly by: SlackId;
  /** mrkdwn, with what it mentions as Slack writes it. */
  readonly text: string;
  /** Which use of the command it is. */
  readonly command: string;
}

/** Posts a question where everybody sees it, once, and resolves to the message. Rejects when Slack refuses it. */
export type PostQuestion = (question: Question, locale: Locale) => Promise<RawMessage>;

/** Clocks differ. */
const EARLIER_MS = 5 * 60 * 1000;
const SEARCHED = 50;
const TRIES = 3;

export function createPostQuestion(parts: {
  readonly api: Pick<Api, "post" | "history">;
  readonly self: SlackId;
  readonly people: People;
  /** Unix ms. */
  readonly now: () => number;
}): PostQuestion {
  const { api, self, people, now } = parts;

  return async ({ channel, by, text, command }, locale) => {
    const content = askedMessage(by, command, await withoutPings(text), locale);
    const post = async () => posted(await api.post(channel, content));
    const posted = (ts: string): RawMessage =>
      parseMessage({ ts, user: self, text: content.text, metadata: content.metadata })!;
    for (let tries = 1; ; tries++) {
      try {
        return await post();
      } catch (error) {
        if (!isUndecided(error)) throw error;
        const found = await find(channel, command);
        if (found) return found;
        if (tries === TRIES) throw error;
      }
    }
  };

  /** The message, when it was posted and only Slack's answer got lost. */
  async function find(channel: SlackId, command: string): Promise<RawMessage | undefined> {
    const oldest = tsAt(now() - EARLIER_MS);
    const { items } = await api.history(channel, { oldest, limit: SEARCHED, withMetadata: true });
    return items
      .map((item) => parseMessage(item))
      .find((raw) => raw?.user === self && readAsked(raw)?.command === command);
  }

  /** People may not be allowed to call everybody; Maru's messages would. So whom the question names is named, not called. */
  async function withoutPings(mrkdwn: string): Promise<string> {
    const names = new Map<string, string>();
    for (const [, id = "", label] of mrkdwn.matchAll(USER))
      names.set(id, (await people.find(id))?.name ?? label ?? id);
    return mrkdwn
      .replace(USER, (_, id: string) => `@${escaped(names.get(id) ?? id)}`)
      .replace(GROUP, (_, name: string, label = `@${name}`) => `@${label.replace(/^@/, "")}`);
  }
}

const USER = /<@([UW][A-Z0-9]+)(?:\|([^>]*))?>/g;
/** `<!here>`, `<!channel|@channel>`, `<!subteam^S1|@team>`; others, e.g. `<!date^…>`, call nobody. */
const GROUP = /<!(here|channel|everyone|subteam\^[A-Z0-9]+)(?:\|([^>]*))?>/g;

/** (docs: messaging/formatting-message-text#escaping) */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
