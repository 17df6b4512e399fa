import type { WireNotice } from "../../shared/moderation-wire.ts";
import type { MessageAddress, Where } from "../api.ts";
import type { Known } from "../keepsakes.ts";
import type { Route } from "../route.ts";
import type { Dialog, Editing } from "../state/state.ts";
import { createConcerns } from "./concerns.ts";
import { createDoings } from "./doings.ts";
import { createOutbox } from "./outbox.ts";
import type { ChatParts } from "./parts.ts";
import { createReader } from "./reader.ts";
import { createSession } from "./session.ts";
import { tellWhatIsRead } from "./tell-what-is-read.ts";
import { createTeller } from "./teller.ts";

/** Everything a person can do on the page. What comes of it is seen in the state. */
export interface Chat {
  /** Finds out who this tab is. */
  start(): Promise<void>;
  /** Resolves with why not, when the name was not taken. */
  join(name: string): Promise<"taken" | "bad" | "failed" | undefined>;
  continueAs(known: Known): Promise<"gone" | "failed" | undefined>;
  forget(known: Known): void;
  leave(): void;
  reconnect(): void;
  /** Goes to a place, thread or message, and puts it into the address bar. */
  open(route: Route): void;
  /** Shows what the address bar says. */
  show(route: Route): Promise<void>;
  readOlder(where: Where): Promise<void>;
  readLatest(where: Where): Promise<void>;
  send(where: Where, text: string): void;
  /** Asks for a summary of a place or thread, or of what stands there from a message on, for the person alone. */
  summarise(where: Where, from?: number): void;
  /** Asks what the person missed in a channel. */
  catchUp(place: string): void;
  resend(nonce: string): void;
  discard(nonce: string): void;
  /** Resolves with whether it was stored. */
  edit(message: MessageAddress, text: string): Promise<boolean>;
  beginEdit(editing: Editing | undefined): void;
  remove(message: MessageAddress): Promise<void>;
  rate(message: MessageAddress, rating: "up" | "down" | null): Promise<void>;
  /** Stops one reply of Maru's. */
  stop(reply: MessageAddress): Promise<void>;
  showDialog(dialog: Dialog | undefined): void;
  showSide(open: boolean): void;
  setVisible(visible: boolean): void;
  toast(text: string): void;
  /** Reports somebody's message. Resolves with whether it was taken. */
  report(message: MessageAddress, words: string): Promise<boolean>;
  dismissNotice(notice: WireNotice): Promise<void>;
  /** Resolves with whether it was taken. */
  appeal(notice: WireNotice, words: string): Promise<boolean>;
}

export function createChat(parts: ChatParts): Chat {
  const { store } = parts;
  const teller = createTeller(parts);
  const reader = createReader(parts, teller);
  const session: ReturnType<typeof createSession> = createSession(parts, {
    teller,
    reader,
    concerns: { take: (event) => concerns.take(event), refresh: () => concerns.refresh() },
    flushOutbox: () => outbox.flush(),
    restoreOutbox: () => outbox.restore(),
  });
  const token = () => session.token();
  const outbox = createOutbox(parts, {
    token,
    open: (route) => reader.open(route),
    lost: session.lost,
    tell: (text) => teller.toast(text, "plain"),
  });
  tellWhatIsRead(parts, token);
  const concerns = createConcerns(parts, { token, teller });
  const doings = createDoings(parts, { token, teller });
  return {
    start: session.start,
    join: session.join,
    continueAs: session.continueAs,
    forget: session.forget,
    leave: session.leave,
    reconnect: session.reconnect,
    open: reader.open,
    show: reader.show,
    readOlder: reader.readOlder,
    readLatest: reader.readLatest,
    send: outbox.send,
    summarise: outbox.summarise,
    catchUp: outbox.catchUp,
    resend: outbox.resend,
    discard: outbox.discard,
    ...doings,
    report: concerns.report,
    dismissNotice: concerns.dismissNotice,
    appeal: concerns.appeal,
    showDialog: (dialog) => store.dispatch({ type: "dialog", dialog }),
    showSide: (open) => store.dispatch({ type: "side", open }),
    setVisible: (visible) => store.dispatch({ type: "visible", visible }),
    toast: (text) => teller.toast(text, "plain"),
  };
}
