import type { ChannelKind } from "../world/shapes.ts";

/** Every bot scope that something in the fake asks for. */
export const allScopes = [
  "app_mentions:read",
  "assistant:write",
  "channels:history",
  "channels:read",
  "chat:write",
  "chat:write.customize",
  "commands",
  "files:read",
  "groups:history",
  "groups:read",
  "im:history",
  "im:read",
  "im:write",
  "mpim:history",
  "mpim:read",
  "mpim:write",
  "users:read",
] as const;

export type Scope = (typeof allScopes)[number];

const families: Readonly<Record<ChannelKind, "channels" | "groups" | "im" | "mpim">> = {
  channel: "channels",
  group: "groups",
  im: "im",
  mpim: "mpim",
};

/** `channels:read` for a public channel, `im:read` for a direct conversation, and so on. */
export const readingScope = (kind: ChannelKind): Scope => `${families[kind]}:read`;

export const historyScope = (kind: ChannelKind): Scope => `${families[kind]}:history`;

/** What a method needs wherever it is used (docs: each method's page); those of conversations depend on the kind. */
export const scopeOf: Readonly<Record<string, Scope>> = {
  "assistant.threads.setStatus": "chat:write",
  "assistant.threads.setSuggestedPrompts": "assistant:write",
  "assistant.threads.setTitle": "assistant:write",
  "bots.info": "users:read",
  "chat.appendStream": "chat:write",
  "chat.delete": "chat:write",
  "chat.postEphemeral": "chat:write",
  "chat.postMessage": "chat:write",
  "chat.startStream": "chat:write",
  "chat.stopStream": "chat:write",
  "chat.update": "chat:write",
  "files.info": "files:read",
  "users.info": "users:read",
};
