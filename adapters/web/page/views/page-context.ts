import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import type { Chat } from "../chat/chat.ts";
import type { Words } from "../i18n/words.ts";
import type { Keepsakes } from "../keepsakes.ts";
import type { Review } from "../review/review.ts";
import type { Store, StoreOf } from "../state/store.ts";
import type { Times } from "../text/time.ts";

/** What every view may use. */
export interface PageParts {
  readonly chat: Chat;
  readonly review: Review;
  readonly store: Store;
  readonly keepsakes: Keepsakes;
  readonly words: Words;
  readonly times: Times;
  /** Unix ms. */
  now(): number;
}

export const PageContext = createContext<PageParts | undefined>(undefined);

export function usePage(): PageParts {
  const parts = useContext(PageContext);
  if (parts === undefined) throw new Error("A view was placed outside of PageContext.Provider.");
  return parts;
}

/** A store's state, kept current. */
export function useStateOf<Held>(store: StoreOf<Held, never>): Held {
  const [state, setState] = useState(store.get());
  useEffect(() => {
    setState(store.get());
    return store.subscribe((next) => setState(next));
  }, [store]);
  return state;
}

/** The time, renewed every so often for labels such as "5 minutes ago". */
export function useNow(everyMs: number): number {
  const { now } = usePage();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, now]);
  return time;
}
