import type { ModerationActions, ReviewCase, ReviewDesk } from "../../../src/core/ports/index.ts";
import type { Author, CaseId, Message } from "../../../src/core/types.ts";
import type { Channel, FakeSlack, Message as Posted, Seen, Shape, User } from "../../fakes/slack/index.ts";
import { type Connected, type Connecting, connect } from "./chat.ts";

/** A desk on which lie the cases that a test shows. */
function deskOf(cases: readonly ReviewCase[]): ReviewDesk {
  return {
    list: async () => ({ cases, more: false }),
    find: async (id) => cases.findLast((one) => one.id === id),
    samples: async () => [],
    report: () => Promise.reject(new Error("no report")),
    backlog: () => ({ waiting: 0 }),
    watch: () => () => {},
  };
}

export interface Moderated {
  readonly chat: Connected;
  readonly slack: FakeSlack;
  readonly ann: User;
  /** In the moderators' channel. */
  readonly mod: User;
  /** An admin of the workspace, whose token Maru has. */
  readonly admin: User;
  readonly moderators: Channel;
  readonly actions: ModerationActions;
  /** Ann writes, and the core gets it. */
  said(text: string, channel?: Channel, thread?: Posted): Promise<{ posted: Posted; message: Message }>;
  /** Shows a card, and puts the case on the desk. */
  show(shown: ReviewCase): Promise<void>;
  /** What Maru shows to moderators. */
  cards(): Seen[];
  /** What Maru wrote to somebody directly. */
  letters(person: User): Seen[];
  /** What Maru told somebody alone. */
  told(person: User, channel?: Channel): string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export interface Moderating extends Connecting {
  /** Default: it has one. */
  readonly adminToken?: boolean;
  readonly modLocale?: string;
}

/** Maru with an admin's token, in a workspace with a moderators' channel. */
export async function moderated({
  adminToken = true,
  modLocale,
  ...options
}: Moderating = {}): Promise<Moderated> {
  let moderators!: Channel;
  let mod!: User;
  let admin!: User;
  const cases: ReviewCase[] = [];
  const chat = await connect({
    config: { moderation: { channel: "moderators" } },
    desk: deskOf(cases),
    ...options,
    secrets: (slack) => (adminToken ? { SLACK_ADMIN_TOKEN: slack.userToken(admin) } : {}),
    before(slack) {
      admin = slack.addPerson("Ada Min", { role: "admin" });
      mod = slack.addPerson("Mod Kim", modLocale ? { locale: modLocale } : {});
      moderators = slack.addChannel("moderators", { private: true, members: [mod] });
      options.before?.(slack);
    },
  });
  const { slack, ann, core } = chat;
  return {
    chat,
    slack,
    ann,
    mod,
    admin,
    moderators,
    get actions() {
      return chat.adapter.moderation!;
    },
    async said(text, channel = slack.general, thread) {
      const posted = slack.say(ann, channel, text, thread ? { thread } : {});
      const { message } = await core.until("message", ({ id }) => id.endsWith(`/${posted.ts}`));
      return { posted, message };
    },
    async show(shown) {
      cases.push(shown);
      await chat.adapter.moderation!.showCard(shown, false);
    },
    cards: () => slack.seen(moderators).filter(({ isBot, onlyFor }) => isBot && onlyFor === undefined),
    letters: (person) => slack.seen(slack.direct(person)).filter(({ isBot }) => isBot),
    told: (person, channel = moderators) =>
      slack
        .seen(channel)
        .filter(({ onlyFor }) => onlyFor === person.id)
        .map(({ text }) => text),
    [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose](),
  };
}

export const c17: CaseId = "c17";

export const moderator = (name: string, id: Author["id"] = "slack:U0SOMEONE"): Author => ({
  id,
  name,
  kind: "person",
});

/** All that somebody reads in a modal. */
export const textOf = (view: Shape | undefined): string =>
  view === undefined
    ? ""
    : [...JSON.stringify(view).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)]
        .map(([, text]) => JSON.parse(`"${text}"`) as string)
        .join("\n");

/** A case as it is just after it was opened. */
export const caseOf = (message: Message, changed: Partial<ReviewCase> = {}): ReviewCase => ({
  id: c17,
  state: "open",
  mode: "active",
  tab: "waiting",
  isNotedOnly: false,
  sources: ["router", "guard"],
  message,
  context: [],
  hasText: true,
  findings: {
    part: "text",
    categories: ["hate"],
    router: {
      score: 0.83,
      threshold: 0.4,
      labels: ["hate"],
      evidence: [{ text: "vermin", start: 0, end: 6, weight: 2.1 }],
    },
    guard: { probability: 0.914, categories: ["abuse"], codes: ["S10"] },
    rules: [],
  },
  history: { cases: 3, upheld: 2, dismissed: 1 },
  reports: [],
  proposed: ["queue", "remove"],
  done: [],
  policy: "3f2a",
  models: ["router 1b", "guard 9c"],
  deciders: [],
  twoPersons: false,
  openedAt: "2026-03-01T10:00:00.000Z",
  changedAt: "2026-03-01T10:00:00.000Z",
  moves: ["uphold", "dismiss", "warn", "delete", "escalate", "claim"],
  ...changed,
});
