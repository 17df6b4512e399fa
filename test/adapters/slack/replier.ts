import { WebClient } from "@slack/web-api";
import { expect } from "vitest";
import { type Api, createApi } from "../../../adapters/slack/api.ts";
import type { Clock } from "../../../adapters/slack/clock.ts";
import { messageId, personId, placeId, threadId } from "../../../adapters/slack/ids.ts";
import { createPeople } from "../../../adapters/slack/people.ts";
import { createPoliteFetch } from "../../../adapters/slack/polite-fetch.ts";
import { createReplyRecords, type ReplyRecords } from "../../../adapters/slack/reply-records.ts";
import { createReplying, type Replying, type ReplyTimes } from "../../../adapters/slack/replying.ts";
import { createSdkLog } from "../../../adapters/slack/sdk-log.ts";
import { createSteadily } from "../../../adapters/slack/steadily.ts";
import { createTelling } from "../../../adapters/slack/telling.ts";
import type { Store } from "../../../src/core/ports/index.ts";
import type { Locale, Message } from "../../../src/core/types.ts";
import {
  type Channel,
  type FakeSlack,
  type FakeSlackOptions,
  type Message as SlackMessage,
  startFakeSlack,
  type User,
} from "../../fakes/slack/index.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore } from "./chat.ts";

const quick: ReplyTimes = {
  appendEveryMs: 0,
  updateEveryMs: 0,
  statusEveryMs: 0,
  renewStatusMs: 90_000,
  rotateAfterMs: 240_000,
};

/** The outbound half of the adapter alone, over a Slack of our own. Its time is that of the fake: a test pushes it ahead. */
export interface Replier {
  readonly slack: FakeSlack;
  readonly ann: User;
  readonly api: Api;
  readonly records: ReplyRecords;
  readonly store: Store;
  readonly log: ReturnType<typeof listeningLog>;
  readonly replying: Replying;
  /** Somebody asks, as the core gets it. */
  ask(text?: string, where?: Asking): Message;
  /** What Maru's messages in the thread show, oldest first. */
  shown(question: Message): string[];
  /** Maru's messages in the thread. */
  own(question: Message): ReturnType<FakeSlack["seen"]>;
  /** How often a method was called. */
  calls(method: string): number;
  /** A new run on the same store and platform; the old one is dead, not stopped. */
  crash(): void;
  readonly forgiven: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Asking {
  readonly by?: User;
  readonly channel?: Channel;
  readonly thread?: Message;
  readonly locale?: Locale;
}

/** Expects something to become so, however slow the machine. */
export const soon = <Value>(look: () => Value) => expect.poll(look, { timeout: 20_000, interval: 5 });

export async function openReplier(
  options: FakeSlackOptions = {},
  times: Partial<ReplyTimes> = {},
): Promise<Replier> {
  const slack = await startFakeSlack({ rateLimits: "none", ...options });
  const ann = slack.addPerson("Ann Lee");
  const store = await memoryStore(slack.clock.now);
  const log = listeningLog();
  const records = createReplyRecords(store);
  // Where the adapter would wait for Slack's sake, time goes by at once.
  const hasty: Clock = {
    now: slack.clock.now,
    after(ms, work) {
      slack.clock.advance(ms);
      const soon = setImmediate(work);
      return () => clearImmediate(soon);
    },
  };

  function start(): { readonly api: Api; readonly replying: Replying } {
    const client = new WebClient(slack.botToken, {
      slackApiUrl: slack.api,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      fetch: createPoliteFetch(slack.clock, fetch),
      logger: createSdkLog(log),
    });
    const api = createApi(client, createSteadily(hasty));
    const self = { url: "", team: slack.team.id, user: slack.bot.id, scopes: [] };
    const replying = createReplying({
      api,
      self,
      isOwn: ({ user }) => user === self.user,
      people: createPeople({ api, self, now: slack.clock.now, log }),
      justArrived: { has: () => false, writing: () => {} },
      records,
      telling: createTelling({ api, store, log, app: "A0MARU" }),
      clock: slack.clock,
      times: { ...quick, ...times },
      log,
    });
    return { api, replying };
  }

  let run = start();
  const dead: Replying[] = [];
  const forgiven: string[] = [];
  const tsOf = ({ id }: Message) => id.slice(id.indexOf("/") + 1);
  const channelOf = ({ place }: Message) => slack.world.channels.get(place.id.slice("slack:".length))!;
  const own = (question: Message) =>
    slack.seen(channelOf(question), tsOf({ ...question, id: question.thread })).filter(({ isBot }) => isBot);

  return {
    slack,
    ann,
    records,
    store,
    log,
    forgiven,
    get api() {
      return run.api;
    },
    get replying() {
      return run.replying;
    },
    ask(text = "@Maru why?", { by = ann, channel = slack.general, thread, locale = "en" } = {}) {
      const where = thread ? channelOf(thread) : channel;
      const root = thread && tsOf({ ...thread, id: thread.thread });
      const said: SlackMessage = slack.say(by, where, text, root ? { thread: root } : {});
      return {
        id: messageId({ channel: where.id, ts: said.ts }),
        thread: threadId(where.id, root ?? said.ts),
        startsThread: !root,
        place: {
          id: placeId(where.id),
          name: where.name,
          kind: where.kind === "im" ? "direct" : "channel",
        },
        author: { id: personId(by.id), name: "Ann Lee", kind: "person", locale },
        text,
        mentions: [],
        sentAt: new Date(slack.clock.now()).toISOString(),
        link: "https://team.slack.com",
      };
    },
    own,
    shown: (question) => own(question).map(({ text }) => text),
    calls: (method) => slack.requests.filter((request) => request.method === method).length,
    crash() {
      dead.push(run.replying);
      run = start();
    },
    async [Symbol.asyncDispose]() {
      for (const one of [...dead, run.replying]) await one.stop();
      await slack.stop();
      await store.close();
      const left = slack.violations.filter(({ what }) => !forgiven.includes(what));
      if (left.length > 0) throw new Error(JSON.stringify(left, undefined, 2));
    },
  };
}
