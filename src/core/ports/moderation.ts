import type { Message, Verdict } from "../types.ts";

/** Moderation's place in the path: what people write is judged, what Maru writes is screened. */
export interface Moderation {
  /** Judges a message that somebody wrote. */
  judge(message: Message): Promise<Verdict>;
  /**
   * Passes an answer on as far as it is allowed. When a part of it is held, yields nothing from
   * there on and throws an `AnswerHeld`.
   */
  screen(answer: AsyncIterable<string>, to: Message): AsyncIterable<string>;
}

/** Maru's own answer did not pass moderation. `reason` never holds the answer's text. */
export class AnswerHeld extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`the answer was held back: ${reason}`);
    this.name = "AnswerHeld";
    this.reason = reason;
  }
}
