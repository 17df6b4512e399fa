import { z } from "zod";
import type { FileLimits } from "../../src/platform/attached-files.ts";
import type { Choice } from "../../src/text/choice.ts";

/** Where Slack sends its requests when it does so by HTTP. */
export interface HttpAddress {
  /** By default nobody but this machine, e.g. a reverse proxy on it, reaches Maru. */
  readonly host: string;
  readonly port: number;
  /** The path of the Request URL in the app's settings. */
  readonly path: string;
}

/** `platforms.slack` of maru.yaml. */
export interface SlackConfig {
  /** How Slack reaches Maru: by a socket that Maru opens (no public address needed), or by signed HTTP requests. */
  readonly mode: "socket" | "http";
  readonly http: HttpAddress;
  /** Where Maru may speak. Direct messages are always allowed. */
  readonly places: { readonly channels: Choice };
  /** Text files that are read as part of a message. */
  readonly attachments: FileLimits;
  /** Whether people of other organisations are answered, who are in channels shared by Slack Connect. */
  readonly connect: boolean;
  /** Maru as a moderator. */
  readonly moderation: {
    /**
     * Name or id of the moderators' channel, which is private: there cases are shown, and whoever is in it decides. `false`: cases are
     * reviewed in the web chat.
     */
    readonly channel: string | false;
  };
}

const name = z.string().min(1);
const choice = z
  .strictObject({ allow: z.array(name).default([]), deny: z.array(name).default([]) })
  .prefault({});

const section = z.strictObject({
  mode: z.enum(["socket", "http"]).default("socket"),
  http: z
    .strictObject({
      host: z.string().min(1).default("127.0.0.1"),
      port: z.int().min(0).max(65_535).default(3_000),
      path: z
        .string()
        .regex(/^\/[\w\-./]*$/, { error: 'A path begins with "/", e.g. "/slack/events".' })
        .default("/slack/events"),
    })
    .prefault({}),
  places: z.strictObject({ channels: choice }).prefault({}),
  attachments: z
    .strictObject({
      maxBytes: z.int().min(0).max(1_000_000).default(16_000),
      maxFiles: z.int().min(0).max(10).default(3),
    })
    .prefault({}),
  connect: z.boolean().default(false),
  moderation: z
    .strictObject({
      channel: z.union([z.literal(false), name.transform((given) => given.replace(/^#/, ""))]).default(false),
    })
    .prefault({}),
});

/** Slack is off when the section is missing or `false`; `{}` turns it on with its defaults. */
export const slackConfig: z.ZodType<SlackConfig | null> = z.preprocess(
  (value) => (value === undefined || value === false ? null : value),
  section.nullable(),
);
