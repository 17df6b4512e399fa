import { h, type VNode } from "preact";
import { useState } from "preact/hooks";
import type { WirePlace } from "../../wire.ts";
import { messagesOf, streamKey } from "../state/conversations.ts";
import type { State } from "../state/state.ts";
import { useCompletionSources } from "./completion-sources.ts";
import { Composer } from "./composer.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { mark } from "./mark.ts";
import { MessageList } from "./message-list.ts";
import { usePage } from "./page-context.ts";
import { SourcesContext } from "./sources-context.ts";

/** A channel, or the direct conversation with Maru: its head, its messages, and where one writes. */
export function PlacePane({ state, place }: { key?: string; state: State; place: WirePlace }): View {
  const { chat, words } = usePage();
  const [offer, setOffer] = useState<{ id: number; text: string }>();
  const direct = place.kind === "direct";
  const sources = useCompletionSources(state, direct);
  const self = state.about.selfName;
  const handle = self.toLowerCase();
  const name = direct ? self : place.name;
  const key = streamKey(place.id);
  const messages = messagesOf(state.held, place.id);
  const editLast = () => {
    const last = messages.findLast((message) => message.author.id === state.me?.person.id);
    if (last !== undefined) chat.beginEdit({ place: place.id, seq: last.seq, root: 0 });
  };
  const canCatchUp =
    !direct && state.missed && state.about.commands.some((known) => known.name === "catchup");
  const suggest = (text: string) => setOffer({ id: Date.now(), text: direct ? text : `@${handle} ${text}` });

  return h(
    SourcesContext.Provider,
    { value: sources },
    html`<main class="pane place-pane">
      <header class="pane-head">
        <button type="button" class="icon-button side-toggle" aria-label=${words.say("side.open")} aria-expanded=${state.sideOpen ? "true" : "false"} onClick=${() => chat.showSide(true)}>${icons.menu()}</button>
        <h1 class="pane-title">${direct ? html`<span class="pane-title-mark">${mark(18)}</span>` : html`<span class="hash" aria-hidden="true">#</span>`}${name}</h1>
        <p class="pane-note">${direct ? words.say("place.note", { name: self }) : words.say("place.hint", { self, handle })}</p>
        ${
          canCatchUp &&
          html`<div class="pane-deeds"><button type="button" class="button button-small" title=${words.say("summary.catchup.hint", { name })} onClick=${() => chat.catchUp(place.id)}>${icons.catchUp()}${words.say("summary.catchup")}</button></div>`
        }
      </header>
      ${h(MessageList, {
        key,
        state,
        place,
        where: { place: place.id, root: 0 },
        label: direct ? words.say("place.direct", { name: self }) : words.say("place.channel", { name }),
        start: beginning(),
      })}
      ${h(Composer, {
        key: `composer ${key}`,
        where: { place: place.id, root: 0 },
        placeholder: words.say(direct ? "composer.direct" : "composer.channel", { name }),
        sources,
        editLast,
        silentUntil: state.me?.silentUntil,
        autofocus: state.route?.root === undefined,
        offer,
      })}
    </main>`,
  );

  /** What stands at the very beginning: large while the place is empty. */
  function beginning(): VNode {
    if (messages.length > 0) {
      return html`<p class="beginning">${words.say(direct ? "place.start.direct" : "place.start", { name })}</p>`;
    }
    const examples = ["place.empty.example.1", "place.empty.example.2", "place.empty.example.help"] as const;
    return html`<section class="empty">
      <div class="empty-mark">${mark(56)}</div>
      <h2>${words.say(direct ? "place.empty.direct" : "place.empty.channel", { name })}</h2>
      <p>${words.say(direct ? "place.empty.direct.lead" : "place.empty.channel.lead", { name, handle })}</p>
      <p class="empty-try">${words.say("place.empty.try")}</p>
      <ul>${examples.map((example) => {
        const text = words.say(example);
        return html`<li><button type="button" class="example" onClick=${() => suggest(text)}>${!direct && html`<span class="mention">@${handle}</span> `}${text}</button></li>`;
      })}</ul>
    </section>`;
  }
}
