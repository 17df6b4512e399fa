import type { Entry } from "./entry.ts";
import type { Line } from "./text-lines.ts";

/** What JavaScript gives a reviver as its third argument (https://tc39.es/proposal-json-parse-with-source/). */
interface Source {
  readonly source?: string;
}

/** A line as a message: JSON with a text when it begins with `{`, else the text itself, named by the line's number. */
export function lineEntry({ number, text: line }: Line): Entry {
  if (line === undefined) return { problem: `Line ${number} is too long to be a message.` };
  if (!/^\s*\{/.test(line)) return { id: String(number), text: line };
  let bigId: string | undefined;
  const keepBigId = (key: string, value: unknown, { source }: Source = {}) => {
    if (key === "id" && typeof value === "number" && !Number.isSafeInteger(value)) bigId = source;
    return value;
  };
  let message: { readonly id?: unknown; readonly text?: unknown };
  try {
    message = JSON.parse(line, /\d{16}/.test(line) ? keepBigId : undefined) as typeof message;
  } catch {
    // The parser's own words would quote the line.
    return { problem: `Line ${number} begins with "{" but is no JSON.` };
  }
  const { id, text } = message;
  if (typeof text !== "string") return { problem: `Line ${number} has no "text".` };
  if (typeof id === "number") return { id: bigId ?? String(id), text };
  return { id: typeof id === "string" ? JSON.stringify(id) : String(number), text };
}
