import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { WirePlace } from "../../wire.ts";
import { messageKey, messagesOf, streamKey } from "../state/conversations.ts";
import type { State } from "../state/state.ts";
import { stoppableIn } from "../state/stoppable.ts";
import { useCompletionSources } from "./completion-sources.ts";
import { Composer } from "./composer.ts";
import { html, type View } from "./html.ts";
import { icons } from "./icons.ts";
import { MessageList } from "./message-list.ts";
import { usePage } from "./page-context.ts";
import { SourcesContext } from "./sources-context.ts";

export interface ThreadPaneProps {
  readonly state: State;
  readonly place: WirePlace;
  /** `seq` of the message that began it. */
  readonly root: number;
}

/** A thread beside its channel. Esc stops the answer being written, and then closes it. */
export function ThreadPane({ state, place, root }: ThreadPaneProps & { key?: string }): View {
  const { chat, words } = usePage();
  const pane = useRef<HTMLElement>(null);
  const sources = useCompletionSources(state, false);
  const key = streamKey(place.id, root);
  const messages = messagesOf(state.held, place.id, root);
  const where = { place: place.id, root };
  const stream = state.held.streams.get(key);
  const rootGone =
    stream?.state === "ready" && !stream.more && !state.held.messages.has(messageKey(place.id, root));
  const canSummarise = !rootGone && state.about.commands.some(({ name }) => name === "summarise");
  const replies = messages.filter(({ seq }) => seq !== root).length;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    const reply = stoppableIn(state, place.id, root);
    if (reply !== undefined) void chat.stop(reply);
    else chat.open({ place: place.id });
  };

  // Where it covers the channel, the focus has to go with it.
  useEffect(() => {
    if (!pane.current?.contains(document.activeElement)) pane.current?.focus({ preventScroll: true });
  }, [key]);

  const editLast = () => {
    const last = messages.findLast((message) => message.author.id === state.me?.person.id);
    if (last !== undefined) chat.beginEdit({ ...where, seq: last.seq });
  };
  return h(
    SourcesContext.Provider,
    { value: sources },
    html`<aside class="pane thread-pane" ref=${pane} tabindex="-1" aria-label=${words.say("thread.label", { place: place.name })} onKeyDown=${onKeyDown}>
      <header class="pane-head">
        <h2 class="pane-title">${words.say("thread.title")}</h2>
        <p class="pane-note">${words.say("thread.in", { place: place.name })}</p>
        <div class="pane-deeds">
        ${
          canSummarise &&
          html`<button type="button" class="button button-small" title=${words.say("summary.thread.hint")} onClick=${() => chat.summarise(where)}>${icons.summary()}${words.say("summary.thread")}</button>`
        }
        <button type="button" class="icon-button" aria-label=${words.say("thread.close")} title=${`${words.say("thread.close")} (Esc)`} onClick=${() => chat.open({ place: place.id })}>${icons.close()}</button>
        </div>
      </header>
      ${h(MessageList, {
        key,
        state,
        place,
        where,
        label: words.say("thread.label", { place: place.name }),
        start: null,
      })}
      ${stream?.state === "ready" && !rootGone && replies === 0 && html`<p class="thread-none">${words.say("thread.none")}</p>`}
      ${rootGone ? html`<p class="thread-gone" role="status">${words.say("thread.gone")}</p>` : composer()}
    </aside>`,
  );

  function composer(): View {
    return h(Composer, {
      key: `composer ${key}`,
      where,
      placeholder: words.say("composer.thread"),
      sources,
      editLast,
      silentUntil: state.me?.silentUntil,
      autofocus: state.route?.target === undefined,
    });
  }
}
