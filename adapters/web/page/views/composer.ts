import { h } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Where } from "../api.ts";
import { streamKey } from "../state/conversations.ts";
import type { CompletionSources } from "../text/completion.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { useNow, usePage } from "./page-context.ts";
import { TextField } from "./text-field.ts";

/** The server takes no more, in UTF-16 units. */
const MAX_CHARS = 16_000;

export interface ComposerProps {
  readonly where: Where;
  readonly placeholder: string;
  readonly sources: CompletionSources;
  /** Begins to edit the person's last message here. */
  editLast(): void;
  readonly autofocus: boolean;
  /** A text to put in, each time with another `id`. */
  readonly offer?: { readonly id: number; readonly text: string } | undefined;
  /** ISO 8601: moderators took the person's word until then. */
  readonly silentUntil: string | undefined;
}

/** Where a message is written. What stands in it survives going elsewhere and a reload. */
export function Composer(props: ComposerProps & { key?: string }): View {
  const { where, placeholder, sources, editLast, autofocus, offer, silentUntil } = props;
  const { chat, keepsakes, words, times } = usePage();
  const now = useNow(10_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const draftKey = streamKey(where.place, where.root);
  const [text, setText] = useState(() => keepsakes.draft(draftKey));
  const surplus = text.length - MAX_CHARS;
  const silent = silentUntil !== undefined && Date.parse(silentUntil) > now;
  const sendable = text.trim() !== "" && surplus <= 0 && !silent;

  function change(next: string): void {
    setText(next);
    keepsakes.setDraft(draftKey, next);
  }

  function send(): void {
    if (!sendable) return;
    chat.send(where, text.trim());
    change("");
    field.current?.focus();
  }

  useEffect(() => {
    // On a touch screen the focus would open the keyboard over what one came to read.
    if (autofocus && window.matchMedia("(hover: hover)").matches)
      field.current?.focus({ preventScroll: true });
  }, [autofocus, draftKey]);

  useEffect(() => {
    if (offer === undefined) return;
    change(offer.text);
    field.current?.focus();
  }, [offer]);

  return html`<form class="composer" onSubmit=${(event: Event) => {
    event.preventDefault();
    send();
  }}>
    ${silent && html`<p class="composer-silent" role="status">${icons.info()}${words.say("composer.silenced", { until: times.moment(silentUntil, now) })}</p>`}
    <div class=${`composer-box${surplus > 0 ? " composer-over" : ""}`} onClick=${() => field.current?.focus()}>
      ${h(TextField, {
        value: text,
        label: placeholder,
        placeholder,
        sources,
        field,
        onChange: change,
        onSubmit: send,
        onKey(event) {
          if (event.key !== "ArrowUp" || text !== "" || event.altKey) return false;
          editLast();
          return true;
        },
      })}
      <button type="submit" class="send-button" disabled=${!sendable} aria-label=${words.say("composer.send")} title=${words.say("composer.send")}>${icons.send()}</button>
    </div>
    <div class="composer-foot">
      ${
        surplus > 0
          ? html`<span class="composer-long" role="alert">${words.say("composer.long", { count: surplus.toLocaleString(words.formats) })}</span>`
          : html`<span class="composer-hint">${words.say("composer.hint")}</span>`
      }
    </div>
  </form>`;
}
