import type { Suggestion } from "../text/completion.ts";
import { avatar } from "./avatar.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

export interface SuggestionListProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  readonly current: number;
  /** The element id of a suggestion. */
  option(index: number): string;
  onTake(suggestion: Suggestion): void;
  onPoint(index: number): void;
}

/** What a text field offers to complete. The focus stays in the field. */
export function SuggestionList({
  id,
  suggestions,
  current,
  option,
  onTake,
  onPoint,
}: SuggestionListProps): View {
  const { words } = usePage();
  return html`<ul class="suggestions" id=${id} role="listbox" aria-label=${words.say("composer.suggestions")}>
    ${suggestions.map(
      (
        suggestion,
        index,
      ) => html`<li key=${suggestion.key} id=${option(index)} role="option" aria-selected=${index === current ? "true" : "false"}
        onPointerMove=${() => onPoint(index)}
        onPointerDown=${(event: PointerEvent) => {
          event.preventDefault();
          onTake(suggestion);
        }}>
        ${suggestion.kind !== "command" && avatar({ name: suggestion.label, kind: suggestion.kind }, "small")}
        <span class="suggestion-label">${suggestion.label}</span>
        <span class="suggestion-detail">${suggestion.detail}</span>
      </li>`,
    )}
  </ul>`;
}
