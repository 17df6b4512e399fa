import { z } from "zod";

/** `platforms.web` of maru.yaml. */
export interface WebConfig {
  /** The TCP port on 127.0.0.1; 0 takes any free one. */
  readonly port: number;
  /** Names of the channels, in the order of the side bar. */
  readonly channels: readonly string[];
}

const channelName = z
  .string()
  .normalize()
  .regex(/^[a-z0-9\p{Script=Hangul}-]{1,32}$/u, {
    error: "A channel's name has 1 to 32 of a-z, 0-9, - and Hangul, e.g. general or 잡담.",
  });

const section = z.strictObject({
  port: z.int().min(0).max(65_535).default(7227),
  channels: z
    .array(channelName)
    .min(1, { error: "Name at least one channel, e.g. [general]." })
    .max(50, { error: "At most 50 channels are possible." })
    .refine((names) => new Set(names).size === names.length, { error: "Two channels have the same name." })
    .default(["general", "random"]),
});

/** The web chat is on, with its defaults, when the section is missing or empty; `false` turns it off. */
export const webConfig: z.ZodType<WebConfig | null> = z.preprocess(
  (value) => (value === false ? null : (value ?? {})),
  section.nullable(),
);
