import type { Config } from "./schema.ts";

/** The IANA name of the time zone by which digests come, times in summaries are shown and a day ends; `auto` is this machine's. */
export function summaryTimeZone({ summaries: { timeZone } }: Pick<Config, "summaries">): string {
  return timeZone === "auto" ? new Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
}
