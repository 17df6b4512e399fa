import { useRef, useState } from "preact/hooks";
import type { Known } from "../keepsakes.ts";
import type { State } from "../state/state.ts";
import { avatar } from "./avatar.ts";
import { hall } from "./hall.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { mark } from "./mark.ts";
import { usePage } from "./page-context.ts";

const MAX_NAME_CHARS = 32;

/** The door: choose a name, or go on as somebody who used this browser before. */
export function Join({ state }: { state: State }): View {
  const { chat, keepsakes, words } = usePage();
  const [name, setName] = useState("");
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [known, setKnown] = useState(keepsakes.known());
  const field = useRef<HTMLInputElement>(null);
  const self = state.about.selfName;

  function refuse(text: string): void {
    setFault(text);
    setBusy(false);
    field.current?.focus();
  }

  async function join(event: Event): Promise<void> {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === "") return refuse(words.say("join.error.empty"));
    setBusy(true);
    const why = await chat.join(wanted);
    if (why === "taken") refuse(words.say("join.error.taken", { name: wanted }));
    else if (why === "bad") refuse(words.say("join.error.bad", { self }));
    else if (why === "failed") refuse(words.say("problem.offline"));
  }

  async function goOn(person: Known): Promise<void> {
    setBusy(true);
    const why = await chat.continueAs(person);
    setKnown(keepsakes.known());
    if (why === "gone") refuse(words.say("join.error.gone", { name: person.name }));
    else if (why === "failed") refuse(words.say("problem.offline"));
  }

  return html`<div class="door">
    <div class="door-view">${hall()}</div>
    <main class="door-main">
      <div class="door-card">
        <p class="door-brand">${mark(40)}<span>${self}</span></p>
        <h1>${words.say("join.title")}</h1>
        <p class="door-tagline">${words.say("app.tagline")}</p>
        <form onSubmit=${join} novalidate>
          <label for="name">${words.say("join.name")}</label>
          <input id="name" ref=${field} value=${name} placeholder=${words.say("join.placeholder")} maxlength=${MAX_NAME_CHARS} autocomplete="nickname" autofocus
            aria-invalid=${fault ? "true" : "false"} aria-describedby="name-note"
            onInput=${(event: InputEvent) => {
              setName((event.currentTarget as HTMLInputElement).value);
              setFault("");
            }} />
          <p id="name-note" class=${fault ? "door-fault" : "door-note"} role=${fault ? "alert" : undefined}>${fault || words.say("join.lead")}</p>
          <button type="submit" class="button button-strong button-wide" disabled=${busy}>${words.say(busy ? "join.entering" : "join.enter")}</button>
        </form>
        ${
          known.length > 0 &&
          html`<section class="door-known"><h2>${words.say("join.again")}</h2><ul>${known.map(
            (person) => html`<li key=${person.id}>
              <button type="button" class="known" disabled=${busy} onClick=${() => goOn(person)}>${avatar({ name: person.name, kind: "person" })}<span>${words.say("join.continue", { name: person.name })}</span></button>
              <button type="button" class="icon-button" aria-label=${words.say("join.forget", { name: person.name })} title=${words.say("join.forget", { name: person.name })} onClick=${() => {
                chat.forget(person);
                setKnown(keepsakes.known());
              }}>${icons.close()}</button></li>`,
          )}</ul></section>`
        }
        <p class="door-tabs">${words.say("join.perTab")}</p>
      </div>
    </main>
  </div>`;
}
