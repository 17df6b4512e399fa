import { createDiscordChat } from "../../../adapters/discord/discord-chat.ts";
import type { DiscordTimes } from "../../../adapters/discord/rooms.ts";
import type { Maru } from "../../../src/core/index.ts";
import type { AdapterParts } from "../../../src/core/ports/index.ts";
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
    /** With it the adapter works as it does for moderation. */
    readonly desk?: AdapterParts["desk"];
  },
): Maru {
  const { api, token, times, config, desk } = parts;
  return wholeCore(parts, { DISCORD_TOKEN: token, DISCORD_API: api }, (given) =>
    createDiscordChat(configured(config), { ...given, ...(desk ? { desk } : {}) }, times),
  );
}
