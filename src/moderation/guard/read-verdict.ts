import {
  BREAKS_RULES,
  type CategoryChances,
  type GuardVerdict,
  type VerdictReading,
} from "../../core/ports/index.ts";
import type { Category } from "../../core/types.ts";
import type { GuardFormat } from "./guard-format.ts";

/** What the readings of one question's prompts say, in Maru's terms. */
export function readVerdict(
  format: GuardFormat,
  readings: readonly VerdictReading[],
): Omit<GuardVerdict, "model"> {
  const chances = readings.map((reading) => chanceOf(format, reading));
  const probability = Math.min(1, Math.max(0, ...chances));
  const each = format.body.as === "turn" ? { chances: chancesByCategory(format, chances) } : {};
  if (probability < BREAKS_RULES) return { probability, categories: [], codes: [], ...each };
  const found = format.body.as === "turn" ? ofRules(format, chances) : ofCodes(format, readings);
  const categories: readonly Category[] = found.categories.length > 0 ? found.categories : ["other"];
  return { probability, categories: [...new Set(categories)], codes: [...new Set(found.codes)], ...each };
}

function chanceOf({ answers }: GuardFormat, { probabilities }: VerdictReading): number {
  return answers.reduce((sum, { breaks }, index) => sum + (breaks ? (probabilities[index] ?? 0) : 0), 0);
}

/** The format's own rules come first; behind them stand the place's. */
const categoryOf = ({ rules }: GuardFormat, index: number): Category => rules[index]?.category ?? "own-rule";

function chancesByCategory(format: GuardFormat, chances: readonly number[]): CategoryChances {
  return worstOf(chances.map((chance, index) => ({ [categoryOf(format, index)]: Math.min(1, chance) })));
}

/** For each category the highest of its chances. */
export function worstOf(all: readonly CategoryChances[]): CategoryChances {
  const worst: { [Name in Category]?: number } = {};
  for (const [category, chance] of all.flatMap((each) => Object.entries(each) as [Category, number][]))
    worst[category] = Math.max(worst[category] ?? 0, chance);
  return worst;
}

interface Found {
  readonly categories: readonly Category[];
  readonly codes: readonly string[];
}

function ofRules(format: GuardFormat, chances: readonly number[]): Found {
  const broken = chances
    .map((chance, index) => ({ chance, index }))
    .filter(({ chance }) => chance >= BREAKS_RULES)
    .sort((a, b) => b.chance - a.chance);
  return {
    categories: broken.map(({ index }) => categoryOf(format, index)),
    codes: broken.map(({ index }) => String(index + 1)),
  };
}

function ofCodes({ list }: GuardFormat, readings: readonly VerdictReading[]): Found {
  if (list === undefined) return { categories: [], codes: [] };
  const written = readings
    .map((reading) => reading.written ?? "")
    .filter((text) => text.startsWith(list.start));
  const names = written.flatMap((text) => text.slice(list.start.length).split(list.separator));
  const codes = names.flatMap((name) => list.codes.find(({ code }) => code === name) ?? []);
  return {
    categories: codes.flatMap(({ categories }) => categories),
    codes: codes.map(({ code }) => code),
  };
}
