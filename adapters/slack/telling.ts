import type { Logger } from "../../src/core/ports/logger.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { Locale, Message } from "../../src/core/types.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import { parsePersonId, type SlackId } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import { type BotScope, whereToAddScopes } from "./scopes.ts";
import { missingScope } from "./scopes-in-errors.ts";
import { words } from "./words.ts";

export interface Trouble {
  /** The same trouble is told once a week. */
  readonly key: string;
  /** For the log: what is missing and where to click. */
  readonly remedy: string;
  /** Tell somebody who is concerned, in Markdown of their language. */
  readonly person?: { readonly id: SlackId; readonly text: string };
}

/** Somebody who waits for what Maru could not do, and where. */
export interface Concerned {
  readonly person: SlackId;
  readonly locale: Locale;
  /** The channel's name. */
  readonly place: string;
}

/** Who wrote a message to Maru, and waits. */
export const askerOf = ({ author, place, text }: Message): Concerned => ({
  person: parsePersonId(author.id)!,
  locale: localeFor(text, author.locale),
  place: place.name,
});

/** Tells of something that only people can put right: in the log, and by direct message to who ran into it. */
export interface Telling {
  once(trouble: Trouble): Promise<void>;
  /** Tells which scope a request was refused for, if it was for that. Never rejects. */
  ofScope(error: unknown, concerned?: Concerned): Promise<void>;
  /** Tells that files cannot be read for want of a scope. Never rejects. */
  ofFiles(concerned: Concerned): Promise<void>;
}

const FILES_SCOPE: BotScope = "files:read";
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** @param app the app's id, for the address of its settings */
export function createTelling(parts: {
  readonly api: Pick<Api, "openDirect" | "post">;
  readonly store: Store;
  readonly log: Logger;
  readonly app: string | undefined;
}): Telling {
  const { api, log, app } = parts;
  const told = parts.store.records<true>("slack/told");

  /** Keys of what is just being noted as told: one message can run into the same trouble several times at once. */
  const noting = new Set<string>();

  async function isNews(key: string): Promise<boolean> {
    if (noting.has(key)) return false;
    noting.add(key);
    try {
      if (await told.get(key)) return false;
      await told.set(key, true, WEEK_MS);
      return true;
    } finally {
      noting.delete(key);
    }
  }

  async function once({ key, remedy, person }: Trouble): Promise<void> {
    if (!(await isNews(key))) return;
    log.warn({ trouble: key, remedy }, "slack needs somebody's help");
    if (!person) return;
    try {
      const blocks = [{ type: "markdown", text: person.text }];
      await api.post(await api.openDirect(person.id), { text: asNotification(person.text), blocks });
    } catch {
      // They cannot be written to; the log has it.
    }
  }

  async function lacks(
    scope: string,
    concerned: Concerned | undefined,
    say: (to: Concerned, remedy: string) => string,
  ): Promise<void> {
    const remedy = whereToAddScopes(app, scope.split(","));
    const trouble: Trouble = { key: `scope ${scope}`, remedy };
    try {
      const person = concerned && { id: concerned.person, text: say(concerned, remedy) };
      await once(person ? { ...trouble, person } : trouble);
    } catch (storeError) {
      log.warn({ err: storeError, ...trouble }, "slack needs somebody's help");
    }
  }

  return {
    once,
    async ofScope(error, concerned) {
      const scope = missingScope(error);
      if (!scope) return;
      await lacks(scope, concerned, ({ locale, place }, remedy) =>
        words[locale].mayNot(place, scope, remedy),
      );
    },
    ofFiles: (concerned) =>
      lacks(FILES_SCOPE, concerned, ({ locale }, remedy) => words[locale].mayNotRead(FILES_SCOPE, remedy)),
  };
}
