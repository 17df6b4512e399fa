/** A stretch of text, by UTF-16 offsets: from `start` up to but without `end`. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a chat message holds code: inline between backtick runs of equal length, or in a fence of three and more. An
 * unclosed fence reaches to the end; an unclosed inline run is plain text. In order, without overlap.
 */
export function codeRegions(text: string): readonly Region[] {
  const regions: Region[] = [];
  const runs = /`+/g;
  for (let opening = runs.exec(text); opening; opening = runs.exec(text)) {
    const end = closingRun(text, opening[0].length, runs.lastIndex);
    if (end === undefined && opening[0].length < 3) continue;
    regions.push({ start: opening.index, end: end ?? text.length });
    runs.lastIndex = end ?? text.length;
  }
  return regions;
}

function closingRun(text: string, length: number, from: number): number | undefined {
  const runs = /`+/g;
  runs.lastIndex = from;
  for (let run = runs.exec(text); run; run = runs.exec(text)) {
    if (run[0].length === length) return runs.lastIndex;
  }
  return undefined;
}

/** Applies `change` to what stands between the code regions, and leaves the code as it is. */
export function outsideCode(text: string, change: (plain: string) => string): string {
  let changed = "";
  let at = 0;
  for (const { start, end } of codeRegions(text)) {
    changed += change(text.slice(at, start)) + text.slice(start, end);
    at = end;
  }
  return changed + change(text.slice(at));
}
