import type { APIMessage } from "discord.js";
import type { Message } from "../../../src/core/types.ts";
import { remember } from "../../../src/platform/remember.ts";
import type { Api } from "../api.ts";
import { unless } from "../api-error.ts";
import { type AsMessage, isWritten } from "../as-message.ts";
import type { Attachments } from "../attachments.ts";
import type { Snowflake, Spot } from "../ids.ts";
import { UNREADABLE } from "../pages.ts";
import type { Places } from "../places.ts";
import { filesOf } from "../read-content.ts";
import type { Rules } from "../rules.ts";

/** Messages that members report. */
export interface Reported {
  /** It was chosen to be reported: Discord shows it whole then, also without Message Content Intent. */
  note(raw: APIMessage): void;
  /** Whether Maru works in the channel. */
  isHere(channel: Snowflake): Promise<boolean>;
  /** `undefined`: it is gone, nobody wrote it, or Maru does not work there. */
  read(spot: Spot): Promise<Message | undefined>;
}

/** From choosing the command to sending the form people take a while. */
const REMEMBERED = 200;

export function createReported(parts: {
  readonly api: Pick<Api, "message">;
  readonly places: Pick<Places, "find">;
  readonly rules: Pick<Rules, "mayWorkIn">;
  readonly asMessage: Pick<AsMessage, "message">;
  readonly attachments: Pick<Attachments, "name">;
}): Reported {
  const { api, places, rules, asMessage, attachments } = parts;
  const chosen = new Map<Snowflake, APIMessage>();

  async function whereIs(channel: Snowflake) {
    const where = await places.find(channel);
    return where && rules.mayWorkIn(where) ? where : undefined;
  }

  return {
    note: (raw) => remember(chosen, raw.id, raw, REMEMBERED),
    isHere: async (channel) => (await whereIs(channel)) !== undefined,
    async read({ channel, message: id }) {
      const where = await whereIs(channel);
      if (!where) return undefined;
      const raw =
        chosen.get(id) ?? (await unless(["unknownMessage", ...UNREADABLE], api.message(channel, id)));
      if (!raw || raw.channel_id !== channel || !isWritten(raw)) return undefined;
      return asMessage.message(raw, where, attachments.name(filesOf(raw)));
    },
  };
}
