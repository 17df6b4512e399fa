/** Since when is read: a moment, or so long before the last message. In milliseconds. */
export type Since = { readonly fromMs: number } | { readonly lastMs: number };

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** "2026-01-31", "2026-01-31T12:00", "90m", "12h", "3d", "2w"; `undefined` for anything else. Times without a zone are UTC. */
export function parseSince(text: string): Since | undefined {
  const [, count, unit = ""] = /^(\d{1,6})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return { lastMs: Number(count) * (units[unit] as number) };
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?$/.test(text)) return undefined;
  const fromMs = Date.parse(/T[^Z+]*$/.test(text) && !/[+-]\d{2}:\d{2}$/.test(text) ? `${text}Z` : text);
  return Number.isNaN(fromMs) ? undefined : { fromMs };
}
