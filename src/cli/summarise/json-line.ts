import type { MessageId } from "../../core/types.ts";
import type { SourceMessage } from "../../summary/index.ts";
import { lineEntry } from "../moderate/line-entry.ts";
import type { Line } from "../moderate/text-lines.ts";

/** A line of JSON as a message: `text`, and if it has them `id`, `author`, `sentAt`, `link` and `replyTo`. `link`: where none is told. */
export function jsonLine(line: Line, link: string): SourceMessage | { readonly problem: string } {
  const entry = lineEntry(line);
  if ("problem" in entry) return entry;
  const text = line.text ?? "";
  if (!/^\s*\{/.test(text)) return { problem: `Line ${line.number} is no JSON.` };
  const members = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const named = (name: string) => {
    const value = members[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const author = named("author") ?? nameOf(members["author"]) ?? "";
  const sentAt = named("sentAt");
  const sent = Date.parse(sentAt ?? "");
  if (sentAt !== undefined && Number.isNaN(sent))
    return { problem: `Line ${line.number} has a "sentAt" that is no time, e.g. 2026-01-31T12:00:00Z.` };
  const replyTo = named("replyTo");
  return {
    id: prefixed(entry.id.startsWith('"') ? (JSON.parse(entry.id) as string) : entry.id),
    author: { id: prefixed(author), name: author, kind: "person" },
    text: entry.text,
    link: named("link") ?? link,
    ...(sentAt === undefined ? {} : { sentAt: new Date(sent).toISOString() }),
    ...(replyTo === undefined ? {} : { replyTo: prefixed(replyTo) }),
  };
}

/** An author may be told with more than a name. */
function nameOf(author: unknown): string | undefined {
  const name = (author as { readonly name?: unknown } | null | undefined)?.name;
  return typeof name === "string" ? name : undefined;
}

/** Ids in Maru begin with a platform. */
const prefixed = (id: string) => (id.includes(":") ? (id as MessageId) : (`log:${id}` as const));
