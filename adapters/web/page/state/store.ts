import { reduce } from "./reduce.ts";
import { emptyState, type Happening, type State } from "./state.ts";

/** Holds the state and tells who wants to know that it changed. */
export interface Store {
  get(): State;
  dispatch(happening: Happening): void;
  /** The answer ends the subscription. */
  subscribe(listener: (state: State, before: State) => void): () => void;
}

export function createStore(): Store {
  let state = emptyState;
  const listeners = new Set<(state: State, before: State) => void>();
  return {
    get: () => state,
    dispatch(happening) {
      const before = state;
      state = reduce(state, happening);
      if (state === before) return;
      for (const listener of listeners) listener(state, before);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
