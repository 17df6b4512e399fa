import { createHmac } from "node:crypto";
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { INDEX } from "../kept-folder.ts";
import type { Use } from "./worth.ts";

/** What is known of a state that lies in a file. */
export interface KeptState extends Use {
  /** A hash; also the file's name. */
  readonly name: string;
  readonly tokens: number;
  readonly bytes: number;
  /** SHA-256 of the file, in hex; absent until it is known. */
  readonly digest?: string;
}

/** What an index is of. */
export interface IndexBinding {
  readonly origin: string;
  /** Without it nobody writes an index that is read. */
  readonly key: string;
}

/** What the index names of states of this origin, written with this key, whose files have the right size. */
export function readIndex(folder: string, binding: IndexBinding): readonly KeptState[] {
  try {
    const index = JSON.parse(readFileSync(`${folder}/${INDEX}`, "utf8"));
    if (index.seal !== sealOf(binding, index.states)) return [];
    return index.states.filter((state: KeptState) => isWhole(folder, state));
  } catch {
    return [];
  }
}

/** Where the index is written to before it takes the place of the old one. */
export interface IndexDraft {
  /** A path in the folder. */
  readonly path: string;
  /** Whether it may take that place. */
  readonly counts: () => boolean;
}

/** Writes the index, of those states whose digest is known. Throws, and leaves the old one, when there is no room. */
export function writeIndex(
  folder: string,
  draft: IndexDraft,
  binding: IndexBinding,
  states: readonly KeptState[],
): void {
  const known = states.filter(({ digest }) => digest !== undefined);
  try {
    writeFileSync(draft.path, JSON.stringify({ seal: sealOf(binding, known), states: known }), {
      mode: 0o600,
    });
    if (draft.counts()) renameSync(draft.path, `${folder}/${INDEX}`);
  } finally {
    rmSync(draft.path, { force: true });
  }
}

function sealOf({ origin, key }: IndexBinding, states: readonly KeptState[]): string {
  return createHmac("sha256", key)
    .update(JSON.stringify([origin, states]))
    .digest("hex");
}

/** Whether there is a file of the state's name and size. */
export function isWhole(folder: string, { name, bytes }: KeptState): boolean {
  try {
    return /^[0-9a-z-]+$/.test(name) && statSync(`${folder}/${name}`).size === bytes;
  } catch {
    return false;
  }
}
