import type { Logger } from "../../src/core/ports/logger.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { Locale, Message } from "../../src/core/types.ts";
import { createTellOnce, type TellOnce, type Trouble } from "../../src/platform/tell-once.ts";
import { localeFor } from "../../src/text/language.ts";
import type { Api } from "./api.ts";
import { ADAPTER_NAME, parsePersonId, type SlackId } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import { type BotScope, whereToAddScopes } from "./scopes.ts";
import { missingScope } from "./scopes-in-errors.ts";
import { words } from "./words.ts";

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
  readonly once: TellOnce;
  /** Tells which scope a request was refused for, if it was for that. Never rejects. */
  ofScope(error: unknown, concerned?: Concerned): Promise<void>;
  /** Tells that files cannot be read for want of a scope. Never rejects. */
  ofFiles(concerned: Concerned): Promise<void>;
}

const FILES_SCOPE: BotScope = "files:read";

/** @param app the app's id, for the address of its settings */
export function createTelling(parts: {
  readonly api: Pick<Api, "openDirect" | "post">;
  readonly store: Store;
  readonly log: Logger;
  readonly app: string | undefined;
}): Telling {
  const { api, log, app } = parts;
  const once = createTellOnce({
    platform: ADAPTER_NAME,
    store: parts.store,
    async say(person, text) {
      const blocks = [{ type: "markdown", text }];
      await api.post(await api.openDirect(person), { text: asNotification(text), blocks });
    },
    log,
  });

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
