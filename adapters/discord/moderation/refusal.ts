import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import { type ErrorName, refusedAs } from "../api-error.ts";

const GONE: readonly ErrorName[] = ["unknownChannel", "unknownMember", "unknownMessage", "unknownUser"];
const FORBIDDEN: readonly ErrorName[] = [
  "blockedByAutoMod",
  "missingAccess",
  "missingPermissions",
  "notInDirect",
  "systemMessage",
  "threadLocked",
];

/**
 * Makes a request, with what Discord will refuse again said as the core knows it.
 * @param what for the log, e.g. "the message"
 */
export async function decided<Result>(what: string, request: () => Promise<Result>): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    if (refusedAs(error, ...GONE))
      throw new PlatformError("gone", `Discord knows ${what} no more.`, { cause: error });
    if (refusedAs(error, ...FORBIDDEN))
      throw new PlatformError("forbidden", `Discord does not let Maru touch ${what}.`, { cause: error });
    throw error;
  }
}
