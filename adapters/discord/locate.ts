import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import { isSnowflake, madeAt, messageId } from "./ids.ts";

/**
 * Permalinks as Discord's clients copy them: of the release, the public test build and the canary, on either of its domains, and for
 * opening in the app; of a server or a direct conversation (`@me`).
 */
const PERMALINK =
  /^<?(?:https?:\/\/(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com|discord:\/\/-)\/channels\/(?:@me|\d{15,20})\/(\d{15,20})\/(\d{15,20})\/?(?:[?#][^\s<>]*)?>?$/i;

export const locate: ChatAdapter["locate"] = async (link) => {
  const [, channel = "", message = ""] = PERMALINK.exec(link.trim()) ?? [];
  if (!isSnowflake(channel) || !isSnowflake(message)) return undefined;
  return { id: messageId(channel, message), sentAt: new Date(madeAt(message)).toISOString() };
};
