/** Words for yes and no in columns of labels, in lower case with `-` and `_` as blanks. */
const yes =
  /^(1|1\.0|true|yes|y|hate|hateful|hate speech|hof|toxic|offensive|off|abusive|abuse|sexist|racist|sexism|misogynist|misogynous|unsafe|harmful|bad|hs|spoiled)$/;
const no =
  /^(0|0\.0|false|no|n|none|not|nothate|neither|nonhate|normal|clean|safe|ok|good|benign|harmless|default|(not|non) ?(hate|hateful|hate speech|hof|toxic|offensive|abusive|sexist|racist|misogynist|misogynous|harmful))$/;

/** Reads a column of labels. */
type ReadLabel = (label: string) => 0 | 1;

const plainly = (label: string) => label.trim().toLowerCase().replace(/[-_]/g, " ");

/**
 * How the labels of a column are read: as yes where they are among `positive`, if any are named, or else by the words for yes and
 * no. A text that says why not, where that is not sure: a column that has more kinds of labels than two, or words that are
 * neither, may mean anything (in one well-known set 0 is hate and 2 is neither).
 */
export function readingOf(
  labels: readonly string[],
  positive: readonly string[] | undefined,
): ReadLabel | string {
  const kinds = [...new Set(labels.map(plainly))].filter((label) => label !== "").sort();
  if (positive !== undefined) {
    const chosen = new Set(positive.map(plainly));
    const unknown = [...chosen].filter((label) => !kinds.includes(label));
    if (unknown.length > 0) return `no label is ${unknown.join(", ")}; there are ${shown(kinds)}`;
    return (label) => (chosen.has(plainly(label)) ? 1 : 0);
  }
  const strange = kinds.filter((label) => !yes.test(label) && !no.test(label));
  if (kinds.length > 2 || strange.length > 0)
    return `its labels (${shown(kinds)}) are not one for yes and one for no`;
  if (
    kinds.filter((label) => yes.test(label)).length > 1 ||
    kinds.filter((label) => no.test(label)).length > 1
  )
    return `its labels (${shown(kinds)}) all mean the same`;
  return (label) => (yes.test(plainly(label)) ? 1 : 0);
}

const shown = (kinds: readonly string[]) =>
  kinds
    .slice(0, 6)
    .map((kind) => JSON.stringify(kind))
    .join(", ") + (kinds.length > 6 ? `, and ${kinds.length - 6} more` : "");
