import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import type { Token } from "node-llama-cpp";
import { isOfFolder, type KeptGrant, ownsKeptFolder, UNUSED_MS } from "../kept-folder.ts";
import { digestOf, identityOf, tokensOf } from "./state-file.ts";
import { isWhole, type KeptState, readIndex, writeIndex } from "./state-index.ts";
import { type Use, worth } from "./worth.ts";

/** States of sequences in files, of one model in one build, with an index that says which are ours. */
export interface KeptStates {
  find(name: string): KeptState | undefined;
  /** The tokens of a state, without loading it; none when the file is not what it was. */
  tokens(state: KeptState): readonly Token[];
  /** Has a state's file loaded if it is what was written. Resolves to whether it was; if not, it is gone. */
  load(state: KeptState, use: Use, from: (path: string) => Promise<unknown>): Promise<boolean>;
  /**
   * Has a state written, in place of the one of this name. Resolves when that is done; a process that comes after this one can
   * use it a little later.
   */
  save(
    of: Use & { readonly name: string; readonly tokens: number },
    to: (path: string) => Promise<unknown>,
  ): Promise<void>;
  remove(name: string): Promise<void>;
  removeAll(): Promise<void>;
  /** Resolves when nothing is being done any more with the file of this name, or with any. */
  settled(name?: string): Promise<void>;
}

/** As soon as the folder is another process's, nothing is written any more. */
export interface KeptStatesOptions extends KeptGrant {
  readonly folder: string;
  /** Says what the states are of: model, build, and whatever else they depend on. Others are deleted. */
  readonly origin: string;
  readonly mostBytes: number;
  /** Unix ms. */
  readonly now: () => number;
  /** Room that is left on the folder's disk, in bytes. */
  readonly freeBytes: () => number;
}

/** What is left to Maru's own records and to everybody else: with less than that nothing more is written. */
const SPARED_BYTES = 2e9;
const SWEEP_EVERY_MS = 3600_000;

/** Opens the folder, and deletes in it whatever is not a state of this origin. Throws when it cannot be read. */
export function openKeptStates(options: KeptStatesOptions): KeptStates {
  const { folder, owner, key, origin, mostBytes, now, freeBytes } = options;
  const states = new Map(readIndex(folder, { origin, key }).map((state) => [state.name, state]));
  /** By name, what is being done with its file. */
  const doing = new Map<string, Promise<void>>();
  /** By name, which file this process has written. */
  const written = new Map<string, string>();
  let sealing = Promise.resolve();
  let saves = 0;

  const pathOf = (name: string) => `${folder}/${name}`;
  const isMine = () => ownsKeptFolder(folder, owner);
  /** Two processes never write to the same draft. */
  const draftName = (of: string) => `draft-${owner}-${of}`;

  /** An index that could not be written names too much at worst: files that are gone, or are not what it says. */
  function note(): void {
    if (!isMine()) return;
    try {
      const draft = { path: pathOf(draftName("index")), counts: isMine };
      writeIndex(folder, draft, { origin, key }, [...states.values()]);
    } catch {}
  }

  /** Deletes what nobody of this origin has written, or has not finished. */
  function deleteOthers(): void {
    if (!isMine()) return;
    for (const name of readdirSync(folder)) {
      if (isOfFolder(name) || states.has(name) || name.startsWith(draftName(""))) continue;
      rmSync(pathOf(name), { recursive: true, force: true });
    }
  }

  function drop(name: string): void {
    states.delete(name);
    written.delete(name);
    rmSync(pathOf(name), { force: true });
  }

  /** Deletes what was not used for long, and the least valuable for its size of what is too much. */
  function sweep(): void {
    if (!isMine()) return;
    const at = now();
    const byWorth = [...states.values()]
      .map((state) => ({ ...state, perByte: worth(state.tokens, state, at) / state.bytes }))
      .sort((a, b) => b.perByte - a.perByte);
    let bytes = 0;
    for (const state of byWorth) {
      bytes += state.bytes;
      if (bytes <= mostBytes && at - state.usedAt < UNUSED_MS) continue;
      bytes -= state.bytes;
      drop(state.name);
    }
    note();
  }

  /** Does one thing after the other with a name's file. */
  function inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const result = (doing.get(name) ?? Promise.resolve()).then(work);
    const done = result.then(
      () => undefined,
      () => undefined,
    );
    doing.set(name, done);
    void done.then(() => {
      if (doing.get(name) === done) doing.delete(name);
    });
    return result;
  }

  /** Whether the file is what was written, by this process or by one before it. */
  async function isOurs(state: KeptState): Promise<boolean> {
    if (!isWhole(folder, state)) return false;
    const path = pathOf(state.name);
    return written.get(state.name) === identityOf(path) || (await digestOf(path)) === state.digest;
  }

  /** Finds out the digest by which another process will know the file. */
  async function seal(name: string): Promise<void> {
    const path = pathOf(name);
    const file = written.get(name);
    const digest = await digestOf(path);
    const state = states.get(name);
    if (state === undefined || written.get(name) !== file || identityOf(path) !== file) return;
    states.set(name, { ...state, digest });
    note();
  }

  async function remove(name: string): Promise<void> {
    await inTurn(name, async () => drop(name));
    note();
  }

  deleteOthers();
  sweep();
  setInterval(() => {
    sweep();
    deleteOthers();
  }, SWEEP_EVERY_MS).unref();

  return {
    find: (name) => states.get(name),
    tokens({ name }) {
      try {
        return tokensOf(pathOf(name));
      } catch {
        return [];
      }
    },
    load: ({ name }, { usedAt, returns }, from) =>
      inTurn(name, async () => {
        const state = states.get(name);
        if (state === undefined) return false;
        try {
          if (!(await isOurs(state))) throw new RangeError("not what was written");
          await from(pathOf(name));
        } catch {
          drop(name);
          note();
          return false;
        }
        const current = states.get(name);
        if (current !== undefined) states.set(name, { ...current, usedAt, returns });
        return true;
      }),
    async save({ name, tokens, usedAt, returns }, to) {
      if (!isMine() || freeBytes() < SPARED_BYTES) return;
      saves += 1;
      const draft = pathOf(draftName(`${saves}`));
      await inTurn(name, async () => {
        try {
          await to(draft);
          if (!isMine()) return;
          renameSync(draft, pathOf(name));
          states.set(name, { name, tokens, bytes: statSync(pathOf(name)).size, usedAt, returns });
          written.set(name, identityOf(pathOf(name)));
          sweep();
        } catch {
          // No room, mostly. What could not be kept is evaluated again.
        } finally {
          rmSync(draft, { force: true });
        }
      });
      sealing = sealing.then(() => seal(name)).catch(() => undefined);
    },
    remove,
    async removeAll() {
      await Promise.all([...new Set([...states.keys(), ...doing.keys()])].map(remove));
    },
    async settled(name) {
      await (name === undefined ? Promise.all([...doing.values(), sealing]) : doing.get(name));
    },
  };
}
