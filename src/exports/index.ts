/** Reads what chat platforms hand out of a team's history: Slack's export, Discord's data package, DiscordChatExporter's files. */
export type { Export, ExportedMessage, ExportKind } from "./exported-message.ts";
export { isExport, openExport } from "./open-export.ts";
