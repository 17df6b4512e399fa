import type { Message } from "../types.ts";

/** Finds the earlier messages that bear most on a question, for answering without a model. */
export interface Retrieval {
  /**
   * The best of `earlier` for `question`, best first, at most `limit`; only messages that share
   * something with the question, or answer one that does, so possibly none. Maru's own never count.
   */
  search(question: string, earlier: AsyncIterable<Message>, limit: number): Promise<readonly Passage[]>;
}

export interface Passage {
  readonly message: Message;
  /** The part of the message to quote, verbatim. */
  readonly quote: string;
}
