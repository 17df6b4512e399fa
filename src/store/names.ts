import { StoreError } from "../core/ports/store.ts";

const NAME = /^[A-Za-z0-9/:._-]+$/;
const MAX_KEY_CHARS = 512;

/** Refuses a namespace or stream that some store could not hold. */
export function checkName(name: string): void {
  if (!NAME.test(name)) {
    throw new StoreError(
      "failed",
      `${JSON.stringify(name.slice(0, 80))} cannot name a namespace or stream: use letters of A-Z, digits and / : . _ -`,
    );
  }
}

/** Refuses a key that some store could not hold. */
export function checkKey(key: string): void {
  if (key.length > MAX_KEY_CHARS) {
    throw new StoreError(
      "failed",
      `A key has ${key.length} characters; at most ${MAX_KEY_CHARS} are allowed.`,
    );
  }
}

/** The JSON text of a value; refuses what JSON cannot say. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (json === undefined)
    throw new StoreError("failed", `A ${typeof value} is not JSON and cannot be stored.`);
  return json;
}
