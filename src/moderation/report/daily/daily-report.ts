import { Cron } from "croner";
import type { Logger, ModerationActions, ReviewCase, ReviewDesk, Store } from "../../../core/ports/index.ts";
import type { AuditEntry } from "../../audit/index.ts";
import { createCalendar } from "../calendar.ts";
import { withPauses } from "../with-pauses.ts";
import { dailyText } from "./daily-text.ts";
import { readShadowCases, type ShadowCase } from "./shadow-cases.ts";

interface DailyReportParts {
  /** The audit log's entries in order, from the beginning. */
  readonly entries: () => AsyncIterable<AuditEntry>;
  readonly store: Store;
  readonly desk: Pick<ReviewDesk, "find">;
  /** What each platform lets Maru do, by the platform's name. Those on which moderators cannot be told are left out. */
  readonly platforms: ReadonlyMap<string, ModerationActions>;
  readonly log: Logger;
  /** Unix ms. */
  readonly now: () => number;
  /** An IANA name: by its clock days begin, and it becomes nine. */
  readonly timeZone: string;
  /** So many cases a day people want to look at: the suggested threshold is the one that finds no more. */
  readonly casesADay: number;
  /** Lets others go on; resolves at its turn. */
  readonly pause: () => Promise<void>;
}

/** Tells moderators once a day what would have been done in places in shadow mode. */
interface DailyReport {
  /** Begins to tell, at nine o'clock; today's at once where that time has passed untold, as after a restart. */
  start(): void;
  /** Resolves once what is being told is told. */
  stop(): Promise<void>;
}

const FIRST_HOUR = 9;
/** From nine on every hour: what could not be told then is tried again. */
const PATTERN = `0 ${FIRST_HOUR}-23 * * *`;
const WEEK_DAYS = 7;
const MAX_SHOWN = 5;

export function createDailyReport(parts: DailyReportParts): DailyReport {
  const { platforms, now, timeZone, log } = parts;
  /** The last day that was told of, by platform: `2026-11-22`. */
  const told = parts.store.records<string>("moderation/daily-report");
  const calendar = createCalendar(timeZone);
  const hours = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  let cron: Cron | undefined;
  let telling: Promise<void> = Promise.resolve();

  async function tellWhereDue(): Promise<void> {
    const at = now();
    if (Number(hours.format(at)) < FIRST_HOUR) return;
    const { from, to } = lastWeek(at);
    const day = calendar.dayOf(to - 1);
    const due: [string, ModerationActions][] = [];
    for (const [name, actions] of platforms)
      if (actions.can.reports && ((await told.get(name)) ?? "") < day) due.push([name, actions]);
    if (due.length === 0) return;
    const { cases, since } = await readShadowCases(withPauses(parts.entries(), parts.pause), { from, to });
    const days = calendar.daysOf(Math.max(from, since), to).length || 1;
    for (const [name, actions] of due) {
      const tellsAll = actions.can.reports === "all";
      const week = tellsAll ? cases : cases.filter(({ platform }) => platform === name);
      try {
        await tell(day, week, days, actions);
        await told.set(name, day);
      } catch (error) {
        log.warn({ platform: name, day, err: error }, "daily report not told");
      }
    }
  }

  async function tell(
    day: string,
    week: readonly ShadowCase[],
    days: number,
    actions: ModerationActions,
  ): Promise<void> {
    const yesterday = week.filter(({ openedAt }) => calendar.dayOf(openedAt) === day);
    // Quiet when nothing happened.
    if (yesterday.length === 0) return;
    const shadowDay = {
      day,
      yesterday,
      week,
      days,
      budget: parts.casesADay,
      shown: await likeliest(yesterday),
      placeNames: await namesOf(week),
    };
    const text = { en: dailyText(shadowDay, "en"), ko: dailyText(shadowDay, "ko") };
    await actions.post(`shadow ${day}`, text);
  }

  async function likeliest(cases: readonly ShadowCase[]): Promise<readonly ReviewCase[]> {
    const sorted = [...cases].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0));
    const shown = await Promise.all(sorted.slice(0, MAX_SHOWN).map(({ id }) => parts.desk.find(id)));
    return shown.filter((one) => one !== undefined);
  }

  async function namesOf(cases: readonly ShadowCase[]): Promise<ReadonlyMap<string, string>> {
    const newest = new Map(cases.map(({ place, id }) => [place, id]));
    const names = new Map<string, string>();
    for (const [place, id] of newest) {
      const found = await parts.desk.find(id);
      if (found?.message.place.kind === "channel") names.set(place, found.message.place.name);
    }
    return names;
  }

  /** The seven days before today. */
  function lastWeek(at: number): { readonly from: number; readonly to: number } {
    const to = calendar.startOfDay(at);
    return { from: calendar.lastDays(to - 1, WEEK_DAYS).from, to };
  }

  function tellInTurn(): Promise<void> {
    telling = telling
      .then(tellWhereDue)
      .catch((error: unknown) => log.warn({ err: error }, "daily report not made"));
    return telling;
  }

  return {
    start() {
      cron ??= new Cron(PATTERN, { timezone: timeZone, unref: true }, tellInTurn);
      void tellInTurn();
    },
    async stop() {
      cron?.stop();
      cron = undefined;
      await telling;
    },
  };
}
