/** The scopes of the bot token that Maru uses, and what for. The manifest asks for these and no others. */
export const botScopes = {
  "app_mentions:read": "to be told of messages that mention it",
  "assistant:write": "to suggest questions in its messages tab",
  "channels:history":
    "to read the threads it answers in and what it summarises, in public channels that it was invited to",
  "channels:read": "to know the names of those channels, and who may see a summary of one",
  "chat:write": "to answer, and to show that it is thinking",
  commands: "for its slash commands, and for its entries in the menu of a message",
  "files:read": "to read text files that are attached to a question, and images where the model sees",
  "groups:history": "to read threads, and what it summarises, in private channels that it was invited to",
  "groups:read":
    "to know the names of those channels, who may see a summary of one, and who is in the moderators' channel",
  "im:history": "to read direct conversations with it",
  "im:read": "to find those conversations again after a restart",
  "im:write":
    "to tell a person something alone: what moderators decided, and when a command's own answer came too late",
  "mpim:history": "to read group conversations that it was added to",
  "mpim:read": "to find those conversations again after a restart, and to know who may see a summary of one",
  "users:read": "to know people's names and languages, and who is an owner, admin or guest",
} as const;

export type BotScope = keyof typeof botScopes;

/** The scope of the app-level token, for Socket Mode. */
export const APP_SCOPE = "connections:write";

const reads = ["channels:read", "groups:read", "im:read", "mpim:read"] as const;
const histories = ["channels:history", "groups:history", "im:history", "mpim:history"] as const;

/**
 * What each method of the Web API that Maru calls needs; where several stand, each serves one kind of conversation
 * (docs: reference/methods/<method>, "Required scopes").
 */
export const scopesOfMethod: Readonly<Record<string, readonly BotScope[]>> = {
  "assistant.threads.setStatus": ["chat:write"],
  "assistant.threads.setSuggestedPrompts": ["assistant:write"],
  "auth.test": [],
  "bots.info": ["users:read"],
  "chat.appendStream": ["chat:write"],
  "chat.delete": ["chat:write"],
  "chat.postEphemeral": ["chat:write"],
  "chat.postMessage": ["chat:write"],
  "chat.startStream": ["chat:write"],
  "chat.stopStream": ["chat:write"],
  "chat.update": ["chat:write"],
  "conversations.history": histories,
  "conversations.info": reads,
  "conversations.members": reads,
  // Only for one person alone; for several it would be mpim:write.
  "conversations.open": ["im:write"],
  "conversations.replies": histories,
  "users.conversations": reads,
  "users.info": ["users:read"],
  "views.open": [],
  "views.publish": [],
};

/** What Maru subscribes to, and the scope that Slack asks for it (docs: reference/events/<event>). */
export const scopesOfEvent: Readonly<Record<string, readonly BotScope[]>> = {
  agent_session_stopped: ["chat:write"],
  app_home_opened: [],
  app_mention: ["app_mentions:read"],
  app_uninstalled: [],
  channel_deleted: ["channels:read"],
  channel_left: ["channels:read"],
  channel_rename: ["channels:read"],
  group_deleted: ["groups:read"],
  group_left: ["groups:read"],
  group_rename: ["groups:read"],
  "message.channels": ["channels:history"],
  "message.groups": ["groups:history"],
  "message.im": ["im:history"],
  "message.mpim": ["mpim:history"],
  tokens_revoked: [],
  user_change: ["users:read"],
};

/** What other parts need that are neither a method nor an event. */
export const scopesOfFeature = {
  /** `url_private` of a file (docs: reference/objects/file-object). */
  attachments: ["files:read"],
  /** Commands themselves (docs: interactivity/implementing-slash-commands). */
  slashCommands: ["commands"],
  /** Shortcuts in the menus of messages (docs: interactivity/implementing-shortcuts). */
  shortcuts: ["commands"],
} as const satisfies Readonly<Record<string, readonly BotScope[]>>;

/** Those of the needed scopes that were not granted. */
export const missingFrom = (granted: readonly string[]): readonly BotScope[] =>
  (Object.keys(botScopes) as BotScope[]).filter((scope) => !granted.includes(scope));

const APPS = "https://api.slack.com/apps";

/** The app's settings; without its id, the page that lists all apps. */
export const settingsOf = (app: string | undefined): string => (app ? `${APPS}/${app}` : `${APPS} → the app`);

/** Where to click so that the bot gets scopes that it lacks. */
export const whereToAddScopes = (app: string | undefined, scopes: readonly string[]): string =>
  `${settingsOf(app)} → OAuth & Permissions → Scopes → Bot Token Scopes → Add an OAuth Scope: ${scopes.join(", ")}; then Reinstall to Workspace on the same page`;
