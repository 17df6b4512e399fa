import type { Client } from "discord.js";
import type { AdapterParts, Deliver } from "../../src/core/ports/chat-adapter.ts";
import { createStatusBoard } from "../../src/platform/status-board.ts";
import { createStoreEvent } from "../../src/platform/store-event.ts";
import { createTellOnce } from "../../src/platform/tell-once.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import { createAcknowledge } from "./acknowledge.ts";
import type { Api } from "./api.ts";
import { createArrivals } from "./arrivals.ts";
import { createAsMessage } from "./as-message.ts";
import { createAttachments } from "./attachments.ts";
import { createCloseThread } from "./close-thread.ts";
import { createCommandReplies } from "./command-replies.ts";
import type { DiscordConfig } from "./config.ts";
import type { FirstAnswers } from "./first-answers.ts";
import { createGiveCommand } from "./give-command.ts";
import { createHistory } from "./history.ts";
import { ADAPTER_NAME } from "./ids.ts";
import { createInteractions } from "./interactions.ts";
import { createMayAnswer } from "./may-answer.ts";
import { createMayRead } from "./may-read.ts";
import { createMissed } from "./missed.ts";
import { createModerating } from "./moderation/index.ts";
import { createOwnPosts } from "./own-posts.ts";
import { createPace } from "./pace.ts";
import { createPendingCommands } from "./pending-commands.ts";
import { createPlaceNamed } from "./place-named.ts";
import { createPlaces } from "./places.ts";
import { createPostOnce } from "./post-once.ts";
import { createReplyRecords } from "./reply-records.ts";
import { createReplying } from "./replying.ts";
import { createRevise } from "./revise.ts";
import { createRules } from "./rules.ts";
import { createSeen } from "./seen.ts";
import { createStarters } from "./starters.ts";
import { createTakeCommand } from "./take-command.ts";
import { createTakePress } from "./take-press.ts";
import { createTellNotStored } from "./tell-not-stored.ts";
import { createThreadLimit } from "./thread-limit.ts";
import { createTyping } from "./typing.ts";
import { createFindVenue } from "./venue.ts";

/** How patient the adapter is. */
export interface DiscordTimes {
  /** Between two edits of a growing answer, when the rate limits allow. */
  readonly editEveryMs: number;
  /** Between two statuses of waiting questions, of all together. */
  readonly statusEveryMs: number;
  /** Discord shows "is typing" for 10 s. */
  readonly typeEveryMs: number;
  /** Between tries to have the core store an event. */
  readonly storePausesMs: readonly number[];
  /** Discord waits 3 s for the first answer to an interaction. */
  readonly firstAnswerMs: number;
}

export const discordTimes: DiscordTimes = {
  editEveryMs: 1_000,
  statusEveryMs: 1_000,
  typeEveryMs: 8_000,
  storePausesMs: [250, 1_000, 4_000],
  firstAnswerMs: 1_500,
};

/** The rooms of the adapter, which know of each other what they need. */
export type Rooms = ReturnType<typeof openRooms>;

/** Puts the rooms together once it is known who Maru is. */
export function openRooms(given: {
  readonly client: Client<true>;
  readonly config: DiscordConfig;
  readonly parts: AdapterParts;
  readonly times: DiscordTimes;
  readonly readsContent: boolean;
  readonly deliver: Deliver;
  readonly api: Api;
  readonly firstAnswers: FirstAnswers;
}) {
  const { client, config, parts, times, readsContent, deliver, api, firstAnswers } = given;
  const { store, log, now, selfName, commands, mayAnswerIn } = parts;
  const self = client.user.id;
  const places = createPlaces(client);
  const rules = createRules(config);
  const attachments = createAttachments({
    limits: config.attachments,
    api: parts.secrets["DISCORD_API"],
    log,
  });
  const asMessage = createAsMessage(client, selfName, attachments);
  const tellOnce = createTellOnce({
    platform: ADAPTER_NAME,
    store,
    async say(person, content) {
      await api.post((await api.openDirect(person)).id, { content, nonce: `${now()}` });
    },
    log,
  });
  const seen = createSeen(store, now);
  const records = createReplyRecords(store, now);
  const pending = createPendingCommands(store);
  const inTurn = createInTurn();
  const starters = createStarters(api);
  const reading = { places, rules, asMessage, attachments, starters, seen };
  const shared = { client, api, self, tellOnce, records, log, ...reading };
  const arrivals = createArrivals({
    ...shared,
    readsContent,
    isModerated: parts.desk !== undefined,
    // Of messages the core looks itself at what the config says of places.
    mayAnswer: createMayAnswer({ client, rules, mayAnswerIn: () => true }),
    store: createStoreEvent({ platform: ADAPTER_NAME, deliver, pausesMs: times.storePausesMs, log }),
    tellNotStored: createTellNotStored({ api, now }),
    now,
  });
  const board = createStatusBoard(times.statusEveryMs, (error) =>
    log.warn({ err: error }, "discord status not shown"),
  );
  const revise = createRevise(shared);
  const postOnce = createPostOnce({ api, self, store, now });
  const replying = createReplying({
    ...shared,
    ...{ board, revise, postOnce },
    arrivals,
    findVenue: createFindVenue({ ...shared, threadLimit: createThreadLimit(now) }),
    typing: createTyping(api, times.typeEveryMs),
    closeThread: createCloseThread(shared),
    pace: createPace(client.rest, times.editEveryMs, (error) =>
      log.warn({ err: error }, "discord reply not updated"),
    ),
  });
  const acknowledge = createAcknowledge({ api, firstAnswers, log });
  const mayAnswer = createMayAnswer({ client, rules, mayAnswerIn });
  const acting = { ...shared, arrivals, mayAnswer, acknowledge };
  const moderating = parts.desk && createModerating({ ...acting, config, store, now, pending, postOnce });
  const commandReplies = createCommandReplies({ api, pending, records, board, revise, now });
  return {
    ...shared,
    arrivals,
    replying,
    inTurn,
    firstAnswers,
    missed: createMissed({ ...shared, arrivals }),
    commandReplies,
    mayRead: createMayRead(shared),
    placeNamed: createPlaceNamed(shared),
    openPost: createOwnPosts({ ...shared, store, now }),
    takeInteraction: createInteractions({
      ...shared,
      takeCommand: createTakeCommand({
        ...acting,
        firstAnswers,
        give: createGiveCommand({ ...acting, pending, replying, commandReplies }),
        commands,
        readsContent,
        selfName: client.user.username,
      }),
      takePress: createTakePress(acting),
      moderating,
    }),
    moderating,
    history: createHistory(shared),
  };
}
