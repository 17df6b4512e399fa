import {
  type PlaceSettings,
  type PolicySettings,
  type RuleSettings,
  settingsWith,
} from "../../moderation/policy/index.ts";
import { alignedRows } from "../aligned-rows.ts";
import { printable } from "../printable.ts";

/** Beside the base, so many places stand in one table; further ones in the next. */
const PLACES_ABREAST = 3;

/** What the policy comes to everywhere and for each entry of `places`, side by side; each of them as it would be alone. */
export function policyTable(settings: PolicySettings): string {
  const columns = settings.places.map(({ match }, at) => ({
    title: printable(match.join(", ")),
    settings: settingsWith(settings, [at]),
  }));
  const base = { title: "everywhere", settings: settings as PlaceSettings };
  const tables: string[] = [];
  for (let at = 0; at === 0 || at < columns.length; at += PLACES_ABREAST)
    tables.push(table([base, ...columns.slice(at, at + PLACES_ABREAST)]));
  const sample = `Moderators are asked about ${percent(settings.sampleShare)} of all messages at random.\n`;
  return `${tables.join("\n")}\n${sample}`;
}

function table(columns: readonly { readonly title: string; readonly settings: PlaceSettings }[]): string {
  const row = (title: string, cell: (settings: PlaceSettings) => string) => [
    title,
    ...columns.map(({ settings }) => cell(settings)),
  ];
  const categories = Object.keys(columns[0]!.settings.categories) as (keyof PlaceSettings["categories"])[];
  const rules = [...new Set(columns.flatMap(({ settings }) => settings.rules.map(({ name }) => name)))];
  return alignedRows([
    ["", ...columns.map(({ title }) => title)],
    row("mode", ({ mode }) => mode),
    ...categories.map((category) => row(category, ({ categories }) => ladderText(categories[category]))),
    ...rules.map((name) =>
      row(`rule ${printable(name)}`, ({ rules: all }) => ruleText(all.find((rule) => rule.name === name))),
    ),
    row("questions", ({ questions }) => countText(questions)),
    row("context", ({ contextMessages }) => `${contextMessages} messages`),
    row("two persons", ({ twoPersons }) => (twoPersons ? "yes" : "no")),
    row("timeout", ({ timeoutMinutes }) => `${timeoutMinutes} min`),
    row("words kept", ({ retentionDays }) => `${retentionDays} days`),
    row("languages", ({ languages }) => languages.join(", ")),
    row("exempt roles", ({ exempt }) => exempt.roles.map(printable).join(", ") || "–"),
    row("exempt people", ({ exempt }) => exempt.people.map(printable).join(", ") || "–"),
    row("quiet", ({ quietHours: hours }) => {
      return hours === false ? "–" : `${hours.from}–${hours.to} ${hours.timeZone}`;
    }),
  ]);
}

function ladderText(ladder: PlaceSettings["categories"][keyof PlaceSettings["categories"]]): string {
  const steps = Object.entries(ladder).flatMap(([step, threshold]) => {
    if (threshold === undefined) return [];
    return [`${step} ${typeof threshold === "number" ? threshold : `${threshold.perDay} a day`}`];
  });
  return steps.join(", ") || "–";
}

function ruleText(rule: RuleSettings | undefined): string {
  if (rule === undefined || rule.steps.length === 0) return "–";
  const languages = rule.languages === undefined ? "" : `, in ${rule.languages.join(", ")}`;
  return `${rule.steps.join(", ")} (${rule.category}: ${measureOf(rule)}${languages})`;
}

function measureOf(rule: RuleSettings): string {
  switch (rule.kind) {
    case "words":
      return counted(rule.words.length, "word");
    case "pattern":
      return counted(rule.patterns.length, "pattern");
    case "links":
      return `links, ${rule.allow.length} allowed, ${rule.deny.length} denied`;
    case "flood":
      return `${rule.messages} messages in ${rule.seconds} s`;
    case "mentions":
      return `more than ${counted(rule.moreThan, "mention")}`;
    default:
      return rule satisfies never;
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
const countText = (list: readonly unknown[]) => (list.length === 0 ? "–" : String(list.length));
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;
