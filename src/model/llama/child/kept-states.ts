import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import type { Token } from "node-llama-cpp";
import { digestOf, identityOf, tokensOf } from "./state-file.ts";
import { isIndex, isWhole, type KeptState, readIndex, writeIndex } from "./state-index.ts";
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
  /** Resolves when nothing is being done any more with the file of this name, or with any. */
  settled(name?: string): Promise<void>;
}

export interface KeptStatesOptions {
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
const UNUSED_MS = 7 * 24 * 3600_000;
const SWEEP_EVERY_MS = 3600_000;

/** Opens the folder, and deletes in it whatever is not a state of this origin. Throws when it cannot be made or written. */
export function openKeptStates({ folder, origin, mostBytes, now, freeBytes }: KeptStatesOptions): KeptStates {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const states = new Map(readIndex(folder, origin).map((state) => [state.name, state]));
  /** By name, what is being done with its file. */
  const doing = new Map<string, Promise<void>>();
  /** By name, which file this process has written. */
  const written = new Map<string, string>();
  let sealing = Promise.resolve();
  let saves = 0;

  const pathOf = (name: string) => `${folder}/${name}`;

  function drop(name: string): void {
    states.delete(name);
    written.delete(name);
    rmSync(pathOf(name), { force: true });
  }

  /** Deletes what was not used for long, and the least valuable for its size of what is too much. */
  function sweep(): void {
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
    writeIndex(folder, origin, [...states.values()]);
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
    writeIndex(folder, origin, [...states.values()]);
  }

  for (const name of readdirSync(folder)) {
    if (!isIndex(name) && !states.has(name)) rmSync(pathOf(name), { recursive: true, force: true });
  }
  sweep();
  setInterval(sweep, SWEEP_EVERY_MS).unref();

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
          writeIndex(folder, origin, [...states.values()]);
          return false;
        }
        const current = states.get(name);
        if (current !== undefined) states.set(name, { ...current, usedAt, returns });
        return true;
      }),
    async save({ name, tokens, usedAt, returns }, to) {
      if (freeBytes() < SPARED_BYTES) return;
      saves += 1;
      const draft = `${folder}/draft-${saves}`;
      await inTurn(name, async () => {
        try {
          await to(draft);
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
    remove: (name) =>
      inTurn(name, async () => {
        drop(name);
        writeIndex(folder, origin, [...states.values()]);
      }),
    async settled(name) {
      await (name === undefined ? Promise.all([...doing.values(), sealing]) : doing.get(name));
    },
  };
}
