import type { Finding } from "../../core/ports/chat-adapter.ts";

/** `warn  model        No model is installed.` and, where there is one, the remedy on a line of its own. */
export function formatFinding({ level, check, detail, remedy }: Finding): string {
  const line = `${level.padEnd(4)}  ${check.padEnd(11)}  ${detail}\n`;
  return remedy === undefined ? line : `${line}${" ".repeat(19)}${remedy}\n`;
}
