import type { Chat } from "../chat/chat.ts";
import type { State } from "../state/state.ts";
import { stoppableIn } from "../state/stoppable.ts";

/** What a key does anywhere on the page, if anything. Prevents what the browser would do with it. */
export function shortcutOf(event: KeyboardEvent, state: State): ((chat: Chat) => void) | undefined {
  if (event.isComposing || event.defaultPrevented || state.phase !== "in" || state.dialog !== undefined)
    return undefined;
  const command = event.metaKey || event.ctrlKey;
  if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    return (chat) => chat.showDialog({ kind: "jump" });
  }
  if (event.altKey && !command && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    return neighbour(state, event.key === "ArrowDown" ? 1 : -1);
  }
  const writing =
    event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key === "?" && state.review === undefined && !writing && !command && !event.altKey) {
    event.preventDefault();
    return (chat) => chat.showDialog({ kind: "shortcuts" });
  }
  if (event.key === "Escape") {
    if (state.sideOpen) return (chat) => chat.showSide(false);
    const { route } = state;
    const place = state.me?.places.find(({ id }) => id === route?.place);
    if (place?.kind === "direct") {
      const reply = stoppableIn(state, place.id, 0);
      return reply && ((chat) => void chat.stop(reply));
    }
    if (route?.root !== undefined) return (chat) => chat.open({ place: route.place });
  }
  return undefined;
}

function neighbour(state: State, step: number): ((chat: Chat) => void) | undefined {
  const places = state.me?.places ?? [];
  // As in the side bar: channels first.
  const inOrder = [
    ...places.filter(({ kind }) => kind === "channel"),
    ...places.filter(({ kind }) => kind === "direct"),
  ];
  const at = inOrder.findIndex(({ id }) => id === state.route?.place);
  const next = inOrder[(at + step + inOrder.length) % inOrder.length];
  return next === undefined ? undefined : (chat) => chat.open({ place: next.id });
}
