import { h } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ChatMessage } from "../../wire.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";
import { SourcesContext } from "./sources-context.ts";
import { TextField } from "./text-field.ts";

/** Takes the place of a message's text while its author changes it. */
export function EditField({ message }: { message: ChatMessage }): View {
  const { chat, words } = usePage();
  const sources = useContext(SourcesContext);
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(message.text);

  // Before anything is painted or typed: without the focus, what is typed would be shortcuts of the page.
  useLayoutEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);

  function close(): void {
    const list = field.current?.closest(".pane");
    chat.beginEdit(undefined);
    list?.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus();
  }

  async function save(): Promise<void> {
    const changed = text.trim();
    if (changed === "") return chat.showDialog({ kind: "delete", message });
    if (changed === message.text) return close();
    const pane = field.current?.closest(".pane");
    if (await chat.edit(message, changed))
      pane?.querySelector<HTMLTextAreaElement>(".composer textarea")?.focus();
  }

  return html`<form class="edit-field" onSubmit=${(event: Event) => {
    event.preventDefault();
    void save();
  }}>
    ${h(TextField, {
      value: text,
      label: words.say("message.edit.label"),
      sources,
      field,
      onChange: setText,
      onSubmit: () => void save(),
      onKey(event) {
        if (event.key !== "Escape") return false;
        event.stopPropagation();
        close();
        return true;
      },
    })}
    <div class="edit-foot">
      <span class="edit-hint">${words.say("message.edit.hint")}</span>
      <button type="button" class="button button-small" onClick=${close}>${words.say("message.cancel")}</button>
      <button type="submit" class="button button-small button-strong">${words.say("message.save")}</button>
    </div>
  </form>`;
}
