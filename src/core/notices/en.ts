import type { Notices } from "./notices.ts";
import { summaryEn } from "./summary-en.ts";

const seconds = (ms: number) => `${Math.max(1, Math.ceil(ms / 1000))} s`;
const minutes = (ms: number) => Math.max(1, Math.round(ms / 60_000));

export const en: Notices = {
  stopped: "*Stopped.*",
  tooFast: (waitMs) => `That was a lot of questions in one minute. Please ask again in ${seconds(waitMs)}.`,
  placeTooFast: (waitMs) =>
    `This channel has asked a lot in the last minute. Please ask again in ${seconds(waitMs)}.`,
  queueFull: "Too many questions are waiting right now. Please ask again in a few minutes.",
  personQueueFull: (max) =>
    `You already have ${max === 1 ? "a question" : `${max} questions`} waiting. Please wait for an answer, or stop one of them.`,
  waitTooLong: (waitMs) =>
    `So many questions are waiting that yours would have its turn in about ${minutes(waitMs)} minutes. Please ask again later.`,
  tooLong: (tokens, maxTokens) =>
    `Your message is too long for the model: it takes ${tokens} tokens, and ${maxTokens} fit. Please shorten it or split it up.`,
  empty: "What would you like to know? Mention me together with your question, or write `@{name} help`.",
  deadline: "*I had to stop here: the answer took longer than the time limit.*",
  cut: "*Cut off here: the answer reached its length limit. Ask me to go on.*",
  held: "I wrote an answer, but moderation held it back, so I do not show it.",
  heldFromHere: "*I stop here: moderation held back what comes next.*",
  silent: "The model gave no answer. Please try to put the question differently.",
  failed: "Something went wrong on my side and I could not answer. The operators find the reason in the log.",
  gaveUp:
    "I tried to answer this several times and was interrupted each time, so I stop trying. Please ask again.",
  extractive: {
    absent: "No language model is installed here, so I looked up what was said about this before:",
    crashed:
      "The language model failed twice on this question, so I looked up what was said about this before:",
    unavailable:
      "The language model is not available right now, so I looked up what was said about this before:",
    nothing: {
      absent: "No language model is installed here, and I found nothing about this in earlier messages here.",
      crashed:
        "The language model failed twice on this question, and I found nothing about it in earlier messages here.",
      unavailable:
        "The language model is not available right now, and I found nothing about this in earlier messages here.",
    },
    hint: "For answers in my own words, the operator can install a model with `npm run maru -- models pull`. It runs on this machine; nothing leaves it.",
  },
  help: (name, commands, howToAsk) =>
    [
      `I am **${name}**, this team's assistant. I run on the team's own machine, and nothing you write leaves it.`,
      "",
      `- Write \`@${name}\` and a question in any channel: I answer in a thread.`,
      "- In that thread, follow-ups need no mention. A message that mentions somebody else is theirs; I stay quiet.",
      "- In a direct conversation, just write.",
      ...(howToAsk === undefined ? [] : [`- ${howToAsk}`]),
      "- **Stop** ends an answer; 👍 and 👎 tell the team how good it was.",
      "",
      ...commands.map(({ name: command, description }) => `- \`@${name} ${command}\`: ${description}`),
    ].join("\n"),
  summary: summaryEn,
  nothingToStop: "I am not writing anything in this thread.",
  stopping: (count) => (count === 1 ? "I stopped." : `I stopped ${count} answers.`),
  privacy: (kept) =>
    [
      "What people write stays on the platform and on this machine. I read a thread when I answer in it, and I keep no archive. About you I keep:",
      "",
      `- ratings (👍/👎) that you gave: **${kept.ratings}**`,
      `- notes without text, for 30 days (which of your messages I replied to; that I told you how to get a model): **${kept.notes}**`,
      `- messages of yours that moderators look at or looked at, with their words (cases, and a random sample): **${kept.moderated}**`,
      `- summaries, and parts of them, with something of what you said, for 30 days: **${kept.summaries}**${kept.optedOut ? " (I leave your messages out of new ones: `optin` changes that)" : " (`optout` leaves your messages out of them)"}`,
      "- ids of events I have dealt with, for 3 days, so that nothing is answered twice",
      "",
      "`forget` erases all but the ids.",
    ].join("\n"),
  forgotten: (kept) =>
    `Done. I erased ${kept.ratings} rating(s) and ${kept.notes} note(s) about you, what you said in ${kept.summaries} summaries or parts of them, and the words of ${kept.moderated} message(s) that moderation kept; a case that nobody has decided yet keeps its words until then. What you wrote on the platform is yours to delete there.`,
  commands: {
    ask: "answers a question",
    summarise: "summarises a thread or channel, every point with its messages",
    catchup: "shows you alone what you missed here",
    help: "shows what I can do",
    stop: "stops the answer in this thread",
    privacy: "shows what I keep about you",
    forget: "erases what I keep about you",
    optout: "leaves your messages out of summaries",
    optin: "lets your messages be summarised again",
  },
};
