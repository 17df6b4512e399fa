import { z } from "zod";
import type { AdapterModule } from "../../src/core/ports/chat-adapter.ts";

/** A module of a platform whose adapter is never created: only its config is looked at. */
export function platform(
  name: string,
  config: z.ZodType<unknown>,
  secrets: readonly string[] = [],
): AdapterModule {
  return {
    name,
    config,
    secrets,
    create: () => {
      throw new Error("not for this test");
    },
    doctor: async () => [],
  };
}

/** On by default, like the web chat. */
export const web = platform(
  "web",
  z.preprocess(
    (value) => (value === false ? null : (value ?? {})),
    z
      .strictObject({
        port: z.int().min(0).max(65_535).default(7227),
        channels: z.array(z.string()).min(1).default(["general", "random"]),
      })
      .nullable(),
  ),
);

/** Off by default, like a platform that needs an account. */
export const slack = platform("slack", z.strictObject({ socket: z.boolean() }).nullable().default(null), [
  "SLACK_BOT_TOKEN",
]);
