import { type Model, ModelError } from "../core/ports/index.ts";

/** Stands in where no model is installed or wanted. `hint` says what to do about it. */
export function createAbsentModel(hint: string): Model {
  const refuse = () => Promise.reject(new ModelError("unavailable", hint));
  return {
    health: () => ({ state: "absent", hint }),
    ready: refuse,
    countTokens: refuse,
    measure: refuse,
    // biome-ignore lint/correctness/useYield: it has nothing to say.
    async *reply() {
      await refuse();
    },
    forget: () => Promise.resolve(),
    forgetAll: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  };
}
