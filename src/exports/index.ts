/** Reads what chat platforms hand out of a team's history: Slack's export, Discord's data package, DiscordChatExporter's files; and lines of IRC logs. */
export type { Export, ExportedMessage, ExportKind } from "./exported-message.ts";
export { isIrcBot } from "./irc/irc-bot.ts";
export { createIrcClock } from "./irc/irc-clock.ts";
export { readIrcLine } from "./irc/irc-line.ts";
export { isExport, openExport } from "./open-export.ts";
export { slackAddress } from "./slack/slack-link.ts";
