import type { Keyv } from "keyv";
import { OperatorError } from "./operator-error.ts";

/**
 * Everything durable, behind one URI. Values are JSON. Each call is atomic and durable against a
 * crash of the process when its promise resolves; failures reject with a `StoreError`.
 * Namespaces and streams are text of `[A-Za-z0-9/:._-]+`; keys are any text up to 512 characters.
 */
export interface Store {
  /** Records by key with an optional expiry. One namespace never sees another's. */
  records<Value>(namespace: string): Keyv<Value>;
  /** Work to be done exactly once. */
  claims<Value>(namespace: string): Claims<Value>;
  /** Ordered, append-only entries. */
  journal<Value>(stream: string): Journal<Value>;
  /** Releases the files and connections. Idempotent. */
  close(): Promise<void>;
}

/** Claim a key, do the work, settle it: unsettled claims are found again after a crash. */
export interface Claims<Value> {
  /** `true` for the first caller ever (until the claim's settlement expires), `false` for all others. */
  claim(key: string, value: Value): Promise<boolean>;
  /** The work is done: forgets the value, and refuses the key for `keepMs` more. */
  settle(key: string, keepMs: number): Promise<void>;
  /** Claims not settled, in the order in which they were made. */
  pending(): AsyncIterable<{ readonly key: string; readonly value: Value }>;
}

export interface Entry<Value> {
  /** 1, 2, 3 … within the stream. */
  readonly seq: number;
  readonly value: Value;
}

export interface AppendOptions {
  /** Appending the same key to the stream again adds nothing and returns the first entry's `seq`. */
  readonly key?: string;
  /** For reading only a part of the stream. */
  readonly tag?: string;
}

export interface ScanOptions {
  readonly tag?: string;
  /** Only entries with a greater `seq`. */
  readonly after?: number;
  /** Only entries with a smaller `seq`. */
  readonly before?: number;
  /** Only the newest `last` of them (still oldest first). */
  readonly last?: number;
}

export interface Journal<Value> {
  /** Appends and returns the entry's `seq`. */
  append(value: Value, options?: AppendOptions): Promise<number>;
  /** Replaces what the entry says; its place, key and tag stay. For erasing people's words. No such entry: nothing. */
  rewrite(seq: number, value: Value): Promise<void>;
  /** Oldest first, in bounded memory; entries appended meanwhile may or may not be seen. */
  scan(options?: ScanOptions): AsyncIterable<Entry<Value>>;
}

export type StoreErrorCode =
  /** No space left on the device, or over a quota. */
  | "full"
  /** The folder or file cannot be written. */
  | "read-only"
  /** Opened for reading alone, and there is nothing to read yet. */
  | "missing"
  /** Another Maru works on the same data. */
  | "in-use"
  /** The data is not readable as Maru's, or was written by a newer Maru. */
  | "unreadable"
  /** The URI names no store that there is. */
  | "bad-uri"
  /** Anything else, e.g. the connection was lost. */
  | "failed";

/** `message` says what happened and what to do. */
export class StoreError extends OperatorError {
  readonly code: StoreErrorCode;
  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}
