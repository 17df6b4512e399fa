import { type Model, ModelError } from "../core/ports/index.ts";
import { orAborted } from "../waiting/or-aborted.ts";

/** A model that begins to load when it is told to; until then it says that it is being loaded. */
export interface LateModel extends Model {
  /** Idempotent; nothing after `stop`, which refuses whatever has waited for it. @param yields whether its process leaves the processor to others, as to a guard */
  begin(yields: boolean): void;
}

/** @param make makes the model, which loads from then on */
export function createLateModel(make: (yields: boolean) => Model): LateModel {
  const loading = Promise.withResolvers<Model>();
  let model: Model | undefined;
  let stopped = false;
  // Not everybody waits for it.
  loading.promise.catch(() => undefined);

  return {
    begin(yields) {
      if (stopped || model) return;
      model = make(yields);
      loading.resolve(model);
    },
    health: () => model?.health() ?? { state: "loading" },
    async ready(signal) {
      await orAborted(loading.promise, signal, aborted);
      await model?.ready(signal);
    },
    countTokens: async (texts) => (await loading.promise).countTokens(texts),
    measure: async (turns) => (await loading.promise).measure(turns),
    async *reply(turns, options) {
      yield* (await orAborted(loading.promise, options.signal, aborted)).reply(turns, options);
    },
    forget: async (thread) => (await loading.promise).forget(thread),
    forgetAll: async () => (await loading.promise).forgetAll(),
    async stop() {
      stopped = true;
      loading.reject(new ModelError("unavailable", "Maru is stopping"));
      await model?.stop();
    },
  };
}

function aborted(): ModelError {
  return new ModelError("aborted", "the request was aborted");
}
