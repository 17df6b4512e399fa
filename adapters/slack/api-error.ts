import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { PlatformError } from "../../src/core/ports/chat-adapter.ts";

/**
 * Errors after which a request may have taken effect all the same (docs: each method's list of errors says so of the
 * first two).
 */
const UNDECIDED = new Set([
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
  "team_added_to_org",
]);

/** The word with which Slack refused a request, e.g. `channel_not_found`. `undefined` when it did not decide on it. */
export function refusal(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError)) return undefined;
  const word = error.data.error;
  // Anything else is not Slack's answer but a page of something on the way, or an answer that broke off.
  return typeof word === "string" && /^[a-z][a-z0-9_]*$/.test(word) && !UNDECIDED.has(word)
    ? word
    : undefined;
}

/** Whether Slack refused a request for one of these reasons. */
export function refusedAs(error: unknown, ...words: readonly string[]): boolean {
  const word = refusal(error);
  return word !== undefined && words.includes(word);
}

/** How long Slack wants to be left alone, in ms; `undefined` when it did not say so. */
export function rateLimitMs(error: unknown): number | undefined {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter * 1000;
  return refusedAs(error, "ratelimited", "rate_limited") ? 1000 : undefined;
}

/** Whether nobody knows if the request took effect: the connection broke, or Slack's servers failed. */
export const isUndecided = (error: unknown): boolean =>
  !(error instanceof PlatformError) && refusal(error) === undefined && rateLimitMs(error) === undefined;

/** Resolves to `undefined` instead of rejecting when Slack refuses for one of these reasons. */
export async function unless<Result>(
  words: readonly string[],
  request: Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (refusedAs(error, ...words)) return undefined;
    throw error;
  }
}

/** The message, or what it stands in, is no more. */
export const goneWords = [
  "channel_not_found",
  "message_not_found",
  "thread_not_found",
  "cant_delete_message",
  "cant_update_message",
  "edit_window_closed",
  "user_not_found",
] as const;

/** Maru may not write there. */
export const forbiddenWords = [
  "not_in_channel",
  "is_archived",
  "is_inactive",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_non_threadable_channel",
  "restricted_action_thread_locked",
  "cannot_reply_to_message",
  "messages_tab_disabled",
  "no_permission",
  "access_denied",
  "ekm_access_denied",
  "team_access_not_granted",
  "missing_scope",
  "as_user_not_supported",
  "channel_is_limited_access",
] as const;

/** The token is of no use any more: only an operator can help. */
export const tokenWords = [
  "invalid_auth",
  "not_authed",
  "token_revoked",
  "token_expired",
  "account_inactive",
  "app_uninstalled",
  "team_access_not_granted",
] as const;

/**
 * Slack's refusal as the core knows refusals; `undefined` when trying again may help.
 *
 * @param what says in the message what was refused, in ids only
 */
export function asPlatformError(error: unknown, what: string): PlatformError | undefined {
  if (error instanceof PlatformError) return error;
  if (refusedAs(error, ...goneWords))
    return new PlatformError("gone", `${what} is gone (${refusal(error)}).`, { cause: error });
  if (refusedAs(error, ...forbiddenWords))
    return new PlatformError("forbidden", `Maru may not write to ${what} (${refusal(error)}).`, {
      cause: error,
    });
  return undefined;
}
