import type { Api } from "../api.ts";
import type { State } from "../state/state.ts";
import type { Store } from "../state/store.ts";

/**
 * Tells the server how far the person has read a place, when they leave it or look away: what was said since their last visit stays
 * something to catch up with as long as they are there.
 */
export function tellWhatIsRead(
  { store, api }: { readonly store: Store; readonly api: Pick<Api, "markRead"> },
  token: () => string | undefined,
): void {
  let as: string | undefined;
  store.subscribe((state, before) => {
    const left = placeInView(before);
    if (left !== undefined && left !== placeInView(state) && as !== undefined) {
      const seq = (state.seen[left] ?? before.seen[left]) || 0;
      // What does not arrive is read once more the next time: nothing is lost.
      if (seq > 0) api.markRead(as, left, seq).catch(() => undefined);
    }
    // Whoever leaves the chat is nobody by the time that the state says so.
    as = state.phase === "in" ? token() : undefined;
  });
}

function placeInView({ phase, visible, route, me }: State): string | undefined {
  if (phase !== "in" || !visible) return undefined;
  return me?.places.find(({ id }) => id === route?.place)?.id;
}
