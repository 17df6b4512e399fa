import type { ChatHistoryItem } from "node-llama-cpp";
import type { Turn } from "../../../core/types.ts";

/**
 * Turns as every family's template can take them: at most one system turn, first; then user and assistant in
 * alternation, the user first; an empty place at the end for the answer. Nothing is left out: turns of one
 * role that follow each other are joined by an empty line, and a later system turn counts as the user's.
 */
export function toHistory(turns: readonly Turn[]): ChatHistoryItem[] {
  const merged: { role: Turn["role"]; text: string }[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    const leading = merged.length === 0 || (merged.length === 1 && last?.role === "system");
    const role = turn.role === "system" && !leading ? "user" : turn.role;
    if (last?.role === role) {
      last.text += `\n\n${turn.text}`;
      continue;
    }
    const opening = last === undefined || last.role === "system";
    if (role === "assistant" && opening) merged.push({ role: "user", text: MISSING_START });
    merged.push({ role, text: turn.text });
  }
  return [...merged.map(toItem), { type: "model", response: [] }];
}

/** Stands for what was said before an assistant's turn that opens the conversation. */
const MISSING_START = "…";

function toItem({ role, text }: { role: Turn["role"]; text: string }): ChatHistoryItem {
  switch (role) {
    case "system":
      return { type: "system", text };
    case "user":
      return { type: "user", text };
    case "assistant":
      return { type: "model", response: [text] };
    default:
      return role satisfies never;
  }
}
