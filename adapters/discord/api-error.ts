import { DiscordAPIError } from "discord.js";

/** Discord's JSON error codes that Maru reacts to (docs: topics/opcodes-and-status-codes#json). */
const errorCodes = {
  unknownChannel: 10003,
  unknownMember: 10007,
  unknownMessage: 10008,
  unknownUser: 10013,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  tooManyOldEdits: 30046,
  alreadyAcknowledged: 40060,
  missingAccess: 50001,
  notInDirect: 50003,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  systemMessage: 50021,
  invalidWebhookToken: 50027,
  threadArchived: 50083,
  noMutualServer: 50278,
  threadExists: 160004,
  threadLocked: 160005,
  blockedByAutoMod: 200000,
} as const;

export type ErrorName = keyof typeof errorCodes;

/** Whether Discord refused a request for one of these reasons. */
export const refusedAs = (error: unknown, ...names: readonly ErrorName[]): boolean =>
  error instanceof DiscordAPIError && names.some((name) => errorCodes[name] === Number(error.code));

/** Whether Discord refused a request with this HTTP status. */
export const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof DiscordAPIError && error.status === status;

/** Whether a message was refused because the one that it quotes is gone (docs: resources/message#message-reference-structure). */
export const quotesNothing = (error: unknown): boolean =>
  error instanceof DiscordAPIError && JSON.stringify(error.rawError).includes("REPLIES_UNKNOWN_MESSAGE");

/** Resolves to `undefined` instead of rejecting when Discord refuses for one of these reasons. */
export async function unless<Result>(
  names: readonly ErrorName[],
  request: Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (refusedAs(error, ...names)) return undefined;
    throw error;
  }
}
