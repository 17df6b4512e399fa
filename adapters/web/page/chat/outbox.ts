import type { ChatMessage } from "../../wire.ts";
import type { Where } from "../api.ts";
import { Refused } from "../call.ts";
import type { Route } from "../route.ts";
import type { Outgoing } from "../state/state.ts";
import type { Chat } from "./chat.ts";
import type { ChatParts } from "./parts.ts";
import { faultOf } from "./teller.ts";

type Outbox = Pick<Chat, "send" | "summarise" | "catchUp" | "resend" | "discard"> & {
  /** Sends again what could not leave. */
  flush(): void;
  /** Takes up what this tab had not sent when it was reloaded. */
  restore(): void;
};

/** Sends messages in the order they were written, each stored once however often it is tried. */
export function createOutbox(
  { store, api, keepsakes, words, now, nonce }: ChatParts,
  session: { token(): string | undefined; open(route: Route): void; lost(): void; tell(text: string): void },
): Outbox {
  let sending: Promise<void> = Promise.resolve();
  store.subscribe((state, before) => {
    if (state.outbox !== before.outbox && state.phase === "in") keepsakes.setUnsent(state.outbox);
    const me = state.me?.person.id;
    if (state.seen !== before.seen && me !== undefined) keepsakes.setSeen(me, state.seen);
  });

  function enqueue(outgoing: Outgoing): void {
    const { fault: _, ...fresh } = outgoing;
    store.dispatch({ type: "sending", outgoing: { ...fresh, state: "sending" } });
    sending = sending.then(() => post(outgoing));
  }

  async function post({ nonce, place, root, text, from }: Outgoing): Promise<void> {
    const token = session.token();
    // It was discarded, or the person left, while it waited its turn.
    if (token === undefined || !store.get().outbox.some((out) => out.nonce === nonce)) return;
    try {
      const message = await api.post(token, { place, root }, text, nonce, from);
      store.dispatch({ type: "sent", nonce, message });
      if (message.place !== place) lead(place, message);
      else if (opensThread({ place, root }, message)) session.open({ place, root: message.seq });
    } catch (error) {
      const fault = faultOf(error);
      if (error instanceof Refused && fault === "silenced") {
        store.dispatch({ type: "silence", until: error.until });
      }
      if (fault === "unknown-person") session.lost();
      else store.dispatch({ type: "send-failed", nonce, fault });
    }
  }

  /** What is for the person alone stands in their own conversation: they are led there, unless they went on. */
  function lead(from: string, { place, seq }: ChatMessage): void {
    const { selfName } = store.get().about;
    session.tell(words.say("private.elsewhere", { name: selfName }));
    if (store.get().route?.place === from) session.open({ place, target: seq });
  }

  /** `/summarise` or `/catchup` as one writes it in the language of the page. */
  function written(command: "summarise" | "catchup"): string {
    const known = store.get().about.commands.find(({ name }) => name === command);
    return `/${(words.locale === "ko" && known?.koreanName) || command}`;
  }

  function write(where: Where, text: string, from?: number): void {
    const sentAt = new Date(now()).toISOString();
    const begin = from === undefined ? {} : { from };
    enqueue({ nonce: nonce(), ...where, text, ...begin, sentAt, state: "sending" });
  }

  /** A question to Maru in a channel is answered in a thread: the person wants to see it, unless they went on. */
  function opensThread({ place, root }: Where, message: ChatMessage): boolean {
    const { route, me, about } = store.get();
    const channel = me?.places.find(({ id }) => id === place)?.kind === "channel";
    const asked = message.mentions?.includes(about.selfName) === true;
    return channel && root === 0 && route?.place === place && asked;
  }

  const outgoing = (wanted: string) => store.get().outbox.find((out) => out.nonce === wanted);

  return {
    send: ({ place, root }, text) => write({ place, root }, text),
    summarise: ({ place, root }, from) => write({ place, root }, written("summarise"), from),
    catchUp: (place) => write({ place, root: 0 }, written("catchup")),
    resend(wanted) {
      const found = outgoing(wanted);
      if (found !== undefined) enqueue(found);
    },
    discard: (wanted) => store.dispatch({ type: "discarded", nonce: wanted }),
    flush() {
      for (const out of store.get().outbox) {
        const waits = out.state === "failed" && (out.fault === "offline" || out.fault === "unavailable");
        if (waits) enqueue(out);
      }
    },
    restore() {
      for (const { echo: _, ...out } of keepsakes.unsent()) enqueue(out);
    },
  };
}
