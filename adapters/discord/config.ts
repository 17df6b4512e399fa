import { z } from "zod";
import type { FileLimits } from "../../src/platform/attached-files.ts";
import type { Choice } from "../../src/text/choice.ts";

/** `platforms.discord` of maru.yaml. */
export interface DiscordConfig {
  /** Ids of the servers that Maru works in; empty means all that it was invited to. */
  readonly guilds: readonly string[];
  /** Whether slash commands are registered for all servers at once, or in each server. */
  readonly commands: "global" | "guild";
  /** Where Maru may speak. Direct messages are always allowed. */
  readonly places: { readonly categories: Choice; readonly channels: Choice; readonly roles: Choice };
  /** Text files that are read as part of a message. */
  readonly attachments: FileLimits;
  /** Maru as a moderator; `false`: no cards, and `doctor` does not ask for the permissions that it takes. */
  readonly moderation: DiscordModeration | false;
}

/** `platforms.discord.moderation`. */
export interface DiscordModeration {
  /** Name or id of the moderators' channel, where cases are shown. `false`: cases are reviewed in the web chat. */
  readonly channel: string | false;
  /**
   * Names or ids of the roles that may decide. Empty: whoever has the permission Manage Messages or Timeout Members where the
   * message stands.
   */
  readonly roles: readonly string[];
}

const id = z.string().regex(/^\d{15,20}$/, {
  error: 'Not an id of Discord. Put it in quotes, e.g. "1234567890123456789" (right-click → Copy ID).',
});
const name = z.string().min(1);
const choice = z
  .strictObject({ allow: z.array(name).default([]), deny: z.array(name).default([]) })
  .prefault({});

const section = z.strictObject({
  guilds: z.array(id).default([]),
  commands: z.enum(["global", "guild"]).default("global"),
  places: z.strictObject({ categories: choice, channels: choice, roles: choice }).prefault({}),
  attachments: z
    .strictObject({
      maxBytes: z.int().min(0).max(1_000_000).default(16_000),
      maxFiles: z.int().min(0).max(10).default(3),
    })
    .prefault({}),
  moderation: z
    .union([
      z.literal(false),
      z.strictObject({
        channel: z
          .union([z.literal(false), name.transform((given) => given.replace(/^#/, ""))])
          .default(false),
        roles: z.array(name).default([]),
      }),
    ])
    .default(false),
});

/** Discord is off when the section is missing or `false`; `{}` turns it on with its defaults. */
export const discordConfig: z.ZodType<DiscordConfig | null> = z.preprocess(
  (value) => (value === undefined || value === false ? null : value),
  section.nullable(),
);

export const worksIn = ({ guilds }: DiscordConfig, guild: string): boolean =>
  guilds.length === 0 || guilds.includes(guild);
