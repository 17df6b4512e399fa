/** A Discord of our own for tests: REST and gateway on 127.0.0.1, to which the real discord.js connects. */
export type { Interaction } from "./interactions.ts";
export type { FakeDiscordOptions } from "./options.ts";
export type { PermissionName } from "./permissions.ts";
export type { Request } from "./rest/exchange.ts";
export type { Fault } from "./rest/troubles.ts";
export type { Seen } from "./seen.ts";
export { type FakeDiscord, startFakeDiscord } from "./start.ts";
export type { Violation } from "./violations.ts";
export type { Channel, Guild, Message, Pings, Role, User } from "./world/shapes.ts";
