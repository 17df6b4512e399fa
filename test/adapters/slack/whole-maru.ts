import type { SlackTimes } from "../../../adapters/slack/rooms.ts";
import { createSlackChat } from "../../../adapters/slack/slack-chat.ts";
import type { Maru } from "../../../src/core/index.ts";
import type { Secrets } from "../../../src/core/ports/index.ts";
import { type WholeParts, wholeCore } from "../whole-core.ts";
import { configured } from "./chat.ts";

/** The real core with the Slack adapter. */
export function wholeMaru(
  parts: WholeParts & {
    readonly secrets: Secrets;
    readonly times: SlackTimes;
    /** `platforms.slack` of maru.yaml. */
    readonly config?: object;
  },
): Maru {
  const { secrets, times, config } = parts;
  return wholeCore(parts, secrets, (given) => createSlackChat(configured(config), given, times));
}
