import {
  type AdapterParts,
  type ChatAdapter,
  type Deliver,
  PlatformError,
} from "../../src/core/ports/chat-adapter.ts";
import { createStoreEvent } from "../../src/platform/store-event.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import type { Identity } from "./api-types.ts";
import { createArrivals } from "./arrivals.ts";
import { createAsMessage } from "./as-message.ts";
import { createAttachments } from "./attachments.ts";
import { systemClock } from "./clock.ts";
import type { SlackConfig } from "./config.ts";
import type { Fault } from "./fault.ts";
import { createGiveCommand } from "./give-command.ts";
import { createHistory } from "./history.ts";
import { createHome } from "./home.ts";
import { ADAPTER_NAME, messageId, parsePlaceId, threadId } from "./ids.ts";
import { createJustArrived } from "./just-arrived.ts";
import { createLocate } from "./locate.ts";
import { createMayRead } from "./may-read.ts";
import { createMissed } from "./missed.ts";
import { createModerating } from "./moderation/index.ts";
import { createPendingCommands, isCommandId } from "./pending-commands.ts";
import { createPeople } from "./people.ts";
import { createPlaceNamed } from "./place-named.ts";
import { createPlaces } from "./places.ts";
import { createPostQuestion } from "./post-question.ts";
import { createPrivateReplies } from "./private-replies.ts";
import { createSuggestPrompts } from "./prompts.ts";
import { createReplyRecords } from "./reply-records.ts";
import { createReplying, type ReplyTimes, replyTimes } from "./replying.ts";
import { createRules } from "./rules.ts";
import { createSeen } from "./seen.ts";
import { createSummariseFrom } from "./summarise-from.ts";
import { createTakeCommand } from "./take-command.ts";
import { createTakeEvent } from "./take-event.ts";
import { createTakePress } from "./take-press.ts";
import { createTelling } from "./telling.ts";
import { renewBotToken } from "./tokens.ts";

/** How patient the adapter is. */
export interface SlackTimes extends ReplyTimes {
  /** Between tries to have the core store an event; together less than Slack waits for the acknowledgement. */
  readonly storePausesMs: readonly number[];
  /** Before each try to connect again, the last one for all that follow. The first is at once: Slack asks for it every few hours. */
  readonly reconnectPausesMs: readonly [number, number, ...number[]];
  /** So long a connection may leave a ping unanswered. */
  readonly pongWithinMs: number;
  /** So long the first connection may keep the other platforms waiting. */
  readonly startWithinMs: number;
  /** To be without a connection for longer is told to the health check. */
  readonly awayMs: number;
}

export const slackTimes: SlackTimes = {
  ...replyTimes,
  storePausesMs: [250, 1_000],
  reconnectPausesMs: [0, 1_000, 2_000, 5_000, 15_000, 30_000],
  pongWithinMs: 5_000,
  startWithinMs: 5_000,
  awayMs: 30_000,
};

/** The rooms of the adapter, which know of each other what they need. */
export type Rooms = ReturnType<typeof openRooms>;

/** Puts the rooms together once it is known who Maru is. */
export function openRooms(given: {
  readonly api: Api;
  /** With the token of an admin; absent: there is none. */
  readonly admin: Pick<Api, "remove"> | undefined;
  readonly self: Identity;
  readonly config: SlackConfig;
  readonly parts: AdapterParts;
  readonly times: SlackTimes;
  readonly deliver: Deliver;
  readonly fault: Fault;
}) {
  const { api, admin, self, config, parts, times, deliver, fault } = given;
  const { store, log, now, selfName, secrets, mayAnswerIn, desk } = parts;
  const clock = systemClock(now);
  const people = createPeople({ api, self, now, log });
  const places = createPlaces({ api, people, now, log });
  const records = createReplyRecords(store);
  const attachments = createAttachments({
    limits: config.attachments,
    token: secrets["SLACK_BOT_TOKEN"]!,
    api: secrets["SLACK_API_URL"],
    now,
    log,
  });
  const reading = {
    places,
    rules: createRules(config),
    asMessage: createAsMessage({ self, selfName, people, places, records, attachments }),
    attachments,
    seen: createSeen(store, now),
  };
  const telling = createTelling({ api, store, log, app: self.app });
  const inTurn = createInTurn();
  const justArrived = createJustArrived(self.user, now);
  const pending = createPendingCommands(store, now);
  const shared = {
    api,
    self,
    selfName,
    people,
    records,
    telling,
    inTurn,
    justArrived,
    pending,
    clock,
    now,
    log,
    ...reading,
  };

  const arrivals = justArrived.watching(
    createArrivals({
      ...shared,
      self: self.user,
      mayAnswerIn,
      store: createStoreEvent({ platform: ADAPTER_NAME, deliver, pausesMs: times.storePausesMs, log }),
    }),
  );
  const moderating = desk && createModerating({ ...shared, arrivals, admin, config, desk, store });
  const home = createHome({ ...shared, arrivals, suggestPrompts: createSuggestPrompts(api) });
  const replying = createReplying({ ...shared, isOwn: reading.asMessage.isOwn, times });
  const privateReplies = createPrivateReplies({ ...shared, store, home, times });
  const openReply: ChatAdapter["openReply"] = (to, audience) => {
    const isCommand = (to.command !== undefined && to.command !== "ask") || isCommandId(to.id);
    // In a conversation with Maru alone everything is for its author.
    const isPersonal = audience === "author" && to.place.kind === "channel";
    return isCommand || isPersonal ? privateReplies.open(to) : replying.open(to);
  };
  const openPost: ChatAdapter["openPost"] = async (place, key) => {
    const where = await places.find(parsePlaceId(place) ?? "");
    if (!where) throw new PlatformError("gone", `${place} is no place that Maru can see.`);
    return replying.openPost(where.channel, key);
  };
  const giveCommand = createGiveCommand({ ...shared, arrivals });
  const postQuestion = createPostQuestion({ ...shared, self: self.user });
  return {
    ...shared,
    arrivals,
    moderating,
    takeModeration: moderating?.take,
    replying,
    privateReplies,
    missed: createMissed({ ...shared, self: self.user, arrivals }),
    history: createHistory({
      ...shared,
      // What others have just replied may still be on its way: to an answer to the first message it is nothing that was said before.
      alone: (spot) =>
        replying.questionsIn(threadId(spot.channel, spot.ts)).includes(messageId(spot))
          ? justArrived.alone(spot)
          : undefined,
    }),
    openReply,
    openPost,
    placeNamed: createPlaceNamed(shared),
    locate: createLocate(reading.asMessage),
    mayRead: createMayRead(shared),
    takeCommand: createTakeCommand({
      ...shared,
      arrivals,
      giveCommand,
      newestThread: (place, person) =>
        privateReplies.newestThread(place, person) ?? replying.newestThread(place, person),
      postQuestion,
      commands: parts.commands,
    }),
    summariseFrom: createSummariseFrom({ ...shared, arrivals, giveCommand }),
    takePress: createTakePress({ ...shared, arrivals, home }),
    takeEvent: createTakeEvent({
      ...shared,
      arrivals,
      home,
      replying,
      unwelcome(reason) {
        log.error({ reason, remedy: renewBotToken }, "slack has sent Maru away");
        fault.set("token", renewBotToken);
      },
    }),
  };
}
