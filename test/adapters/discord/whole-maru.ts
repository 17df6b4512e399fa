import { createDiscordChat } from "../../../adapters/discord/discord-chat.ts";
import type { DiscordTimes } from "../../../adapters/discord/rooms.ts";
import type { Maru } from "../../../src/core/index.ts";
import { type WholeParts, wholeCore } from "../whole-core.ts";
import { configured } from "./chat.ts";

/** The real core with the Discord adapter. */
export function wholeMaru(
  parts: WholeParts & {
    readonly api: string;
    readonly token: string;
    readonly times: DiscordTimes;
    /** `platforms.discord` of maru.yaml. */
    readonly config?: unknown;
  },
): Maru {
  const { api, token, times, config } = parts;
  return wholeCore(parts, { DISCORD_TOKEN: token, DISCORD_API: api }, (given) =>
    createDiscordChat(configured(config), given, times),
  );
}
