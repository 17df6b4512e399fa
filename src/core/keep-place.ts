import type { Question } from "./question.ts";
import type { ThreadQueue } from "./thread-queue.ts";

/**
 * Keeps the place of a question that failed until its next try: the later ones of its thread wait. One that is stopped
 * or withdrawn keeps none; and when that comes meanwhile, it is tried again at once, so that people see it.
 */
export type KeepPlace = (question: Question) => void;

export function createKeepPlace(queue: ThreadQueue): KeepPlace {
  return (question) => {
    if (question.stopped || question.withdrawn) return;
    const { id, thread, author } = question.message;
    queue.keep({
      id,
      thread,
      person: author.id,
      cancelled(reason) {
        if (reason === "stopped") question.stopped = true;
        if (reason !== "shutdown") question.sooner.abort();
      },
    });
  };
}
