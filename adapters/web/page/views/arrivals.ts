import { useMemo, useRef } from "preact/hooks";
import type { ChatMessage } from "../../wire.ts";

/** The newest reply of Maru's that came finished, or grew in one step, while one looked: its `seq`. */
export function useArrivals(messages: readonly ChatMessage[], ready: boolean): number | undefined {
  /** How often the replies that are open grew. */
  const growing = useRef(new Map<number, { readonly chars: number; readonly steps: number }>());
  const newest = useRef<number>(undefined);
  const arrived = useRef<number>(undefined);
  return useMemo(() => {
    for (const { seq, reply, text } of messages) {
      const known = growing.current.get(seq);
      if (reply?.state === "open" && known?.chars !== text.length)
        growing.current.set(seq, { chars: text.length, steps: known === undefined ? 0 : known.steps + 1 });
      if (reply?.state !== "done") continue;
      const isNew = known !== undefined || (newest.current !== undefined && seq > newest.current);
      if (isNew && (known?.steps ?? 0) < 2) arrived.current = seq;
      growing.current.delete(seq);
    }
    if (ready) newest.current = messages.at(-1)?.seq ?? 0;
    return arrived.current;
  }, [messages, ready]);
}
