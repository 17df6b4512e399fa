import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
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

const INDEX = "index.json";

/** Whether a file of the folder is the index. */
export function isIndex(name: string): boolean {
  return name === INDEX;
}

/** What the index names of states of this origin whose files have the right size. */
export function readIndex(folder: string, origin: string): readonly KeptState[] {
  try {
    const index = JSON.parse(readFileSync(`${folder}/${INDEX}`, "utf8"));
    if (index.origin !== origin) return [];
    return index.states.filter((state: KeptState) => isWhole(folder, state));
  } catch {
    return [];
  }
}

/** Writes the index, of those states whose digest is known. */
export function writeIndex(folder: string, origin: string, states: readonly KeptState[]): void {
  const known = states.filter(({ digest }) => digest !== undefined);
  writeFileSync(`${folder}/${INDEX}.new`, JSON.stringify({ origin, states: known }), { mode: 0o600 });
  renameSync(`${folder}/${INDEX}.new`, `${folder}/${INDEX}`);
}

/** Whether there is a file of the state's name and size. */
export function isWhole(folder: string, { name, bytes }: KeptState): boolean {
  try {
    return /^[0-9a-z-]+$/.test(name) && statSync(`${folder}/${name}`).size === bytes;
  } catch {
    return false;
  }
}
