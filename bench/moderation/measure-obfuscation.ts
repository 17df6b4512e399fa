import type { Router } from "../../src/moderation/router/index.ts";
import { seededRandom } from "../../src/moderation/training/index.ts";
import { byName, type Scored } from "./labelled.ts";
import { type Disguise, disguises } from "./obfuscate.ts";
import { percent, table } from "./table.ts";

const maxTexts = 1500;

/** What is found of texts in plain and when they are hidden in one way. */
export interface Hidden {
  readonly name: string;
  readonly count: number;
  /** Shares of all. */
  readonly plain: number;
  readonly hidden: number;
}

export const lost = ({ plain, hidden }: Hidden): number => plain - hidden;

/** How much of what is found in plain text is still found when it is hidden, for texts of sets and for pairs of the suites. */
export function measureObfuscation(
  texts: readonly Scored[],
  router: Router,
  least: (language: "en" | "ko") => number,
): readonly Hidden[] {
  const measured = disguises.map((disguise) => ofSets(disguise, texts, router, least(disguise.language)));
  const pairs = texts.filter((text) => text.plain !== undefined && text.harmful === 1);
  for (const [name, all] of byName(pairs, ({ set, shows }) => `${set}: ${shows}`)) {
    const threshold = least((all[0] as Scored).language);
    const plain = all.filter(({ plain }) => router.score(plain as string).look >= threshold).length;
    const hidden = all.filter(({ score }) => score.look >= threshold).length;
    measured.push({ name, count: all.length, plain: plain / all.length, hidden: hidden / all.length });
  }
  return measured;
}

export function obfuscationTable(measured: readonly Hidden[]): string {
  const rows = measured.map((one) => [
    one.name,
    `${one.count}`,
    percent(one.plain),
    percent(one.hidden),
    lost(one).toFixed(3),
  ]);
  return table(["hidden by", "texts", "found plain", "found hidden", "lost"], rows);
}

function ofSets(disguise: Disguise, texts: readonly Scored[], router: Router, threshold: number): Hidden {
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
  const count = harmful.length;
  const name = `sets (${disguise.language}): ${disguise.name}`;
  return { name, count, plain: plain / count, hidden: hidden / count };
}
