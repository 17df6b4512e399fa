import type { Outgoing } from "./state/state.ts";

/** The part of the browser's `Storage` that is used. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Somebody who used this browser. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

/** What the browser keeps: for this tab (who it is, drafts, unsent messages) and for all tabs (people, what they have seen). */
export interface Keepsakes {
  token(): string | undefined;
  /** Makes this tab somebody, or nobody. */
  setToken(token: string | undefined): void;
  /** Last used first. */
  known(): readonly Known[];
  remember(person: Known): void;
  forget(id: string): void;
  draft(where: string): string;
  setDraft(where: string, text: string): void;
  /** Before somebody else takes this tab over. */
  forgetDrafts(): void;
  unsent(): readonly Outgoing[];
  setUnsent(outbox: readonly Outgoing[]): void;
  /** The newest `seq` seen, by place. */
  seen(personId: string): Readonly<Record<string, number>>;
  setSeen(personId: string, seen: Readonly<Record<string, number>>): void;
  /** Whether words under review are blurred until asked for; they are unless said otherwise. */
  veiled(): boolean;
  setVeiled(veiled: boolean): void;
  /** The reasons that were given last, newest first. */
  reasons(): readonly string[];
  setReasons(reasons: readonly string[]): void;
}

const MAX_KNOWN = 6;

/**
 * @param tab `sessionStorage`: a tab's own, survives a reload
 * @param browser `localStorage`: shared by all tabs
 */
export function createKeepsakes(tab: Shelf, browser: Shelf): Keepsakes {
  const drafts = () => read<Readonly<Record<string, string>>>(tab, "maru.drafts", {});
  const known = () => read<readonly Known[]>(browser, "maru.known", []);
  return {
    token: () => tab.getItem("maru.token") ?? undefined,
    setToken(token) {
      if (token === undefined) tab.removeItem("maru.token");
      else write(tab, "maru.token", token);
    },
    known,
    remember(person) {
      const others = known().filter(({ id }) => id !== person.id);
      write(browser, "maru.known", JSON.stringify([person, ...others].slice(0, MAX_KNOWN)));
    },
    forget: (id) =>
      write(browser, "maru.known", JSON.stringify(known().filter((person) => person.id !== id))),
    draft: (where) => drafts()[where] ?? "",
    setDraft(where, text) {
      const { [where]: _, ...others } = drafts();
      write(tab, "maru.drafts", JSON.stringify(text === "" ? others : { ...others, [where]: text }));
    },
    forgetDrafts: () => tab.removeItem("maru.drafts"),
    unsent: () => read<readonly Outgoing[]>(tab, "maru.unsent", []),
    setUnsent: (outbox) => write(tab, "maru.unsent", JSON.stringify(outbox)),
    seen: (personId) => read<Readonly<Record<string, number>>>(browser, `maru.seen.${personId}`, {}),
    setSeen: (personId, seen) => write(browser, `maru.seen.${personId}`, JSON.stringify(seen)),
    veiled: () => read<boolean>(browser, "maru.veiled", true),
    setVeiled: (veiled) => write(browser, "maru.veiled", JSON.stringify(veiled)),
    reasons: () => read<readonly string[]>(browser, "maru.reasons", []),
    setReasons: (reasons) => write(browser, "maru.reasons", JSON.stringify(reasons)),
  };
}

function read<Value>(shelf: Shelf, key: string, otherwise: Value): Value {
  try {
    return (JSON.parse(shelf.getItem(key) ?? "null") as Value | null) ?? otherwise;
  } catch {
    return otherwise; // Somebody else wrote there.
  }
}

function write(shelf: Shelf, key: string, value: string): void {
  try {
    shelf.setItem(key, value);
  } catch {
    // The browser's storage is full or switched off: the page works without, it only forgets.
  }
}
