import type { Config } from "../../config/index.ts";

/** The time zone by whose clock days begin: that of the policy's quiet hours, else this machine's. */
export function timeZoneOf({ moderation: { policy } }: Config): string {
  if (policy.quietHours !== false) return policy.quietHours.timeZone;
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
