import type { Logger } from "../../src/core/ports/logger.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import type { SlackId } from "./ids.ts";
import { asNotification } from "./mrkdwn.ts";
import { whereToAddScopes } from "./scopes.ts";
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

/** Tells of something that only people can put right: in the log, and by direct message to who ran into it. */
export interface Telling {
  once(trouble: Trouble): Promise<void>;
  /** Tells which scope a request was refused for, if it was for that. Never rejects. */
  ofScope(error: unknown, concerned?: Concerned): Promise<void>;
}

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

  async function once({ key, remedy, person }: Trouble): Promise<void> {
    if (await told.get(key)) return;
    await told.set(key, true, WEEK_MS);
    log.warn({ trouble: key, remedy }, "slack needs somebody's help");
    if (!person) return;
    try {
      const blocks = [{ type: "markdown", text: person.text }];
      await api.post(await api.openDirect(person.id), { text: asNotification(person.text), blocks });
    } catch {
      // They cannot be written to; the log has it.
    }
  }

  return {
    once,
    async ofScope(error, concerned) {
      const scope = missingScope(error);
      if (!scope) return;
      const remedy = whereToAddScopes(app, scope.split(","));
      const trouble: Trouble = { key: `scope ${scope}`, remedy };
      try {
        await once(
          concerned
            ? {
                ...trouble,
                person: {
                  id: concerned.person,
                  text: words[concerned.locale].mayNot(concerned.place, scope, remedy),
                },
              }
            : trouble,
        );
      } catch (storeError) {
        log.warn({ err: storeError, ...trouble }, "slack needs somebody's help");
      }
    },
  };
}
