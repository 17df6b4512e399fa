import { Cron } from "croner";

/** A year in which all is still to come. */
const FROM = new Date(Date.UTC(2000, 0));
const HOUR_MS = 60 * 60_000;
const PARTS = "(minute hour day month weekday)";

/** What is wrong with a cron pattern for something that comes at most once an hour, to be put behind its name; `undefined` when nothing is. */
export function cronFault(pattern: string): string | undefined {
  const isNickname = /^@[a-z]+$/i.test(pattern);
  if (!isNickname && pattern.split(/\s+/).length !== 5)
    return `must be a cron pattern of five parts ${PARTS}, e.g. "0 9 * * 1-5" for nine o'clock on weekdays`;
  let runs: readonly Date[];
  try {
    runs = new Cron(pattern, { mode: "5-part", timezone: "UTC" }).nextRuns(2, FROM);
  } catch (error) {
    const why = (error as Error).message.replace(/^CronPattern: /, "").replace(/\.$/, "");
    return `is no cron pattern ${PARTS} that can be used: ${why}`;
  }
  const [first, second] = runs;
  if (first === undefined || second === undefined) return "never comes: there is no such day";
  // The pattern's first run is the first of its hour, so that two of one hour stand together.
  if (second.getTime() - first.getTime() < HOUR_MS)
    return `would come more often than once an hour: the first part is the minute, e.g. "0 9 * * *" for nine o'clock`;
  return undefined;
}
