import { type SlackConfig, slackConfig } from "../../../adapters/slack/config.ts";
import { type SlackTimes, slackTimes } from "../../../adapters/slack/rooms.ts";
import { createSlackChat } from "../../../adapters/slack/slack-chat.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import type { AdapterParts, ChatAdapter, Store } from "../../../src/core/ports/index.ts";
import type { Message as CoreMessage } from "../../../src/core/types.ts";
import { openStore } from "../../../src/store/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import {
  type FakeSlack,
  type FakeSlackOptions,
  type Message,
  startFakeSlack,
  type User,
} from "../../fakes/slack/index.ts";
import { type LogLine, listeningLog } from "../listening-log.ts";

/** So that tests do not wait: the real times are Slack's. */
export const quick: SlackTimes = {
  ...slackTimes,
  appendEveryMs: 0,
  updateEveryMs: 0,
  statusEveryMs: 1,
  storePausesMs: [1, 1],
  reconnectPausesMs: [0, 5],
  startWithinMs: 20_000,
};

/** The whole config of `platforms.slack` from what a test cares about. */
export const configured = (section: object = {}): SlackConfig => slackConfig.parse(section) as SlackConfig;

export const memoryStore = (now: () => number = Date.now): Promise<Store> =>
  openStore("memory:", { dataFolder: "/nowhere", now, log: listeningLog() });

/** The secrets that a fake Slack takes. */
export const secretsOf = (slack: FakeSlack) => ({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.api,
});

/** Where an adapter that was just started listens for signed requests, by what it logged. */
export function requestUrl(log: { readonly lines: readonly LogLine[] }): string {
  const { host, port, path } = log.lines.findLast(
    ({ event }) => event === "slack requests are listened for",
  )!.fields;
  return `http://${host}:${port}${path}`;
}

export interface Connected {
  readonly slack: FakeSlack;
  readonly core: FakeCore;
  readonly store: Store;
  readonly log: ReturnType<typeof listeningLog>;
  readonly ann: User;
  readonly adapter: ChatAdapter;
  /** The core's message that became of one of Slack's, as soon as it is delivered. */
  taken(message: Pick<Message, "ts">): Promise<CoreMessage>;
  /** Ends the adapter and starts another on the same store and server. */
  restart(meanwhile?: () => unknown): Promise<void>;
  /** Violations that the test is about, so that they do not fail it. */
  readonly forgiven: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Connecting {
  readonly slack?: FakeSlackOptions;
  readonly config?: object;
  readonly times?: Partial<SlackTimes>;
  readonly core?: FakeCore;
  readonly now?: () => number;
  readonly mayAnswerIn?: AdapterParts["mayAnswerIn"];
  readonly desk?: AdapterParts["desk"];
  /** Further secrets. */
  readonly secrets?: (slack: FakeSlack) => Readonly<Record<string, string>>;
  readonly before?: (slack: FakeSlack) => void;
}

/** The adapter, connected to a Slack of our own and to a stand-in for the core. */
export async function connect(options: Connecting = {}): Promise<Connected> {
  const slack = await startFakeSlack({ rateLimits: "none", ...options.slack });
  options.before?.(slack);
  const ann = slack.addPerson("Ann Lee");
  const core = options.core ?? new FakeCore();
  const now = options.now ?? slack.clock.now;
  const store = await memoryStore(now);
  const log = listeningLog();
  const mode = options.slack?.mode ?? "socket";
  const forgiven: string[] = [];
  const more = options.secrets?.(slack) ?? {};
  const start = async () => {
    const started = createSlackChat(
      configured({ mode, http: { port: 0 }, ...options.config }),
      {
        store,
        log,
        now,
        selfName: "Maru",
        commands: COMMANDS,
        secrets: { ...secretsOf(slack), ...more },
        routes: {},
        ...(options.desk ? { desk: options.desk } : {}),
        mayAnswerIn: options.mayAnswerIn ?? (() => true),
      },
      { ...quick, ...options.times },
    );
    await started.start(core.deliver);
    if (mode === "http") await slack.useRequestUrl(requestUrl(log));
    return started;
  };
  let adapter = await start();
  return {
    slack,
    core,
    store,
    log,
    ann,
    forgiven,
    get adapter() {
      return adapter;
    },
    taken: async ({ ts }) =>
      (await core.until("message", ({ message }) => message.id.endsWith(`/${ts}`))).message,
    async restart(meanwhile) {
      await adapter.stop();
      await meanwhile?.();
      adapter = await start();
    },
    async [Symbol.asyncDispose]() {
      await adapter.stop();
      await slack.stop();
      await store.close();
      const left = slack.violations.filter(({ what }) => !forgiven.includes(what));
      if (left.length > 0) throw new Error(JSON.stringify(left, undefined, 2));
    },
  };
}
