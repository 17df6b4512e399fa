import { h } from "preact";
import { useState } from "preact/hooks";
import type { WirePlace } from "../../wire.ts";
import type { State } from "../state/state.ts";
import { avatar } from "./avatar.ts";
import { Dialog } from "./dialog.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

/** Goes to a place by a few letters of its name. */
export function JumpDialog({ state }: { state: State }): View {
  const { chat, words } = usePage();
  const [wanted, setWanted] = useState("");
  const [chosen, setChosen] = useState(0);
  const nameOf = (place: WirePlace) => (place.kind === "direct" ? state.about.selfName : place.name);
  const found = (state.me?.places ?? []).filter((place) =>
    nameOf(place).toLowerCase().includes(wanted.trim().replace(/^[#@]/, "").toLowerCase()),
  );
  const current = Math.min(chosen, found.length - 1);
  const close = () => chat.showDialog(undefined);

  function go(place: WirePlace | undefined): void {
    if (place === undefined) return;
    close();
    chat.open({ place: place.id });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter") go(found[current]);
    else if (event.key === "ArrowDown") setChosen((current + 1) % Math.max(1, found.length));
    else if (event.key === "ArrowUp") setChosen((current + found.length - 1) % Math.max(1, found.length));
    else return;
    event.preventDefault();
  }

  return h(
    Dialog,
    { title: words.say("jump.title"), className: "dialog-jump", onClose: close },
    html`<input class="jump-field" value=${wanted} placeholder=${words.say("jump.placeholder")} aria-label=${words.say("jump.placeholder")} autofocus
      role="combobox" aria-expanded="true" aria-controls="jump-list" aria-activedescendant=${found.length > 0 ? `jump-${current}` : undefined}
      onInput=${(event: InputEvent) => {
        setWanted((event.currentTarget as HTMLInputElement).value);
        setChosen(0);
      }} onKeyDown=${onKeyDown} />
    <ul class="jump-list" id="jump-list" role="listbox" aria-label=${words.say("jump.title")}>
      ${found.map(
        (
          place,
          index,
        ) => html`<li key=${place.id} id=${`jump-${index}`} role="option" aria-selected=${index === current ? "true" : "false"} onPointerMove=${() => setChosen(index)} onClick=${() => go(place)}>
          ${place.kind === "direct" ? avatar({ name: nameOf(place), kind: "self" }, "small") : html`<span class="hash" aria-hidden="true">#</span>`}<span>${nameOf(place)}</span></li>`,
      )}
    </ul>
    ${found.length === 0 && html`<p class="jump-none">${words.say("jump.none")}</p>`}`,
  );
}
