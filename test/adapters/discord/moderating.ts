import type { ModerationActions, ReviewCase, ReviewDesk } from "../../../src/core/ports/index.ts";
import type { Author, CaseId, Message } from "../../../src/core/types.ts";
import type { Channel, FakeDiscord, Message as Posted, User } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

/** A desk on which nothing lies: adapters only have to know that there is one. */
export const emptyDesk: ReviewDesk = {
  list: async () => ({ cases: [], more: false }),
  find: async () => undefined,
  samples: async () => [],
  report: () => Promise.reject(new Error("no report")),
  backlog: () => ({ waiting: 0 }),
  watch: () => () => {},
};

export interface Moderated {
  readonly chat: Connected;
  readonly discord: FakeDiscord;
  readonly ann: User;
  /** May time out members. */
  readonly mod: User;
  readonly moderators: Channel;
  readonly actions: ModerationActions;
  /** Ann writes, and the core gets it. */
  said(text: string, channel?: Channel): Promise<{ posted: Posted; message: Message }>;
  /** What Maru shows to moderators; `as`: with what only they see. */
  cards(as?: User): ReturnType<FakeDiscord["seen"]>;
  /** What Maru wrote to somebody directly. */
  letters(person: User): ReturnType<FakeDiscord["seen"]>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Maru with the permissions of a moderator, in a server with a moderators' channel. */
export async function moderated(options: Parameters<typeof connect>[0] = {}): Promise<Moderated> {
  let moderators: Channel | undefined;
  const chat = await connect({
    config: { moderation: { channel: "moderators" } },
    desk: emptyDesk,
    ...options,
    discord: { botPermissions: ["ManageMessages", "ModerateMembers"], ...options.discord },
    before(discord) {
      moderators = discord.addChannel("moderators");
      options.before?.(discord);
    },
  });
  const { discord, ann, core } = chat;
  const role = discord.addRole("Mods", { permissions: ["ModerateMembers"] });
  const mod = discord.addPerson("Mod Kim", { roles: [role] });
  return {
    chat,
    discord,
    ann,
    mod,
    moderators: moderators!,
    get actions() {
      return chat.adapter.moderation!;
    },
    async said(text, channel = discord.general) {
      const posted = discord.say(ann, channel, text);
      const { message } = await core.until("message", ({ id }) => id === `discord:message/${posted.id}`);
      return { posted, message };
    },
    cards: (as) => discord.seen(moderators!, as).filter(({ isBot }) => isBot),
    letters: (person) => discord.seen(discord.direct(person)).filter(({ isBot }) => isBot),
    [Symbol.asyncDispose]: () => chat[Symbol.asyncDispose](),
  };
}

export const moderator = (name: string, id = "discord:1"): Author => ({
  id: id as Author["id"],
  name,
  kind: "person",
});

/** A case as it is just after it was opened. */
export const caseOf = (message: Message, changed: Partial<ReviewCase> = {}): ReviewCase => ({
  id: "c17" as CaseId,
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
  moves: ["uphold", "dismiss", "warn", "delete", "timeout", "escalate", "claim"],
  ...changed,
});
