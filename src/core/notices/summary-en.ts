import type { SummaryNotices } from "./notices.ts";

const since = {
  spoke: (time: string) => `${time}, when you last wrote here`,
  read: (time: string) => `${time}, up to which you have read`,
  "caught-up": (time: string) => `${time}, when you last caught up`,
  window: (time: string) => time,
} as const;

export const summaryEn: SummaryNotices = {
  notUnderstood: (words, name) =>
    [
      `I did not understand \`${words}\`. For example:`,
      "",
      `- \`@${name} summarise\`: this thread; in a channel, what was said lately`,
      `- \`@${name} summarise since yesterday\`, \`since 3h\`, \`since Monday\`, \`since 2026-01-31\``,
      `- \`@${name} summarise last 50 messages\`, or \`from\` and a message's link`,
      `- with \`short\` or \`long\`, \`in Korean\` or \`in English\`, \`private\`, \`by quoting\``,
      `- \`@${name} catch up\`: what you missed here, for you alone`,
    ].join("\n"),
  elsewhere: (channel, name, command) =>
    `I summarise only what was said where I am asked. For \`${channel}\`, ask me there: \`@${name} ${command === "catchup" ? "catch up" : "summarise"}\`.`,
  leftOut: (wishes) =>
    `*This I could not do, and left out: ${wishes.map((wish) => `\`${wish}\``).join(", ")}. I write English or Korean, and always all parts.*`,
  noSuchTime: "That time ends before it begins, or is still to come.",
  noSuchDay: "There is no such day in the calendar.",
  noSuchMessage:
    "That link does not lead to a message here. Copy the link of the message from which on I shall read.",
  fromNotFound: "I do not find that message here. It may be deleted, or stand in another channel or thread.",
  notThere: "Maru's operators left that channel out, so I do not summarise it.",
  mayNotRead: (audience, name) =>
    audience === "author"
      ? "You cannot read all of that, so I do not summarise it for you."
      : `Not everybody who would see my summary here can read all of that. Ask for it for yourself: \`@${name} summarise private\`.`,
  nothing: "There is nothing to summarise here.",
  missed: (by, time) => `*Since ${since[by](time)}:*`,
  nothingMissed: (by, time) => `You missed nothing here since ${since[by](time)}.`,
  tooMany: (dropped, most) => `*I read the newest ${most} messages; ${dropped} older ones were too many.*`,
  heldBack: (points) =>
    points === 1 ? "*Moderation held back one point.*" : `*Moderation held back ${points} points.*`,
  fellBack: {
    "no-model": "*No language model is ready, so I quote what carries the conversation.*",
    busy: "*The language model is busy, so I quote what carries the conversation.*",
    failed: "*The language model failed at this, so I quote what carries the conversation.*",
  },
  optedOut:
    "Done. I leave your messages out of summaries from now on, and took them out of those that I had made. `optin` takes that back.",
  optedIn: "Done. Your messages are read for summaries again.",
  digest: (place) => `**Digest of ${place}**`,
};
