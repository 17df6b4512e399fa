/**
 * Slack's servers of our own for tests: Web API, Socket Mode and signed HTTP, to which the real SDKs connect. `startFakeSlack`
 * gives a workspace with #general and the app in it, people to speak and press, and what they see; README.md says what is
 * enforced.
 */
export type { Delivery } from "./events/delivery.ts";
export type { DisconnectReason } from "./events/socket-mode.ts";
export type { FakeSlackOptions } from "./options.ts";
export type { Control, Seen } from "./seen.ts";
export { type FakeSlack, startFakeSlack } from "./start.ts";
export type { Violation } from "./violations.ts";
export type { Request } from "./web-api/server.ts";
export type { Fault } from "./web-api/troubles.ts";
export { escaped, unescaped } from "./world/rich-text.ts";
export type { Channel, File, Message, Shape, Team, Ts, User } from "./world/shapes.ts";
