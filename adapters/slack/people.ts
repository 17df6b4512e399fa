import type { Logger } from "../../src/core/ports/logger.ts";
import type { Locale } from "../../src/core/types.ts";
import type { Api } from "./api.ts";
import { refusal } from "./api-error.ts";
import type { Identity, SlackUser } from "./api-types.ts";
import type { SlackId } from "./ids.ts";
import { createRemembered } from "./remembered.ts";
import { localeOf } from "./words.ts";

export interface Person {
  readonly id: SlackId;
  /** Display name; untrusted. */
  readonly name: string;
  readonly isBot: boolean;
  /** Of another organisation: Maru meets them in channels shared by Slack Connect. */
  readonly isForeign: boolean;
  /** Their workspace. */
  readonly team?: SlackId;
  readonly locale?: Locale;
  /** What they are in the workspace: `owner`, `admin`, `guest`. */
  readonly roles: readonly string[];
}

/** What a message tells of the organisation that its author is of. */
export interface Origin {
  /** The author's workspace; Slack tells it in shared channels. */
  readonly userTeam?: string | undefined;
  /** The author's workspace or, in shared channels, perhaps the reader's: of itself no proof of being one of us. */
  readonly team?: string | undefined;
  /** Whether people of other organisations are where they did something. */
  readonly isShared: boolean;
}

export interface People {
  /** Asks Slack when they are not known yet. `undefined`: Slack does not tell; then they are asked for again next time. */
  find(user: SlackId): Promise<Person | undefined>;
  /**
   * Whether they are of another organisation. Somebody of whom nothing proves the contrary is, where such people are. Rejects when
   * Slack may tell later.
   */
  isForeign(user: SlackId, origin: Origin): Promise<boolean>;
  /** What is known of them already. */
  known(user: SlackId): Person | undefined;
  /** They have changed their name, or the like. */
  forget(user: SlackId): void;
}

const REMEMBERED = 2_000;
/** Slack tells of changes by `user_change`, if the app listens to that; of people of other organisations it never does. */
const KEEP_MS = 60 * 60 * 1000;
/** Slack's own bot, which is not marked as one. */
const SLACKBOT = "USLACKBOT";

export function createPeople(parts: {
  readonly api: Pick<Api, "user">;
  readonly self: Identity;
  readonly now: () => number;
  readonly log: Logger;
}): People {
  const { api, self, now, log } = parts;
  const asked = createRemembered({
    ask: async (user) => asPerson(await api.user(user), self),
    max: REMEMBERED,
    keepMs: KEEP_MS,
    now,
  });

  return {
    async find(user) {
      try {
        return await asked.get(user);
      } catch (error) {
        log.warn({ user, reason: refusal(error), err: error }, "slack person not looked up");
        return undefined;
      }
    },
    async isForeign(user, { userTeam, team, isShared }) {
      if (userTeam !== undefined && isOwnTeam(userTeam, self)) return false;
      // Another workspace of the same Enterprise organisation is not told from a foreign one by its id.
      if (userTeam !== undefined && self.enterprise === undefined) return true;
      try {
        return (await asked.get(user)).isForeign;
      } catch (error) {
        const mayBeForeign =
          isShared || userTeam !== undefined || (team !== undefined && !isOwnTeam(team, self));
        if (!mayBeForeign) return false;
        log.warn({ user, reason: refusal(error), err: error }, "slack person's organisation not known");
        if (refusal(error) === undefined) throw error;
        return true;
      }
    },
    known: asked.known,
    forget: asked.forget,
  };
}

function asPerson(user: SlackUser, self: Identity): Person {
  const locale = localeOf(user.locale);
  const { display_name: shown, real_name: full } = user.profile ?? {};
  return {
    id: user.id!,
    name: shown || full || user.real_name || user.name || user.id!,
    isBot: user.is_bot === true || user.is_workflow_bot === true || user.id === SLACKBOT,
    isForeign: isForeign(user, self),
    ...(user.team_id ? { team: user.team_id } : {}),
    ...(locale ? { locale } : {}),
    roles: isForeign(user, self) ? [] : rolesOf(user),
  };
}

/** (docs: reference/objects/user-object) Owners are admins, too. */
function rolesOf(user: SlackUser): string[] {
  const isOwner = user.is_owner === true || user.is_primary_owner === true;
  return [
    ...(isOwner ? ["owner"] : []),
    ...(isOwner || user.is_admin === true ? ["admin"] : []),
    ...(user.is_restricted === true || user.is_ultra_restricted === true ? ["guest"] : []),
  ];
}

const isOwnTeam = (team: string, self: Identity) => team === self.team || team === self.enterprise;

/** Workspaces of one Enterprise organisation are one organisation. */
function isForeign(user: SlackUser, { team, enterprise }: Identity): boolean {
  if (user.is_stranger) return true;
  if (user.id === SLACKBOT || user.team_id === undefined || user.team_id === team) return false;
  const theirs = user.enterprise_user?.enterprise_id;
  return enterprise === undefined || theirs !== enterprise;
}
