import { remember } from "../../src/platform/remember.ts";

/** Answers of Slack by id, so that each is asked for once: those that were not wanted for longest are forgotten. */
export interface Remembered<Value> {
  /** Rejects, and remembers nothing, when asking did. */
  get(id: string): Promise<Value>;
  /** What is remembered, without asking. */
  known(id: string): Value | undefined;
  forget(id: string): void;
}

interface Answer<Value> {
  readonly askedAt: number;
  readonly promise: Promise<Value>;
  value?: Value;
}

/** @param keepMs after which it is asked for again */
export function createRemembered<Value>(parts: {
  readonly ask: (id: string) => Promise<Value>;
  readonly max: number;
  readonly keepMs: number;
  readonly now: () => number;
}): Remembered<Value> {
  const { ask, max, keepMs, now } = parts;
  const answers = new Map<string, Answer<Value>>();

  function begin(id: string): Answer<Value> {
    const promise = ask(id);
    const answer: Answer<Value> = { askedAt: now(), promise };
    promise.then(
      (value) => {
        answer.value = value;
      },
      () => {
        if (answers.get(id) === answer) answers.delete(id);
      },
    );
    return answer;
  }

  return {
    async get(id) {
      const found = answers.get(id);
      const answer = found && now() - found.askedAt < keepMs ? found : begin(id);
      remember(answers, id, answer, max);
      return answer.promise;
    },
    known: (id) => answers.get(id)?.value,
    forget: (id) => void answers.delete(id),
  };
}
