import type { LadderStep, ReviewCase } from "../../../core/ports/index.ts";
import type { Category, Locale } from "../../../core/types.ts";
import { escapeMarkdown } from "../../../text/escape-markdown.ts";
import { thresholdForBudget } from "./budget-threshold.ts";
import { dailyWords } from "./daily-words.ts";
import type { ShadowCase } from "./shadow-cases.ts";

/** What is told of one platform. */
interface ShadowDay {
  /** `2026-11-22`: the day that is told of. */
  readonly day: string;
  readonly yesterday: readonly ShadowCase[];
  /** Of the last seven days, that day included. */
  readonly week: readonly ShadowCase[];
  /** So many days the week stands for: fewer than seven right after the log began. */
  readonly days: number;
  /** So many cases a day people want to look at. */
  readonly budget: number;
  /** The likeliest ones of that day, as they now stand. */
  readonly shown: readonly ReviewCase[];
  /** What people call the places, by id, as far as it is known. */
  readonly placeNames: ReadonlyMap<string, string>;
}

/** The daily report as Markdown. Names of places come from people and are escaped. */
export function dailyText(told: ShadowDay, locale: Locale): string {
  const words = dailyWords[locale];
  const { yesterday, week, days, budget, shown } = told;
  const dates = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeZone: "UTC",
  });

  const counted = <Name extends string>(
    namesOf: (one: ShadowCase) => readonly Name[],
    said: (name: Name) => string,
  ): string => {
    const all = new Map<Name, { yesterday: number; week: number }>();
    const count = (cases: readonly ShadowCase[], when: "yesterday" | "week") => {
      for (const one of cases)
        for (const name of namesOf(one)) {
          const counts = all.get(name) ?? { yesterday: 0, week: 0 };
          counts[when]++;
          all.set(name, counts);
        }
    };
    count(week, "week");
    count(yesterday, "yesterday");
    return [...all]
      .sort(([, a], [, b]) => b.week - a.week)
      .map(([name, counts]) => `- ${words.counts(said(name), counts.yesterday, counts.week)}`)
      .join("\n");
  };
  const stepsOf = ({ steps }: ShadowCase): readonly LadderStep[] => steps;
  const categoriesOf = ({ categories }: ShadowCase): readonly Category[] => categories;
  const sayPlace = (place: string) => {
    if (place.endsWith(":direct")) return words.direct;
    return escapeMarkdown(told.placeNames.get(place) ?? place);
  };

  const probabilities = week.flatMap(({ probability }) => probability ?? []);
  const threshold = thresholdForBudget(probabilities, budget * days);
  const perDay = `${Math.round((10 * week.length) / days) / 10}`;
  return [
    `**${words.title(dates.format(Date.parse(told.day)))}**`,
    words.nothingDone,
    counted(stepsOf, (step) => words.step[step]),
    `${words.categories}\n${counted(categoriesOf, (category) => words.category[category])}`,
    `${words.places}\n${counted(({ place }) => [place], sayPlace)}`,
    threshold === undefined ? words.within(perDay, budget) : words.over(perDay, budget, threshold.toFixed(2)),
    ...(shown.length === 0 ? [] : [`${words.highest}\n${shown.map(line).join("\n")}`]),
    words.leave,
  ].join("\n\n");

  function line({ id, message, findings }: ReviewCase): string {
    const categories = findings.categories.map((category) => words.category[category]).join(", ");
    return `- ${id}${categories === "" ? "" : ` · ${categories}`} · [${words.message}](${message.link})`;
  }
}
