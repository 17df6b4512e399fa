import { Refused } from "../call.ts";
import type { Key } from "../i18n/dictionary.ts";
import type { Fault } from "../state/state.ts";
import type { ChatParts } from "./parts.ts";

/** Tells the person things in passing. */
export interface Teller {
  toast(text: string, tone: "plain" | "bad"): void;
  /** Says that something failed, and why. `key` has a `{reason}` slot. */
  failed(key: Key, error: unknown): void;
}

const TOAST_MS = 5_000;

export function createTeller({ store, words, after }: Pick<ChatParts, "store" | "words" | "after">): Teller {
  function toast(text: string, tone: "plain" | "bad"): void {
    const id = (store.get().toasts.at(-1)?.id ?? 0) + 1;
    store.dispatch({ type: "toast", toast: { id, text, tone } });
    after(TOAST_MS, () => store.dispatch({ type: "toast-gone", id }));
  }
  return {
    toast,
    failed: (key, error) => toast(words.say(key, { reason: reasonOf(words, faultOf(error)) }), "bad"),
  };
}

export function faultOf(error: unknown): Fault {
  return error instanceof Refused ? error.fault : "internal";
}

/** A fault in the person's language. */
export function reasonOf(words: ChatParts["words"], fault: Fault): string {
  switch (fault) {
    case "offline":
    case "too-long":
    case "store-full":
    case "store-failed":
    case "not-found":
    case "not-yours":
    case "unknown-person":
    case "unavailable":
    case "silenced":
    case "own-message":
    case "not-moderator":
      return words.say(`problem.${fault}`);
    case "bad-request":
    case "bad-name":
    case "name-taken":
    case "foreign-origin":
    case "wrong-key":
    case "too-often":
    case "internal":
      return words.say("problem.other", { code: fault });
    default:
      return fault satisfies never;
  }
}
