import { reduce } from "./reduce.ts";
import { emptyState, type Happening, type State } from "./state.ts";

/** Holds a state and tells who wants to know that it changed. */
export interface StoreOf<Held, Event> {
  get(): Held;
  dispatch(happening: Event): void;
  /** The answer ends the subscription. */
  subscribe(listener: (state: Held, before: Held) => void): () => void;
}

export type Store = StoreOf<State, Happening>;

export function createStoreOf<Held, Event>(
  empty: Held,
  after: (state: Held, happening: Event) => Held,
): StoreOf<Held, Event> {
  let state = empty;
  const listeners = new Set<(state: Held, before: Held) => void>();
  return {
    get: () => state,
    dispatch(happening) {
      const before = state;
      state = after(state, happening);
      if (state === before) return;
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const createStore = (): Store => createStoreOf(emptyState, reduce);
