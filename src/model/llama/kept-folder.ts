import { randomBytes, randomUUID } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";

/**
 * The folder of what was read of conversations. One process may write there at a time: the one that was started last. A model's
 * process may outlive a Maru that was killed for a moment, and what it knew must not come back after the next has forgotten it.
 */

/** What was not used for so long is deleted. */
export const UNUSED_MS = 7 * 24 * 3600_000;

/** Names the states, and when they were used last. */
export const INDEX = "index.json";
const OWNER = "owner";

/** What a process needs to write to the folder, and to read what others have written before it. */
export interface KeptGrant {
  /** The mark by which the folder is this process's. */
  readonly owner: string;
  /** This installation's secret, in hex, by which an index is known that it has written. Lies beside the folder, not in it. */
  readonly key: string;
}

/** Whether a file of the folder is neither a state nor something that is being written. */
export function isOfFolder(name: string): boolean {
  return name === INDEX || name === OWNER;
}

/**
 * Makes the folder and all that is in it readable for this user alone, deletes what is too old, and takes the folder from
 * whoever had it. Throws when the folder cannot be made or written.
 */
export function takeKeptFolder(folder: string, now: number): KeptGrant {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  for (const name of readdirSync(folder)) {
    const path = `${folder}/${name}`;
    if (lstatSync(path).isFile()) chmodSync(path, 0o600);
  }
  sweepKeptFolder(folder, now);
  const owner = randomUUID();
  writeFileSync(`${folder}/${OWNER}`, owner, { mode: 0o600 });
  return { owner, key: keyBeside(folder) };
}

/** The installation's key, which is made once. */
function keyBeside(folder: string): string {
  const path = `${folder}.key`;
  const known = readIfThere(path);
  if (known !== undefined && /^[0-9a-f]{64}$/.test(known)) {
    chmodSync(path, 0o600);
    return known;
  }
  const key = randomBytes(32).toString("hex");
  rmSync(path, { force: true });
  writeFileSync(path, key, { mode: 0o600 });
  return key;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether nobody has taken the folder since this owner did. */
export function ownsKeptFolder(folder: string, owner: string): boolean {
  return readIfThere(`${folder}/${OWNER}`) === owner;
}

/** Deletes what was not used for too long, without a model. Throws when the folder cannot be read or changed. */
export function sweepKeptFolder(folder: string, now: number): void {
  const usedAt = timesOfUse(folder);
  for (const name of readdirSync(folder)) {
    if (isOfFolder(name)) continue;
    const path = `${folder}/${name}`;
    if (now - (usedAt.get(name) ?? lstatSync(path).mtimeMs) < UNUSED_MS) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

/** Deletes a state. Throws when it is there and cannot be deleted. */
export function deleteKept(folder: string, name: string): void {
  try {
    rmSync(`${folder}/${name}`, { force: true });
  } catch (error) {
    // Something else lies where the folder should be.
    if ((error as NodeJS.ErrnoException).code !== "ENOTDIR") throw error;
  }
}

/** Deletes all states, and what is being written. Throws when they cannot be deleted. */
export function emptyKeptFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  for (const name of readdirSync(folder)) {
    if (name !== OWNER) rmSync(`${folder}/${name}`, { recursive: true, force: true });
  }
}

/** When states were last used, in Unix ms, as far as the index tells. */
function timesOfUse(folder: string): ReadonlyMap<string, number> {
  try {
    const { states } = JSON.parse(readFileSync(`${folder}/${INDEX}`, "utf8"));
    return new Map(
      states.flatMap(({ name, usedAt }: { name: unknown; usedAt: unknown }) =>
        typeof name === "string" && typeof usedAt === "number" ? [[name, usedAt]] : [],
      ),
    );
  } catch {
    return new Map();
  }
}
