import type { RefObject } from "preact";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface ScrollingProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Changes with whatever is shown. */
  readonly content: unknown;
  /** Older messages are wanted. */
  onNearStart(): void;
}

export interface Scrolling {
  /** Whether the newest message is in sight. */
  readonly atEnd: boolean;
  toEnd(): void;
  /** Puts an element into the middle (or at the top) and stays there. */
  reveal(element: Element, block: "center" | "start"): void;
}

const END_PX = 32;
const START_PX = 600;

/**
 * Keeps a list of messages where the person looks: at its end while it grows, otherwise on the message on top,
 * whatever comes in before or after it.
 */
export function useScrolling({ scroller, content, onNearStart }: ScrollingProps): Scrolling {
  const [atEnd, setAtEnd] = useState(true);
  const pinned = useRef(true);
  const anchor = useRef<{ readonly seq: string; readonly offset: number } | undefined>(undefined);

  const settle = useCallback(() => {
    const list = scroller.current;
    if (list === null) return;
    if (pinned.current) {
      list.scrollTop = list.scrollHeight;
      return;
    }
    const kept = anchor.current;
    const row = kept && list.querySelector<HTMLElement>(`[data-seq="${kept.seq}"]`);
    if (row)
      list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top - kept.offset;
  }, [scroller]);

  const look = useCallback(() => {
    const list = scroller.current;
    if (list === null) return;
    const end = list.scrollHeight - list.scrollTop - list.clientHeight < END_PX;
    pinned.current = end;
    setAtEnd(end);
    anchor.current = end ? undefined : topRow(list);
    if (list.scrollTop < START_PX) onNearStart();
  }, [scroller, onNearStart]);

  useLayoutEffect(settle, [content, settle]);

  useEffect(() => {
    const list = scroller.current;
    if (list === null) return;
    // Fonts, code blocks and the composer change heights without any new message.
    const observer = new ResizeObserver(settle);
    observer.observe(list);
    if (list.firstElementChild !== null) observer.observe(list.firstElementChild);
    list.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      list.removeEventListener("scroll", look);
    };
  }, [scroller, settle, look]);

  // A short first page may leave the start in sight with nothing to scroll.
  useEffect(() => {
    const list = scroller.current;
    if (list !== null && list.scrollHeight <= list.clientHeight + START_PX) onNearStart();
  }, [content, scroller, onNearStart]);

  return {
    atEnd,
    toEnd() {
      pinned.current = true;
      setAtEnd(true);
      settle();
    },
    reveal(element, block) {
      pinned.current = false;
      element.scrollIntoView({ block });
      look();
    },
  };
}

/** The first message that is (partly) in sight, and how far below the list's top it begins. */
function topRow(list: HTMLElement): { readonly seq: string; readonly offset: number } | undefined {
  const top = list.getBoundingClientRect().top;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-seq]")];
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  const row = rows[low];
  const seq = row?.dataset["seq"];
  return row === undefined || seq === undefined
    ? undefined
    : { seq, offset: row.getBoundingClientRect().top - top };
}
