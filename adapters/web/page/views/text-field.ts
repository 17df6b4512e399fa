import { h, type RefObject } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import {
  applySuggestion,
  type CompletionSources,
  completionAt,
  type Suggestion,
} from "../text/completion.ts";
import { html, type View } from "./html.ts";
import { SuggestionList } from "./suggestion-list.ts";

export interface TextFieldProps {
  readonly value: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly sources: CompletionSources;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  onChange(text: string): void;
  onSubmit(): void;
  /** A key that the field itself has no use for; true when it was used. */
  onKey(event: KeyboardEvent): boolean;
}

/** A text field that grows, completes names and commands, sends on Enter, and lets Korean be composed in peace. */
export function TextField(props: TextFieldProps): View {
  const { value, label, placeholder, sources, field, onChange, onSubmit, onKey } = props;
  const listId = useId();
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [dismissed, setDismissed] = useState("");
  const caretAfter = useRef<number | undefined>(undefined);
  const completion = caret >= 0 ? completionAt(value, caret, sources) : undefined;
  const suggestions = completion !== undefined && dismissed !== value ? completion.suggestions : [];
  const current = Math.min(chosen, suggestions.length - 1);

  useLayoutEffect(() => {
    const area = field.current;
    if (area === null) return;
    if (caretAfter.current !== undefined) area.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = undefined;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  }, [value, field]);

  function take(suggestion: Suggestion): void {
    if (completion === undefined) return;
    const taken = applySuggestion(value, completion, suggestion);
    caretAfter.current = taken.caret;
    onChange(taken.text);
    setCaret(taken.caret);
    setChosen(0);
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While a syllable is composed every key belongs to the input method; 229 is how some browsers say so.
    if (event.isComposing || event.keyCode === 229) return;
    const suggestion = suggestions[current];
    if (suggestion !== undefined) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const step = event.key === "ArrowDown" ? 1 : suggestions.length - 1;
        setChosen((current + step) % suggestions.length);
        event.preventDefault();
        return;
      }
      if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        take(suggestion);
        event.preventDefault();
        return;
      }
      if (event.key === "Escape") {
        setDismissed(value);
        event.stopPropagation();
        event.preventDefault();
        return;
      }
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      onSubmit();
      return;
    }
    if (onKey(event)) event.preventDefault();
  }

  const moved = () => setCaret(field.current?.selectionStart ?? 0);
  const option = (index: number) => `${listId}-${index}`;
  return html`<div class="text-field">
    ${
      suggestions.length > 0 &&
      h(SuggestionList, { id: listId, suggestions, current, option, onTake: take, onPoint: setChosen })
    }
    <textarea ref=${field} rows="1" value=${value} aria-label=${label} placeholder=${placeholder} autocomplete="off" spellcheck=${true}
      role="combobox" aria-autocomplete="list" aria-expanded=${suggestions.length > 0 ? "true" : "false"} aria-controls=${listId}
      aria-activedescendant=${suggestions.length > 0 ? option(current) : undefined}
      onInput=${() => {
        onChange(field.current?.value ?? "");
        setChosen(0);
        moved();
      }}
      onKeyDown=${onKeyDown} onKeyUp=${moved} onClick=${moved} onBlur=${() => setCaret(-1)} onFocus=${moved}></textarea>
  </div>`;
}
