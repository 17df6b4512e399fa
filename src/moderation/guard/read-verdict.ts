import type { GuardQuestion, GuardVerdict, VerdictReading } from "../../core/ports/index.ts";
import type { Category } from "../../core/types.ts";
import type { GuardFormat } from "./guard-format.ts";

/** At least as likely as not. */
const BROKEN = 0.5;

/** What the readings of one question's prompts say, in Maru's terms. */
export function readVerdict(
  format: GuardFormat,
  asked: GuardQuestion,
  readings: readonly VerdictReading[],
): Omit<GuardVerdict, "model"> {
  const chances = readings.map((reading) => chanceOf(format, reading));
  const probability = Math.min(1, Math.max(0, ...chances));
  if (probability < BROKEN) return { probability, categories: [], codes: [] };
  const found = format.body.as === "turn" ? ofRules(format, asked, chances) : ofCodes(format, readings);
  const categories: readonly Category[] = found.categories.length > 0 ? found.categories : ["other"];
  return { probability, categories: [...new Set(categories)], codes: [...new Set(found.codes)] };
}

function chanceOf({ answers }: GuardFormat, { probabilities }: VerdictReading): number {
  return answers.reduce((sum, { breaks }, index) => sum + (breaks ? (probabilities[index] ?? 0) : 0), 0);
}

interface Found {
  readonly categories: readonly Category[];
  readonly codes: readonly string[];
}

/** A place's own rules say nothing of categories. */
function ofRules({ rules }: GuardFormat, asked: GuardQuestion, chances: readonly number[]): Found {
  const broken = chances
    .map((chance, index) => ({ chance, index }))
    .filter(({ chance }) => chance >= BROKEN)
    .sort((a, b) => b.chance - a.chance);
  const own = asked.rules !== undefined && asked.rules.length > 0;
  return {
    categories: broken.map(({ index }) => (own ? "other" : (rules[index]?.category ?? "other"))),
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
