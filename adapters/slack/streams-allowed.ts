import type { Logger } from "../../src/core/ports/logger.ts";
import type { Message } from "../../src/core/types.ts";
import { remember } from "../../src/platform/remember.ts";
import { forbiddenWords, goneWords } from "./api-error.ts";
import type { Identity, Recipient } from "./api-types.ts";
import type { Clock } from "./clock.ts";
import { parsePersonId, type SlackId } from "./ids.ts";
import type { People } from "./people.ts";

/** Where Slack lets a stream begin, and for whom. */
export interface StreamsAllowed {
  mayBeginIn(channel: SlackId): boolean;
  /** Takes one of those that may begin in this minute, if one is left. */
  take(): boolean;
  /** Slack has refused one there. */
  refused(channel: SlackId, reason: string): void;
  /** To whom the stream of a reply is shown; nobody needs to be named in a conversation with Maru alone. */
  recipientOf(to: Message): Promise<Recipient | undefined>;
}

/** 20 a minute may begin, and as many may end, also those that are rotated (docs: chat.startStream and stopStream, Tier 2). */
const MAX_IN_A_MINUTE = 15;
/** After that it is tried again: workspaces and plans change. */
const REFUSED_MS = 60 * 60 * 1000;
const REMEMBERED = 1_000;
/** Nothing can be posted there at all, or not any more. */
const NOT_FOR_STREAMS: ReadonlySet<string> = new Set([...goneWords, ...forbiddenWords]);

export function createStreamsAllowed(parts: {
  readonly people: Pick<People, "find">;
  readonly self: Identity;
  readonly clock: Clock;
  readonly log: Logger;
}): StreamsAllowed {
  const { people, self, clock, log } = parts;
  const refusedUntil = new Map<SlackId, number>();
  let begun: readonly number[] = [];

  return {
    mayBeginIn: (channel) => clock.now() >= (refusedUntil.get(channel) ?? 0),
    take() {
      const now = clock.now();
      begun = begun.filter((at) => now - at < 60_000);
      if (begun.length >= MAX_IN_A_MINUTE) return false;
      begun = [...begun, now];
      return true;
    },
    refused(channel, reason) {
      if (NOT_FOR_STREAMS.has(reason)) return;
      log.info({ channel, reason }, "slack lets no stream begin here");
      remember(refusedUntil, channel, clock.now() + REFUSED_MS, REMEMBERED);
    },
    async recipientOf(to) {
      if (to.place.kind === "direct") return undefined;
      const user = parsePersonId(to.author.id)!;
      return { user, team: (await people.find(user))?.team ?? self.team };
    },
  };
}
