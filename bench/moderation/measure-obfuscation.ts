import type { Router } from "../../src/moderation/router/index.ts";
import { seededRandom } from "../../src/moderation/training/index.ts";
import { byName, type Scored } from "./labelled.ts";
import { type Disguise, disguises } from "./obfuscate.ts";
import { percent, table } from "./table.ts";

const maxTexts = 1500;

/** How much of what is found in plain text is still found when it is hidden, for texts of sets and for pairs of the suites. */
export function obfuscationTable(
  texts: readonly Scored[],
  router: Router,
  least: (language: "en" | "ko") => number,
): string {
  const rows = disguises.map((disguise) => ofSets(disguise, texts, router, least(disguise.language)));
  const pairs = texts.filter((text) => text.plain !== undefined && text.harmful === 1);
  for (const [name, all] of byName(pairs, ({ set, shows }) => `${set}: ${shows}`)) {
    const threshold = least((all[0] as Scored).language);
    const plain = all.filter(({ plain }) => router.score(plain as string).look >= threshold).length;
    const hidden = all.filter(({ score }) => score.look >= threshold).length;
    rows.push(row(name, all.length, plain, hidden));
  }
  return table(["hidden by", "texts", "found plain", "found hidden", "lost"], rows);
}

const row = (name: string, count: number, plain: number, hidden: number) => [
  name,
  `${count}`,
  percent(plain / count),
  percent(hidden / count),
  ((plain - hidden) / count).toFixed(3),
];

function ofSets(
  disguise: Disguise,
  texts: readonly Scored[],
  router: Router,
  threshold: number,
): readonly string[] {
  const random = seededRandom(5);
  const harmful = texts
    .filter(
      ({ harmful, language, set, text }) =>
        harmful === 1 && language === disguise.language && !/^(suite|kosbi)/.test(set) && text.length <= 200,
    )
    .filter((_, i, all) => i % Math.ceil(all.length / maxTexts) === 0);
  const plain = harmful.filter(({ score }) => score.look >= threshold).length;
  const hidden = harmful.filter(
    ({ text }) => router.score(disguise.hide(text, random)).look >= threshold,
  ).length;
  return row(`sets (${disguise.language}): ${disguise.name}`, harmful.length, plain, hidden);
}
